#include "service/cli/input/file_identity.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/hash.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

// Of each end of the file.
constexpr uint64_t kEndBytes = 64 << 10;

}  // namespace

std::optional<v1::ImportTriplesRequest::Input> IdentityOf(
    const std::string& path) {
  struct stat status;
  std::error_code error;
  const auto absolute = std::filesystem::absolute(path, error);
  if (path == "-" || error || stat(path.c_str(), &status) != 0 ||
      !S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  const uint64_t end = std::min(size, kEndBytes);
  std::string ends(2 * end, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(ends.data(), static_cast<std::streamsize>(end));
  file.seekg(static_cast<std::streamoff>(size - end));
  file.read(ends.data() + end, static_cast<std::streamsize>(end));
  if (!file) return std::nullopt;

  v1::ImportTriplesRequest::Input input;
  input.set_path(ToUtf8(absolute.lexically_normal().string()));
  input.set_size(size);
  input.set_modified_ns(int64_t{status.st_mtim.tv_sec} * 1'000'000'000 +
                        status.st_mtim.tv_nsec);
  input.set_ends_hash(StableHash(ends));
  return input;
}

}  // namespace weft::service
