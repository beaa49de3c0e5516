// The bytes of a file or of standard input, unpacked where they are gzip.
#ifndef WEFT_SERVICE_CLI_INPUT_BYTE_SOURCE_H_
#define WEFT_SERVICE_CLI_INPUT_BYTE_SOURCE_H_

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace weft::service {

// What is gzip says so in its first two bytes; its name does not matter.
// Several gzip files in a row are one. Not thread-safe.
class ByteSource {
 public:
  // `path`: a file, or "-" for `standard_input`, which outlives the source.
  // Errors: NotFound, PermissionDenied, InvalidArgument (a folder).
  static absl::StatusOr<std::unique_ptr<ByteSource>> Open(
      const std::string& path, std::istream& standard_input);
  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // The next bytes, about `size` of them, into `*bytes`; false at the end.
  // Errors: DataLoss (gzip that is damaged or cut off), Unavailable.
  absl::StatusOr<bool> Read(size_t size, std::string* bytes);

  // Of the file as it is, packed or not.
  uint64_t read_bytes() const { return read_bytes_; }
  uint64_t total_bytes() const { return total_bytes_; }  // 0: not known

 private:
  class Inflater;

  ByteSource(std::string path, std::istream& in);

  absl::Status Fill();

  const std::string path_;
  std::ifstream file_;
  std::istream& in_;
  std::string packed_;  // read and not handed out
  size_t used_ = 0;     // of `packed_`
  bool at_end_ = false;
  bool started_ = false;
  uint64_t read_bytes_ = 0;
  uint64_t total_bytes_ = 0;
  std::unique_ptr<Inflater> inflater_;  // null for what is no gzip
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_BYTE_SOURCE_H_
