#include "graphstore/archive/archive_folder.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace weft::graphstore {
namespace {

namespace fs = std::filesystem;

std::string RunPath(absl::string_view folder, uint64_t run,
                    absl::string_view ending) {
  return absl::StrFormat("%s/%08d%s", folder, run, ending);
}

// The number of a run that a name begins with; nullopt: that of nothing here.
std::optional<uint64_t> RunOf(absl::string_view name) {
  const size_t point = name.find('.');
  uint64_t run;
  if (point == absl::string_view::npos ||
      !absl::SimpleAtoi(name.substr(0, point), &run) ||
      !absl::StartsWith(name, absl::StrFormat("%08d.", run))) {
    return std::nullopt;
  }
  const absl::string_view ending = name.substr(point);
  if (!absl::StartsWith(ending, ".base") && !absl::StartsWith(ending, ".log")) {
    return std::nullopt;
  }
  return run;
}

absl::Status Failed(const std::string& folder, const std::error_code& error) {
  const std::string message = absl::StrCat(folder, ": ", error.message());
  if (error == std::errc::no_such_file_or_directory) {
    return absl::NotFoundError(message);
  }
  return error == std::errc::permission_denied
             ? absl::PermissionDeniedError(message)
             : absl::UnavailableError(message);
}

}  // namespace

std::string BasePath(absl::string_view folder, uint64_t run) {
  return RunPath(folder, run, ".base");
}
std::string LogPath(absl::string_view folder, uint64_t run) {
  return RunPath(folder, run, ".log");
}

absl::Status CheckHoldsNothingElse(const std::string& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename();
    if (name == kLockFile || absl::StartsWith(name, kOwnerFile) ||
        name == "lost+found" || name.front() == '.' || RunOf(name)) {
      continue;
    }
    return absl::FailedPreconditionError(
        absl::StrCat(folder, " holds \"", name,
                     "\", which is no part of an archive; name a new or empty "
                     "folder"));
  }
  return error ? Failed(folder, error) : absl::OkStatus();
}

absl::StatusOr<std::vector<uint64_t>> RunsIn(const std::string& folder) {
  std::vector<uint64_t> runs;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto run = RunOf(entry.path().filename().string());
    if (run && entry.path() == LogPath(folder, *run)) runs.push_back(*run);
  }
  if (error) return Failed(folder, error);
  std::sort(runs.begin(), runs.end());
  return runs;
}

void RemoveLeftovers(const std::string& folder) {
  std::vector<fs::path> leftovers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path& path = entry.path();
    const auto run = RunOf(path.filename().string());
    if (!run || path == LogPath(folder, *run)) continue;
    const bool begun = fs::exists(LogPath(folder, *run), error);
    if (!begun || path != BasePath(folder, *run)) leftovers.push_back(path);
  }
  for (const fs::path& path : leftovers) fs::remove_all(path, error);
}

absl::Status RemoveRun(const std::string& folder, uint64_t run) {
  std::error_code error;
  fs::remove(LogPath(folder, run), error);
  if (!error) fs::remove_all(BasePath(folder, run), error);
  return error ? Failed(folder, error) : absl::OkStatus();
}

}  // namespace weft::graphstore
