// States of a database made again from an archive (archived_database.h).
//
//   WEFT_ASSIGN_OR_RETURN(const ArchivedState state,
//                         FindState(folder, {.time = noon}));
//   (copy the folder state.base to `database`)
//   WEFT_RETURN_IF_ERROR(Replay(state, database));
//
// Nothing here writes to the archive, and a database may go on writing to it
// meanwhile.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_RESTORE_H_
#define WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_RESTORE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graphstore/archive/commit_record.h"

namespace weft::graphstore {

// Whether the folder has a run in it.
bool IsArchive(const std::string& folder);

// What one run can make again: each version from `first` to `last`.
struct ArchivedRun {
  uint64_t number = 0;
  VersionTime first;
  VersionTime last;
  absl::Time started;
  uint64_t log_bytes = 0;
  bool damaged = false;  // what comes behind `last` is lost
};

// By number. A run whose header is damaged ends where it begins, with the last
// version of the run before. Errors: NotFound (no archive), those of reading.
absl::StatusOr<std::vector<ArchivedRun>> ListRuns(const std::string& folder);

// At most one is set; none: the newest state.
struct ArchiveTarget {
  std::optional<uint64_t> version;
  // The state that the database had then: the last one that was written at this
  // time or earlier.
  std::optional<absl::Time> time;
};

struct ArchivedState {
  VersionTime version;
  std::string base;  // a copy of the database
  std::string log;   // its commits, up to `version`, are to be replayed
};

// Where a database was restored and written to again, a number of a version may
// have been given twice: it is that of the later run. Errors: OutOfRange (the
// archive has no such state: says which ones it has), DataLoss (it is damaged
// there), those of ListRuns().
absl::StatusOr<ArchivedState> FindState(const std::string& folder,
                                        const ArchiveTarget& target);

// Makes the copy in folder `database` what the database was. Errors: DataLoss
// (the archive is damaged, or is not of this copy), those of the database.
absl::Status Replay(const ArchivedState& state, const std::string& database);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_RESTORE_H_
