// Keeps other processes away from the directory of a database that is read and
// not written. Where RocksDB writes it does so itself.
#ifndef WEFT_GRAPHSTORE_KV_DIRECTORY_LOCK_H_
#define WEFT_GRAPHSTORE_KV_DIRECTORY_LOCK_H_

#include <string>

#include "absl/status/status.h"
#include "rocksdb/env.h"
#include "rocksdb/status.h"

namespace weft::graphstore::kv {

// Ok where this user may write in the directory and to the lock in it; else
// PermissionDenied.
absl::Status MayWrite(const std::string& directory);

// Lets go at its end. Errors of taking it are what RocksDB says when another
// process has the lock.
class DirectoryLock {
 public:
  DirectoryLock() = default;
  ~DirectoryLock();
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

  // Nobody else has the directory open.
  rocksdb::Status Acquire(const std::string& directory);
  // Nobody writes; others may read as well. Needs no right to write.
  rocksdb::Status AcquireShared(const std::string& directory);

 private:
  rocksdb::FileLock* lock_ = nullptr;
  int shared_ = -1;  // of the file that is locked
};

}  // namespace weft::graphstore::kv

#endif  // WEFT_GRAPHSTORE_KV_DIRECTORY_LOCK_H_
