#include "graphstore/archive/archive_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/archive/archive_folder.h"

namespace weft::graphstore {
namespace {

absl::Status Failed(const std::string& folder, int code) {
  const std::string message = absl::StrCat("cannot write to the archive ",
                                           folder, ": ", std::strerror(code));
  if (code == EACCES || code == EPERM || code == EROFS) {
    return absl::PermissionDeniedError(message);
  }
  if (code == ENOSPC || code == EDQUOT) {
    return absl::ResourceExhaustedError(
        absl::StrCat(message, "; free some space, then try again"));
  }
  return absl::UnavailableError(message);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ArchiveLock>> ArchiveLock::Acquire(
    const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return Failed(folder, error.value());
  WEFT_RETURN_IF_ERROR(CheckHoldsNothingElse(folder));
  const std::string path = absl::StrCat(folder, "/", kLockFile);
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return Failed(folder, errno);
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
    return std::unique_ptr<ArchiveLock>(new ArchiveLock(descriptor));
  }
  const int code = errno;
  close(descriptor);
  if (code != EWOULDBLOCK) return Failed(folder, code);
  return absl::FailedPreconditionError(
      absl::StrCat("the archive ", folder,
                   " is in use by another process; give each database an "
                   "archive of its own"));
}

ArchiveLock::~ArchiveLock() { close(descriptor_); }

}  // namespace weft::graphstore
