#include "graphstore/kv/directory_lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace weft::graphstore::kv {
namespace {

std::string LockFile(const std::string& directory) {
  return directory + "/LOCK";
}

// 0, or why not.
int WriteError(const std::string& path) {
  return faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0 ? 0 : errno;
}

}  // namespace

absl::Status MayWrite(const std::string& directory) {
  int error = WriteError(directory);
  if (error == 0) {
    error = WriteError(LockFile(directory));
    if (error == ENOENT) error = 0;
  }
  if (error == 0) return absl::OkStatus();
  return absl::PermissionDeniedError(absl::StrCat(
      "database ", directory, " can only be read: ", std::strerror(error),
      "; choose a directory that you may write"));
}

DirectoryLock::~DirectoryLock() {
  if (lock_ != nullptr) rocksdb::Env::Default()->UnlockFile(lock_);
  if (shared_ >= 0) close(shared_);
}

rocksdb::Status DirectoryLock::Acquire(const std::string& directory) {
  return rocksdb::Env::Default()->LockFile(LockFile(directory), &lock_);
}

rocksdb::Status DirectoryLock::AcquireShared(const std::string& directory) {
  const std::string path = LockFile(directory);
  shared_ = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (shared_ < 0) {
    // A copy of a database may lack the file; nobody can lock it then.
    if (errno == ENOENT) return rocksdb::Status::OK();
    return rocksdb::Status::IOError(path, std::strerror(errno));
  }
  struct flock lock = {};
  lock.l_type = F_RDLCK;
  lock.l_whence = SEEK_SET;
  if (fcntl(shared_, F_SETLK, &lock) == 0) return rocksdb::Status::OK();
  return rocksdb::Status::IOError("While lock file: " + path,
                                  std::strerror(errno));
}

}  // namespace weft::graphstore::kv
