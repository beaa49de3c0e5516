// One process at a time writes to an archive.
#ifndef WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_LOCK_H_
#define WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_LOCK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace weft::graphstore {

// Held until it goes, or the process does.
class ArchiveLock {
 public:
  // Makes the folder where it is missing, and the file LOCK in it. Errors:
  // FailedPrecondition (held by another; the folder is no archive),
  // PermissionDenied, ResourceExhausted (disk full), Unavailable.
  static absl::StatusOr<std::unique_ptr<ArchiveLock>> Acquire(
      const std::string& folder);
  ~ArchiveLock();
  ArchiveLock(const ArchiveLock&) = delete;
  ArchiveLock& operator=(const ArchiveLock&) = delete;

 private:
  explicit ArchiveLock(int descriptor) : descriptor_(descriptor) {}

  const int descriptor_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_ARCHIVE_ARCHIVE_LOCK_H_
