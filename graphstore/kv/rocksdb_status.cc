#include "graphstore/kv/rocksdb_status.h"

#include <fcntl.h>
#include <unistd.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace weft::graphstore::kv {
namespace {

// The process that holds RocksDB's lock on the directory; 0 when unknown (the
// lock is this process's own, or was just let go).
pid_t LockOwner(const std::string& directory) {
  const int fd = open((directory + "/LOCK").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool known = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(fd);
  return known ? lock.l_pid : 0;
}

absl::Status InUse(const std::string& directory, bool by_this_process) {
  std::string owner = "another process";
  if (by_this_process) {
    owner = "this process already";
  } else if (const pid_t pid = LockOwner(directory); pid != 0) {
    absl::StrAppend(&owner, " (pid ", pid, ")");
  }
  return absl::FailedPreconditionError(
      absl::StrCat("database ", directory, " is in use by ", owner,
                   "; stop it or talk to it with --server"));
}

}  // namespace

absl::Status FromRocksDb(const rocksdb::Status& status,
                         const std::string& directory) {
  if (status.ok()) return absl::OkStatus();
  const std::string what =
      absl::StrCat("database ", directory, ": ", status.ToString());
  if (status.IsNoSpace() || status.IsMemoryLimit() ||
      status.IsCompactionTooLarge()) {
    return absl::ResourceExhaustedError(
        absl::StrCat(what, "; free some space, then try again"));
  }
  if (status.IsCorruption()) {
    return absl::DataLossError(absl::StrCat(
        what, "; the files are damaged: restore a backup of the directory"));
  }
  if (status.IsTimedOut()) {
    return absl::DeadlineExceededError("the time for this read is over");
  }
  if (status.IsInvalidArgument() || status.IsNotSupported()) {
    return absl::InternalError(what);
  }
  return absl::UnavailableError(absl::StrCat(what, "; try again"));
}

absl::Status FromRocksDbOpen(const rocksdb::Status& status,
                             const std::string& directory) {
  if (status.ok()) return absl::OkStatus();
  const std::string what = status.ToString();
  if (absl::StrContains(what, "lock hold by current process")) {
    return InUse(directory, /*by_this_process=*/true);
  }
  if (absl::StrContains(what, "While lock file")) {
    return InUse(directory, /*by_this_process=*/false);
  }
  if (absl::StrContains(what, "Permission denied")) {
    return absl::PermissionDeniedError(
        absl::StrCat("database ", directory, ": ", what,
                     "; choose a directory that you may write"));
  }
  if (status.IsInvalidArgument()) {
    return absl::DataLossError(absl::StrCat(
        "database ", directory, ": ", what,
        "; files are missing or of another program: restore a backup"));
  }
  return FromRocksDb(status, directory);
}

}  // namespace weft::graphstore::kv
