// A sequence of records that is written once and read in order, in memory as
// long as it may be and in a file beyond that.
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

  // Errors: those of SpillFile.
  absl::Status Add(const Record& record) {
    ++size_;
    if (size_ <= in_memory_) {
      if ((size_ - 1) % kBlock == 0) blocks_.emplace_back().reserve(kBlock);
      blocks_.back().push_back(record);
      return absl::OkStatus();
    }
    buffer_.push_back(record);
    return buffer_.size() < kBuffer ? absl::OkStatus() : Flush();
  }

  // After the last Add(), before the first reader.
  absl::Status Finish() { return Flush(); }

  uint64_t size() const { return size_; }

  class Reader {
   public:
    explicit Reader(const RecordLog& log) : log_(log) {}

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
      const uint64_t left =
          log_.file_ ? log_.file_->size() - offset_ : uint64_t{0};
      buffer_.resize(std::min<uint64_t>(kBuffer, left / sizeof(Record)));
      at_ = 0;
      if (buffer_.empty() || !status_.ok()) return false;
      const size_t bytes = buffer_.size() * sizeof(Record);
      status_ = log_.file_->Read(offset_, buffer_.data(), bytes);
      offset_ += bytes;
      return status_.ok();
    }

    const RecordLog& log_;
    size_t block_ = 0;     // in memory
    size_t next_ = 0;      // in that block
    uint64_t offset_ = 0;  // in the file, behind the buffer
    std::vector<Record> buffer_;
    size_t at_ = 0;
    absl::Status status_;
  };

 private:
  static constexpr size_t kBuffer = 64 << 10;
  // Records in memory come in blocks of so many: nothing is moved when more
  // come.
  static constexpr size_t kBlock = 64 << 10;

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

  const size_t in_memory_;
  const std::string folder_;
  std::vector<std::vector<Record>> blocks_;  // none is empty
  std::vector<Record> buffer_;
  std::unique_ptr<SpillFile> file_;
  uint64_t size_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_RECORD_LOG_H_
