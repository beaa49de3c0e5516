// What lies in the folder of an archive.
//
//   00000001.base   a copy of the database (kv::Database::Checkpoint)
//   00000001.log    what was committed after it (run_log.h)
//   00000002.base   the next run
//   ...
//   LOCK            held by the database that writes here
//   OWNER           which one that was (kv::IdentityOf)
//
// A run is there once its log is. Runs follow each other in time; where one
// begins with the version that ended the one before there is no gap between
// them.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_FOLDER_H_
#define WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_FOLDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore {

inline constexpr char kLockFile[] = "LOCK";
inline constexpr char kOwnerFile[] = "OWNER";

std::string BasePath(absl::string_view folder, uint64_t run);
std::string LogPath(absl::string_view folder, uint64_t run);

// FailedPrecondition: there is something in the folder that was not put there
// by an archive, and is not to be taken for a part of it. Errors as below.
absl::Status CheckHoldsNothingElse(const std::string& folder);

// The numbers of the runs, ascending. Errors: NotFound (no such folder),
// PermissionDenied, Unavailable.
absl::StatusOr<std::vector<uint64_t>> RunsIn(const std::string& folder);

// Removes copies and files of runs that were not begun to the end.
void RemoveLeftovers(const std::string& folder);
// Its log first, so that a run is never without its copy.
absl::Status RemoveRun(const std::string& folder, uint64_t run);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_FOLDER_H_
