#include "graphstore/archive/archive_folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

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

absl::StatusOr<std::vector<uint64_t>> RunsIn(const std::string& folder) {
  std::vector<uint64_t> runs;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    uint64_t run;
    if (entry.path().extension() == ".log" &&
        absl::SimpleAtoi(entry.path().stem().string(), &run)) {
      runs.push_back(run);
    }
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
    const bool is_base =
        path.stem().extension() == ".base" || path.extension() == ".base";
    const std::string stem = path.stem().stem().string();
    uint64_t run;
    if (!absl::SimpleAtoi(stem, &run)) continue;
    const bool begun = fs::exists(LogPath(folder, run), error);
    if ((is_base && (!begun || path.extension() != ".base")) ||
        path.stem().extension() == ".log") {
      leftovers.push_back(path);
    }
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
