// Whether an archive may be that of a database.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_SHARED_HISTORY_H_
#define WEFT_GRAPHSTORE_ARCHIVE_SHARED_HISTORY_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/archive/commit_record.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

// The newest version of a database, with its time.
absl::StatusOr<VersionTime> NewestVersion(const kv::Database& database);

// A database keeps the times of all of its versions, and one that was restored
// has those of before. So one that has none of the versions in these logs with
// its time, up to its own, `newest`, is another. True where the logs have no
// version to compare with.
absl::StatusOr<bool> MayShareHistory(const kv::Database& database,
                                     uint64_t newest,
                                     absl::Span<const std::string> logs);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_SHARED_HISTORY_H_
