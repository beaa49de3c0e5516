#include "graphstore/kv/checkpoint_directory.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace weft::graphstore::kv {
namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::string& what, const std::error_code& error) {
  const std::string message = absl::StrCat(what, ": ", error.message());
  return error == std::errc::permission_denied
             ? absl::PermissionDeniedError(
                   absl::StrCat(message,
                                "; choose a folder that the database "
                                "process may write"))
             : absl::UnavailableError(message);
}

}  // namespace

absl::Status ClearCheckpointDirectory(const std::string& directory) {
  if (directory.empty()) {
    return absl::InvalidArgumentError("name a folder for the backup");
  }
  std::error_code error;
  // "backup/" has no name of its own.
  fs::path path = fs::absolute(directory, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (!fs::is_directory(path.parent_path(), error)) {
    if (error == std::errc::permission_denied) {
      return Failed(path.parent_path().string(), error);
    }
    return absl::NotFoundError(absl::StrCat(path.parent_path().string(),
                                            ": no such folder; make it, "
                                            "or name another"));
  }
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return absl::OkStatus();
  if (error) return Failed(directory, error);
  if (!fs::is_directory(status) || !fs::is_empty(path, error)) {
    if (error) return Failed(directory, error);
    return absl::AlreadyExistsError(absl::StrCat(
        directory, ": there is something already; name a new folder"));
  }
  fs::remove(path, error);
  if (error) return Failed(directory, error);
  return absl::OkStatus();
}

}  // namespace weft::graphstore::kv
