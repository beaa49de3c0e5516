#include "base/file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft {
namespace {

absl::Status ErrorFor(const std::string& path, absl::string_view action,
                      int error) {
  const std::string message =
      absl::StrCat("cannot ", action, " ", path, ": ", std::strerror(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(absl::StrCat(message, "; check the path"));
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(message);
    case EISDIR:
      return absl::InvalidArgumentError(message);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(
          absl::StrCat(message, "; free some space and run it again"));
    default:
      return absl::UnavailableError(message);
  }
}

// Closes on every way out.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

absl::StatusOr<std::string> ReadAll(int fd, const std::string& name,
                                    uint64_t max_bytes) {
  std::string bytes;
  char block[1 << 16];
  while (true) {
    const ssize_t count = read(fd, block, sizeof(block));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrorFor(name, "read", errno);
    if (count == 0) return bytes;
    bytes.append(block, count);
    if (bytes.size() > max_bytes) {
      return absl::ResourceExhaustedError(
          absl::StrCat(name, " holds more than ", max_bytes,
                       " bytes; split it into smaller files"));
    }
  }
}

absl::Status WriteAll(int fd, const std::string& path,
                      absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return ErrorFor(path, "write", errno);
    bytes.remove_prefix(count);
  }
  if (fsync(fd) != 0) return ErrorFor(path, "sync", errno);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path,
                                     uint64_t max_bytes) {
  Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return ErrorFor(path, "open", errno);
  return ReadAll(fd.get(), path, max_bytes);
}

absl::StatusOr<std::string> ReadStandardInput(uint64_t max_bytes) {
  return ReadAll(STDIN_FILENO, "standard input", max_bytes);
}

absl::Status WriteFileAtomically(const std::string& path,
                                 absl::string_view bytes) {
  const std::string temporary = absl::StrCat(path, ".tmp.", getpid());
  absl::Status status;
  {
    Descriptor fd(open(temporary.c_str(),
                       O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (fd.get() < 0) return ErrorFor(temporary, "create", errno);
    status = WriteAll(fd.get(), temporary, bytes);
  }
  if (status.ok() && std::rename(temporary.c_str(), path.c_str()) != 0) {
    status = ErrorFor(path, "replace", errno);
  }
  if (!status.ok()) unlink(temporary.c_str());
  return status;
}

absl::StatusOr<std::unique_ptr<const MappedFile>> MappedFile::Open(
    const std::string& path) {
  Descriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return ErrorFor(path, "open", errno);
  struct stat info;
  if (fstat(fd.get(), &info) != 0) return ErrorFor(path, "read", errno);
  if (S_ISDIR(info.st_mode)) return ErrorFor(path, "read", EISDIR);
  if (info.st_size == 0) {
    return std::unique_ptr<const MappedFile>(new MappedFile(nullptr, 0));
  }
  void* data = mmap(nullptr, info.st_size, PROT_READ, MAP_PRIVATE, fd.get(), 0);
  if (data == MAP_FAILED) return ErrorFor(path, "map", errno);
  return std::unique_ptr<const MappedFile>(
      new MappedFile(static_cast<const char*>(data), info.st_size));
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

}  // namespace weft
