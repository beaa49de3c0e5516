#include "graphstore/load/spill_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

namespace weft::graphstore {

absl::StatusOr<std::unique_ptr<SpillFile>> SpillFile::Create(
    const std::string& folder) {
  // Never has a name; not every file system can do that.
  int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  std::string path = folder + "/weft-load-XXXXXX";
  if (descriptor < 0) {
    descriptor = mkostemp(path.data(), O_CLOEXEC);
    if (descriptor >= 0) unlink(path.c_str());
  }
  if (descriptor < 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot make a temporary file in ", folder, ": ",
                     std::strerror(errno)));
  }
  return std::unique_ptr<SpillFile>(new SpillFile(descriptor, folder));
}

SpillFile::~SpillFile() { close(descriptor_); }

absl::Status SpillFile::Error(int code, const char* doing) const {
  const std::string what =
      absl::StrCat("cannot ", doing, " a temporary file in ", folder_, ": ",
                   std::strerror(code));
  if (code == ENOSPC || code == EDQUOT) {
    return absl::ResourceExhaustedError(
        absl::StrCat(what, "; make room, or allow more memory"));
  }
  return absl::UnavailableError(what);
}

absl::Status SpillFile::Append(const void* data, size_t size) {
  const char* bytes = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t written = pwrite(descriptor_, bytes, size, size_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Error(written < 0 ? errno : ENOSPC, "write");
    bytes += written;
    size -= written;
    size_ += written;
  }
  return absl::OkStatus();
}

absl::Status SpillFile::Read(uint64_t offset, void* data, size_t size) const {
  char* bytes = static_cast<char*>(data);
  while (size > 0) {
    const ssize_t got = pread(descriptor_, bytes, size, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Error(got < 0 ? errno : EIO, "read");
    bytes += got;
    size -= got;
    offset += got;
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
