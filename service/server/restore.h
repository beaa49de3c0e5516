// A backup becomes a database again.
#ifndef WEFT_SERVICE_SERVER_RESTORE_H_
#define WEFT_SERVICE_SERVER_RESTORE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"

namespace weft::service {

struct RestoreResult {
  uint64_t version = 0;  // of the graph
  uint64_t keys_checked = 0;
};

// Copies the backup in folder `backup` into `database`, which does not exist
// yet or is empty, and checks the copy before it gets that name. The backup
// stays as it is. Errors: NotFound (no database in `backup`), AlreadyExists
// (`database` holds something), DataLoss (the check finds problems; nothing is
// left in `database`), ResourceExhausted (disk full), PermissionDenied,
// Unavailable.
absl::StatusOr<RestoreResult> RestoreBackup(const std::string& backup,
                                            const std::string& database);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RESTORE_H_
