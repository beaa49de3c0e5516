// Sorts more records than memory may hold.
//
//   ExternalSorter<Edge> sorter({.memory_bytes = 64 << 20, .folder = dir});
//   sorter.Add(edge); ...
//   WEFT_RETURN_IF_ERROR(sorter.Finish());
//   Edge edge;
//   while (sorter.Next(&edge)) ...          // ascending
//   WEFT_RETURN_IF_ERROR(sorter.status());
//
// Idea: a buffer of `memory_bytes` is sorted and written to a file as a run; in
// the end all runs, and what is in the buffer then, are merged (Knuth, TAOCP
// vol. 3, 5.4). When everything fits into the buffer no file is touched. The
// file has no name in the folder, so that it is gone with the process, however
// that ends.
//
// Records are trivially copyable and have the keys of radix_sort.h; equal ones
// come in any order. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_LOAD_EXTERNAL_SORTER_H_
#define WEFT_GRAPHSTORE_LOAD_EXTERNAL_SORTER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "base/status.h"
#include "graphstore/load/radix_sort.h"
#include "graphstore/load/spill_file.h"

namespace weft::graphstore {

struct SortOptions {
  size_t memory_bytes = size_t{256} << 20;
  // Of the files, when there must be some; it exists.
  std::string folder = "/tmp";
};

template <typename Record>
class ExternalSorter {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  explicit ExternalSorter(const SortOptions& options)
      : options_(options),
        capacity_(std::max<size_t>(options.memory_bytes / sizeof(Record),
                                   kLeastRecords)) {}

  // Errors: ResourceExhausted (disk full), Unavailable; they stay in status().
  void Add(const Record& record) {
    if (buffer_.size() == capacity_) Spill();
    buffer_.push_back(record);
    ++size_;
  }

  // Room for this many at once: avoids growing step by step.
  void Reserve(size_t records) {
    buffer_.reserve(std::min(records, capacity_));
  }

  // No more records come. Next() may be called.
  absl::Status Finish() {
    RadixSort(buffer_.data(), buffer_.data() + buffer_.size());
    if (runs_.empty()) return status_;
    const size_t each = std::max<size_t>(
        (capacity_ - buffer_.size()) / runs_.size(), kLeastRecords);
    for (Run& run : runs_) run.read_ahead = each;
    // The last run: it stays where it is.
    runs_.emplace_back().records = std::move(buffer_);
    return Rewind();
  }

  // False at the end, or after an error.
  bool Next(Record* record) {
    if (!status_.ok()) return false;
    if (runs_.empty()) {
      if (next_ == buffer_.size()) return false;
      *record = buffer_[next_++];
      return true;
    }
    if (heads_.empty()) return false;
    Run* run = heads_.front();
    *record = run->records[run->next++];
    if (run->next == run->records.size() && !Fill(run)) {
      heads_.front() = heads_.back();
      heads_.pop_back();
    }
    SinkFirst();
    return status_.ok();
  }

  // From the first record again.
  absl::Status Rewind() {
    next_ = 0;
    heads_.clear();
    for (Run& run : runs_) {
      run.at = run.begin;
      run.next = 0;
      if (run.in_memory() ? !run.records.empty() : Fill(&run)) {
        heads_.push_back(&run);
      }
    }
    std::make_heap(heads_.begin(), heads_.end(), Later);
    return status_;
  }

  uint64_t size() const { return size_; }
  // Runs that were merged, the last of them in memory; 0 when there was room
  // for all.
  size_t run_count() const { return runs_.size(); }
  const absl::Status& status() const { return status_; }

 private:
  // Fewer in a run would make more runs than can be merged well.
  static constexpr size_t kLeastRecords = 1024;

  struct Run {
    uint64_t begin = 0;  // places in the file, in bytes
    uint64_t end = 0;
    uint64_t at = 0;  // behind what was read
    size_t read_ahead = 0;
    std::vector<Record> records;
    size_t next = 0;

    bool in_memory() const { return begin == end; }
  };
  static bool Later(const Run* a, const Run* b) {
    return b->records[b->next] < a->records[a->next];
  }

  // Puts the first run where its next record belongs in the heap.
  void SinkFirst() {
    for (size_t at = 0, child = 1; child < heads_.size();
         at = child, child = 2 * at + 1) {
      if (child + 1 < heads_.size() &&
          Later(heads_[child], heads_[child + 1])) {
        ++child;
      }
      if (!Later(heads_[at], heads_[child])) return;
      std::swap(heads_[at], heads_[child]);
    }
  }

  void Spill() {
    if (!status_.ok()) return buffer_.clear();
    RadixSort(buffer_.data(), buffer_.data() + buffer_.size());
    if (file_ == nullptr) {
      auto file = SpillFile::Create(options_.folder);
      status_ = file.status();
      if (!status_.ok()) return buffer_.clear();
      file_ = *std::move(file);
    }
    Run run;
    run.begin = run.at = file_->size();
    status_ = file_->Append(buffer_.data(), buffer_.size() * sizeof(Record));
    run.end = file_->size();
    runs_.push_back(std::move(run));
    buffer_.clear();
  }

  // Reads the next records of a run. False: there are none.
  bool Fill(Run* run) {
    if (run->in_memory()) return false;
    const size_t count = std::min<uint64_t>(
        run->read_ahead, (run->end - run->at) / sizeof(Record));
    run->next = 0;
    run->records.resize(count);
    if (count == 0 || !status_.ok()) return false;
    status_ = file_->Read(run->at, run->records.data(), count * sizeof(Record));
    run->at += count * sizeof(Record);
    return status_.ok();
  }

  const SortOptions options_;
  const size_t capacity_;  // of the buffer, in records
  std::vector<Record> buffer_;
  size_t next_ = 0;  // in `buffer_`, while there are no runs
  uint64_t size_ = 0;
  std::unique_ptr<SpillFile> file_;
  std::vector<Run> runs_;
  std::vector<Run*> heads_;  // a heap, the run of the next record first
  absl::Status status_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_EXTERNAL_SORTER_H_
