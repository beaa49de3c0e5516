// A backup becomes a database again, or a state of an archive does.
#ifndef WEFT_SERVICE_SERVER_RESTORE_H_
#define WEFT_SERVICE_SERVER_RESTORE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/archive/archive_restore.h"

namespace weft::service {

struct RestoreResult {
  uint64_t version = 0;  // of the graph
  uint64_t keys_checked = 0;
};

// By version or time; neither: the newest state.
using RestoreTarget = graphstore::ArchiveTarget;
using graphstore::ArchivedRun;

// Copies the backup in folder `backup` into `database`, which does not exist
// yet or is empty, and checks the copy before it gets that name. Where `backup`
// is the folder of an archive, it is the state of `target`. The backup stays as
// it is. Errors: NotFound (no backup in `backup`), AlreadyExists (`database`
// holds something), InvalidArgument (a target, and `backup` is no archive),
// OutOfRange (the archive does not have the target), DataLoss (the check finds
// problems; nothing is left in `database`), ResourceExhausted (disk full),
// PermissionDenied, Unavailable.
absl::StatusOr<RestoreResult> RestoreBackup(const std::string& backup,
                                            const std::string& database,
                                            const RestoreTarget& target = {});

// What an archive can make again. Errors: NotFound (no archive), DataLoss.
absl::StatusOr<std::vector<ArchivedRun>> ListArchive(const std::string& folder);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RESTORE_H_
