// The files of a bulk load, written beside the database before it takes them
// in.
#ifndef WEFT_GRAPHSTORE_KV_BULK_FILES_H_
#define WEFT_GRAPHSTORE_KV_BULK_FILES_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/kv/database.h"
#include "rocksdb/options.h"

namespace weft::graphstore::kv {

using TablesWritten = decltype(BulkTables::written);

// Writes the rows of each stream to sorted tables in `folder`, `threads`
// streams at a time; returns their paths. `written`: BulkTables::written.
// Errors: InvalidArgument (keys out of order or out of bounds),
// ResourceExhausted (no space left: asked for every few MiB, so that a full
// disk does not stop the database), Unavailable, those of the streams and of
// `written`. After an error the tables that `written` was told of are whole,
// and nothing else is.
absl::StatusOr<std::vector<std::string>> WriteBulkFiles(
    absl::Span<const std::unique_ptr<SortedStream>> streams, int threads,
    const std::string& folder, const rocksdb::Options& options,
    const TablesWritten& written);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_BULK_FILES_H_
