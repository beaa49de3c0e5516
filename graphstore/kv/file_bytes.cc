#include "graphstore/kv/file_bytes.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace weft::graphstore::kv {
namespace {

namespace fs = std::filesystem;

// Files may go meanwhile: those that are still there.
void ForEachFile(
    const std::string& directory,
    absl::FunctionRef<void(const fs::path& path, uint64_t bytes)> visit) {
  std::error_code error;
  fs::directory_iterator it(directory, error);
  while (!error && it != fs::directory_iterator()) {
    std::error_code gone;
    const uint64_t bytes = it->file_size(gone);
    if (!gone) visit(it->path(), bytes);
    it.increment(error);
  }
}

uint64_t BytesIn(const std::string& directory) {
  uint64_t sum = 0;
  ForEachFile(directory,
              [&](const fs::path&, uint64_t bytes) { sum += bytes; });
  return sum;
}

// Of a table, "000123.sst"; 0 for any other file.
uint64_t TableNumber(const fs::path& path) {
  uint64_t number = 0;
  if (path.extension() != ".sst") return 0;
  return absl::SimpleAtoi(path.stem().string(), &number) ? number : 0;
}

}  // namespace

uint64_t CheckpointBytes(const std::string& directory) {
  const size_t end = directory.find_last_not_of('/');
  if (end == std::string::npos) return 0;
  const std::string name = directory.substr(0, end + 1);
  return BytesIn(name) + BytesIn(name + ".tmp");
}

NewTableBytes::NewTableBytes(std::string directory)
    : directory_(std::move(directory)) {
  if (directory_.empty()) return;
  ForEachFile(directory_, [&](const fs::path& path, uint64_t) {
    last_ = std::max(last_, TableNumber(path));
  });
}

uint64_t NewTableBytes::operator()() const {
  uint64_t sum = 0;
  if (directory_.empty()) return sum;
  ForEachFile(directory_, [&](const fs::path& path, uint64_t bytes) {
    if (TableNumber(path) > last_) sum += bytes;
  });
  return sum;
}

}  // namespace weft::graphstore::kv
