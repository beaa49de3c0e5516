#include "base/available_memory.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "base/file.h"

namespace weft {
namespace {

// Where the files of a version of control groups are, and what they are called.
struct GroupFiles {
  const char* folder;
  const char* limit;
  const char* used;
  const char* reclaimed;  // a line of memory.stat
};
constexpr GroupFiles kVersion2 = {"/sys/fs/cgroup", "/memory.max",
                                  "/memory.current", "inactive_file"};
constexpr GroupFiles kVersion1 = {
    "/sys/fs/cgroup/memory", "/memory.limit_in_bytes", "/memory.usage_in_bytes",
    "total_inactive_file"};

std::vector<std::string> ReadLines(const std::string& path) {
  const auto text = ReadFile(path);
  if (!text.ok()) return {};
  return absl::StrSplit(*text, '\n');
}

std::optional<uint64_t> ToNumber(absl::string_view text) {
  uint64_t number;
  if (!absl::SimpleAtoi(text, &number)) return std::nullopt;
  return number;
}

// The number behind a word: "inactive_file 4096", "MemAvailable:  12 kB".
std::optional<uint64_t> Field(const std::string& path, absl::string_view name) {
  for (const std::string& line : ReadLines(path)) {
    const std::vector<absl::string_view> words =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    if (words.size() >= 2 && words[0] == name) return ToNumber(words[1]);
  }
  return std::nullopt;
}

// What one group leaves; nullopt: it has no limit, or is none.
std::optional<uint64_t> LeftInGroup(const GroupFiles& files,
                                    const std::string& folder) {
  const std::vector<std::string> limits = ReadLines(folder + files.limit);
  const std::vector<std::string> uses = ReadLines(folder + files.used);
  if (limits.empty() || uses.empty()) return std::nullopt;
  const auto limit = ToNumber(limits[0]);  // "max": none
  auto used = ToNumber(uses[0]);
  if (!limit || !used) return std::nullopt;
  *used -= std::min(
      *used, Field(folder + "/memory.stat", files.reclaimed).value_or(0));
  return *limit - std::min(*limit, *used);
}

}  // namespace

std::optional<uint64_t> AvailableMemory(const std::string& root) {
  std::optional<uint64_t> least;
  const auto at_most = [&least](std::optional<uint64_t> bytes) {
    if (bytes) least = std::min(least.value_or(*bytes), *bytes);
  };
  if (const auto kib = Field(root + "/proc/meminfo", "MemAvailable:")) {
    at_most(*kib << 10);
  }
  // "0::/path" for version 2, "4:memory:/path" for version 1. A container may
  // see its own group at the top, whatever its path: so up to there.
  for (const std::string& line : ReadLines(root + "/proc/self/cgroup")) {
    const std::vector<std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(':', 2));
    if (parts.size() != 3) continue;
    const bool is_2 = parts[0] == "0" && parts[1].empty();
    if (!is_2 && parts[1] != "memory") continue;
    const GroupFiles& files = is_2 ? kVersion2 : kVersion1;
    for (std::string path = parts[2];; path.resize(path.rfind('/'))) {
      if (absl::EndsWith(path, "/")) path.pop_back();
      at_most(LeftInGroup(files, absl::StrCat(root, files.folder, path)));
      if (!absl::StrContains(path, "/")) break;
    }
  }
  return least;
}

}  // namespace weft
