#include "graphstore/kv/native_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace weft::graphstore::kv {
namespace {

// Of a line; the rest is cut off.
constexpr size_t kLineBytes = 4096;

class NativeLog final : public rocksdb::Logger {
 public:
  NativeLog(const std::string& directory, uint64_t most_bytes)
      : rocksdb::Logger(rocksdb::WARN_LEVEL),
        path_(directory + "/LOG"),
        most_bytes_(most_bytes) {}
  ~NativeLog() override {
    if (file_ >= 0) close(file_);
  }

  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    char text[kLineBytes];
    vsnprintf(text, sizeof text, format, arguments);
    const std::string line =
        absl::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(),
                                      absl::UTCTimeZone()),
                     " ", text, "\n");
    absl::MutexLock lock(&mutex_);
    if (file_ < 0 || bytes_ >= most_bytes_) Open();
    if (file_ < 0) return;
    const ssize_t written = write(file_, line.data(), line.size());
    if (written > 0) bytes_ += static_cast<uint64_t>(written);
  }

 private:
  // Puts a file aside that is long; one that cannot be is not made longer.
  void Open() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (file_ >= 0) close(std::exchange(file_, -1));
    std::error_code error;
    bytes_ = std::filesystem::file_size(path_, error);
    if (error) bytes_ = 0;
    if (bytes_ >= most_bytes_) {
      std::filesystem::rename(path_, path_ + ".old", error);
      if (error) return;
      bytes_ = 0;
    }
    file_ =
        open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }

  const std::string path_;
  const uint64_t most_bytes_;
  absl::Mutex mutex_;
  int file_ ABSL_GUARDED_BY(mutex_) = -1;
  uint64_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

std::shared_ptr<rocksdb::Logger> NewNativeLog(const std::string& directory,
                                              uint64_t most_bytes) {
  return std::make_shared<NativeLog>(directory, most_bytes);
}

}  // namespace weft::graphstore::kv
