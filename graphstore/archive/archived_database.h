// A database that also writes down what is committed to it, so that each of its
// states can be made again (archive_restore.h).
//
//   StoreOptions options;
//   options.over = [&](auto database) {
//     return OpenArchived(std::move(database), {.folder = "/srv/archive"});
//   };
//
// Idea: a run is a copy of the database and the batches that were committed
// after it. A batch holds every row that it changes: put to the copy one after
// the other they make the same bytes. A batch is on disk in the archive before
// it is committed; one that is not committed in the end is taken back. What is
// not a batch (a bulk load) is followed by a new run. A new run begins as well
// when the log has grown to the size of the copy, so that a state is never far
// from a copy and copies cost no more than the log; after a quarter of `keep`,
// so that old runs can go; and where the last run does not end with the state
// that the database has (it was written without an archive, or restored).
//
// A write that cannot be archived fails, and nothing is committed. Where no new
// run can begin after a bulk load, which is committed by then, writes fail
// until one can. Where the log is removed from under a database that is open
// the archive begins anew, and on_error() hears of it.
//
// What is left out: Store::TrimChanges(). A state that is made again has all
// changes that the copy had.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_ARCHIVED_DATABASE_H_
#define WEFT_GRAPHSTORE_ARCHIVE_ARCHIVED_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "graphstore/kv/database.h"

namespace weft::graphstore {

struct ArchiveOptions {
  // Is made where it is missing. Where it lies on the file system of the
  // database, copies share their files with it as long as both have them.
  std::string folder;
  // Every state of this time can be made again; what is older goes, a run at a
  // time.
  absl::Duration keep = absl::InfiniteDuration();
  // A log may have this size, however small the copy is.
  uint64_t least_log_bytes = uint64_t{64} << 20;
  std::function<absl::Time()> clock = [] { return absl::Now(); };
  // What went wrong beside a call that went well.
  std::function<void(const absl::Status&)> on_error = [](const absl::Status&) {
  };
};

// `database` has the format of this program, and its meta. Errors:
// InvalidArgument (no folder), FailedPrecondition (another process writes
// there; it holds something else, or what another database has written),
// PermissionDenied, ResourceExhausted (disk full), Unavailable;
// those of the database.
absl::StatusOr<std::shared_ptr<kv::Database>> OpenArchived(
    std::shared_ptr<kv::Database> database, ArchiveOptions options);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_ARCHIVED_DATABASE_H_
