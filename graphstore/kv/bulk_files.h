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

// Writes the rows of each stream to sorted tables in `folder`, `bulk.threads`
// streams at a time; returns their paths and `bulk.tables.ready`. Errors:
// InvalidArgument (keys out of order or out of bounds), ResourceExhausted (no
// space left: asked for every few MiB, so that a full disk does not stop the
// database), Unavailable, those of the streams and of `bulk.tables.written`.
// After an error the tables that it was told of are whole, and nothing else is.
absl::StatusOr<std::vector<std::string>> WriteBulkFiles(
    absl::Span<const std::unique_ptr<SortedStream>> streams,
    const BulkOptions& bulk, const std::string& folder,
    const rocksdb::Options& options);

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_BULK_FILES_H_
