// A sequence of records that is written once and read in order, in memory as
// long as it may be and in a file beyond that. A file can be given that has all
// of them, also those in memory: then the sequence outlives the process.
#ifndef WEFT_GRAPHSTORE_LOAD_RECORD_LOG_H_
#define WEFT_GRAPHSTORE_LOAD_RECORD_LOG_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "base/status.h"
#include "graphstore/load/spill_file.h"

namespace weft::graphstore {

// Records are trivially copyable. Written by one thread; then read by any
// number of readers, each on a thread of its own.
template <typename Record>
class RecordLog {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  // The first records stay in memory, `memory_bytes` of them; all others go to
  // a file in `folder`, through a buffer.
  RecordLog(size_t memory_bytes, std::string folder)
      : in_memory_(memory_bytes / sizeof(Record)), folder_(std::move(folder)) {}

  // Before the first Add(): begins with the records of `file`, which gets those
  // that come as well. Errors: those of SpillFile.
  absl::Status KeepIn(std::unique_ptr<SpillFile> file) {
    file_ = std::move(file);
    is_kept_ = true;
    beyond_memory_ = in_memory_ * sizeof(Record);
    const uint64_t kept = file_->size() / sizeof(Record);
    const uint64_t in_memory = std::min<uint64_t>(kept, in_memory_);
    while (size_ < in_memory) {
      const uint64_t count = std::min<uint64_t>(kBlock, in_memory - size_);
      std::vector<Record>& block = blocks_.emplace_back();
      block.reserve(kBlock);
      block.resize(count);
      WEFT_RETURN_IF_ERROR(file_->Read(size_ * sizeof(Record), block.data(),
                                       count * sizeof(Record)));
      size_ += count;
    }
    size_ = kept;
    return absl::OkStatus();
  }
  // The file with all records that Flush() has written; null: none is kept.
  const SpillFile* kept() const { return is_kept_ ? file_.get() : nullptr; }

  // Errors: those of SpillFile.
  absl::Status Add(const Record& record) {
    ++size_;
    if (size_ <= in_memory_) {
      if ((size_ - 1) % kBlock == 0) blocks_.emplace_back().reserve(kBlock);
      blocks_.back().push_back(record);
      if (!is_kept_) return absl::OkStatus();
    }
    buffer_.push_back(record);
    return buffer_.size() < kBuffer ? absl::OkStatus() : Flush();
  }

  // After the last Add(), before the first reader; or earlier, for the file.
  absl::Status Flush() {
    if (buffer_.empty()) return absl::OkStatus();
    if (file_ == nullptr) {
      WEFT_ASSIGN_OR_RETURN(file_, SpillFile::Create(folder_));
    }
    WEFT_RETURN_IF_ERROR(
        file_->Append(buffer_.data(), buffer_.size() * sizeof(Record)));
    buffer_.clear();
    return absl::OkStatus();
  }

  uint64_t size() const { return size_; }

  class Reader {
   public:
    explicit Reader(const RecordLog& log)
        : log_(log), offset_(log.beyond_memory_) {}

    // False at the end, or after an error.
    bool Next(Record* record) {
      if (block_ < log_.blocks_.size()) {
        const std::vector<Record>& block = log_.blocks_[block_];
        *record = block[next_++];
        if (next_ == block.size()) {
          ++block_;
          next_ = 0;
        }
        return true;
      }
      if (at_ == buffer_.size() && !Fill()) return false;
      *record = buffer_[at_++];
      return true;
    }
    const absl::Status& status() const { return status_; }

   private:
    bool Fill() {
      const uint64_t end = log_.file_ ? log_.file_->size() : 0;
      const uint64_t left = end - std::min(end, offset_);
      buffer_.resize(std::min<uint64_t>(kBuffer, left / sizeof(Record)));
      at_ = 0;
      if (buffer_.empty() || !status_.ok()) return false;
      const size_t bytes = buffer_.size() * sizeof(Record);
      status_ = log_.file_->Read(offset_, buffer_.data(), bytes);
      offset_ += bytes;
      return status_.ok();
    }

    const RecordLog& log_;
    size_t block_ = 0;  // in memory
    size_t next_ = 0;   // in that block
    uint64_t offset_;   // in the file, behind the buffer
    std::vector<Record> buffer_;
    size_t at_ = 0;
    absl::Status status_;
  };

 private:
  static constexpr size_t kBuffer = 64 << 10;
  // Records in memory come in blocks of so many: nothing is moved when more
  // come.
  static constexpr size_t kBlock = 64 << 10;

  const size_t in_memory_;
  const std::string folder_;
  std::vector<std::vector<Record>> blocks_;  // none is empty
  std::vector<Record> buffer_;
  std::unique_ptr<SpillFile> file_;
  bool is_kept_ = false;
  uint64_t beyond_memory_ = 0;  // in `file_`: of the first one not in memory
  uint64_t size_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_RECORD_LOG_H_
