// A file for what memory cannot hold, or what is to outlive the process.
#ifndef WEFT_GRAPHSTORE_LOAD_SPILL_FILE_H_
#define WEFT_GRAPHSTORE_LOAD_SPILL_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/running_hash.h"

namespace weft::graphstore {

// Errors: ResourceExhausted (disk full: says where and what to do),
// Unavailable. Not thread-safe.
class SpillFile {
 public:
  // It has no name once it is open: the system takes it away with the process,
  // also after kill -9.
  static absl::StatusOr<std::unique_ptr<SpillFile>> Create(
      const std::string& folder);
  // Stays, under this name. Of a file that is there the first `size` bytes are
  // kept, and hashed; DataLoss where it has fewer.
  static absl::StatusOr<std::unique_ptr<SpillFile>> Open(
      const std::string& path, uint64_t size);
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  absl::Status Append(const void* data, size_t size);
  // `size` bytes from `offset` on, which were appended. Several threads may
  // read once nothing is appended any more.
  absl::Status Read(uint64_t offset, void* data, size_t size) const;
  uint64_t size() const { return size_; }
  // StableHash() of all bytes; of a file with a name.
  uint64_t hash() const { return hash_->value(); }

 private:
  SpillFile(int descriptor, std::string folder)
      : descriptor_(descriptor), folder_(std::move(folder)) {}

  absl::Status HashFirst(uint64_t size);

  absl::Status Error(int code, const char* doing) const;

  const int descriptor_;
  const std::string folder_;
  uint64_t size_ = 0;
  std::unique_ptr<RunningHash> hash_;  // null without a name
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_SPILL_FILE_H_
