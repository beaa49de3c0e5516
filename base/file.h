// Reading and writing whole files.
//
// Every error names the path and says what to do about it.
#ifndef WEFT_BASE_FILE_H_
#define WEFT_BASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// The bytes of a regular file (or a pipe). Errors: NotFound, PermissionDenied,
// InvalidArgument (a directory), ResourceExhausted (more than `max_bytes`),
// Unavailable (the device failed).
absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     uint64_t max_bytes = uint64_t{1} << 32);

// Everything that standard input still holds.
absl::StatusOr<std::string> ReadStandardInput(uint64_t max_bytes = uint64_t{1}
                                                                   << 32);

// Writes to a temporary file beside `path`, syncs it and renames it, so that
// `path` holds the old bytes or the new ones and never half of them.
absl::Status WriteFileAtomically(const std::string& path,
                                 absl::string_view bytes);

// A read-only memory map of a whole file. Safe to share between threads.
class MappedFile {
 public:
  // Errors as ReadFile.
  static absl::StatusOr<std::unique_ptr<const MappedFile>> Open(
      const std::string& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  absl::string_view bytes() const { return {data_, size_}; }

 private:
  MappedFile(const char* data, size_t size) : data_(data), size_(size) {}

  const char* data_;
  size_t size_;
};

}  // namespace weft

#endif  // WEFT_BASE_FILE_H_
