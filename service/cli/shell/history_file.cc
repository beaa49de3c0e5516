#include "service/cli/shell/history_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "base/file.h"

namespace weft::service {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

std::string DefaultHistoryPath() {
  const std::string state = Environment("XDG_STATE_HOME");
  if (!state.empty()) return absl::StrCat(state, "/weft/history");
  const std::string home = Environment("HOME");
  if (home.empty()) return "";
  return absl::StrCat(home, "/.local/state/weft/history");
}

HistoryFile::HistoryFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) return;
  std::ifstream file(path_);
  std::string line;
  while (std::getline(file, line)) entries_.push_back(line);
  if (entries_.size() > kMaxEntries) {
    const bool rewrite = entries_.size() > 2 * kMaxEntries;
    entries_.erase(entries_.begin(), entries_.end() - kMaxEntries);
    if (rewrite) {
      WriteFileAtomically(path_,
                          absl::StrCat(absl::StrJoin(entries_, "\n"), "\n"))
          .IgnoreError();
      chmod(path_.c_str(), 0600);
    }
  }
  if (!entries_.empty()) last_ = entries_.back();
}

void HistoryFile::Add(absl::string_view entry) {
  std::string line = absl::StrReplaceAll(absl::StripAsciiWhitespace(entry),
                                         {{"\n", " "}, {"\r", " "}});
  if (path_.empty() || line.empty() || line == last_) return;
  std::error_code error;
  const auto folder = std::filesystem::path(path_).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  const int file =
      open(path_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  last_ = line;
  line += '\n';
  // In one piece: shells side by side do not mix their lines.
  if (write(file, line.data(), line.size()) < 0) last_.clear();
  close(file);
}

}  // namespace weft::service
