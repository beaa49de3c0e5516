#include "graphstore/kv/disk_space.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace weft::graphstore::kv {

namespace fs = std::filesystem;

absl::StatusOr<uint64_t> FreeBytes(const std::string& directory) {
  // The directory itself may be about to be made.
  fs::path existing = fs::absolute(directory);
  std::error_code error;
  while (!fs::exists(existing, error) && existing.has_relative_path()) {
    existing = existing.parent_path();
  }
  const fs::space_info space = fs::space(existing, error);
  if (error) {
    return absl::UnavailableError(absl::StrCat(
        "cannot tell the free space at ", directory, ": ", error.message()));
  }
  return space.available;
}

absl::Status CheckRoom(const std::string& directory, uint64_t free_bytes,
                       uint64_t needed_bytes, uint64_t reserve_bytes) {
  if (free_bytes >= needed_bytes &&
      free_bytes - needed_bytes >= reserve_bytes) {
    return absl::OkStatus();
  }
  return absl::ResourceExhaustedError(absl::StrCat(
      "the disk of database ", directory, " is full (", free_bytes / 1024,
      " KiB free, ", (needed_bytes + reserve_bytes) / 1024,
      " KiB needed); nothing was written and nothing is lost: free some space "
      "and run it again"));
}

uint64_t LogBytes(const std::string& directory) {
  uint64_t bytes = 0;
  std::error_code error;
  fs::directory_iterator it(directory, error);
  for (; !error && it != fs::directory_iterator(); it.increment(error)) {
    std::error_code ignored;
    if (it->path().extension() != ".log") continue;
    const uintmax_t size = it->file_size(ignored);
    if (!ignored) bytes += size;
  }
  return bytes;
}

}  // namespace weft::graphstore::kv
