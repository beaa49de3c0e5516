#include "graphstore/load/spill_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status.h"

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

absl::StatusOr<std::unique_ptr<SpillFile>> SpillFile::Open(
    const std::string& path, uint64_t size) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return absl::UnavailableError(
        absl::StrCat("cannot open ", path, ": ", std::strerror(errno)));
  }
  std::unique_ptr<SpillFile> file(new SpillFile(
      descriptor, std::filesystem::path(path).parent_path().string()));
  file->hash_ = std::make_unique<RunningHash>();
  WEFT_RETURN_IF_ERROR(file->HashFirst(size));
  // What is behind was not finished.
  if (ftruncate(descriptor, static_cast<off_t>(size)) != 0) {
    return file->Error(errno, "cut");
  }
  return file;
}

absl::Status SpillFile::HashFirst(uint64_t size) {
  std::vector<char> buffer(std::min<uint64_t>(size, uint64_t{1} << 20));
  const off_t there = lseek(descriptor_, 0, SEEK_END);
  if (there < 0) return Error(errno, "measure");
  if (static_cast<uint64_t>(there) < size) {
    return absl::DataLossError(absl::StrCat("a file in ", folder_, " has ",
                                            there, " bytes of ", size));
  }
  while (size_ < size) {
    const size_t part = std::min<uint64_t>(buffer.size(), size - size_);
    WEFT_RETURN_IF_ERROR(Read(size_, buffer.data(), part));
    hash_->Add({buffer.data(), part});
    size_ += part;
  }
  return absl::OkStatus();
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
  if (hash_ != nullptr) hash_->Add({bytes, size});
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
