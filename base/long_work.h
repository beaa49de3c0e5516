// Long work that others watch and may stop.
//
//   WorkProgress progress;                       // shared with a watcher
//   store->Check({&progress, &cancellation});
//   const WorkProgress::State state = progress.Get();   // meanwhile
#ifndef WEFT_BASE_LONG_WORK_H_
#define WEFT_BASE_LONG_WORK_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "base/cancellation.h"

namespace weft {

// How far it is, in units that are its own. Thread-safe.
class WorkProgress {
 public:
  struct State {
    uint64_t done = 0;   // at most `total`, where that is known
    uint64_t total = 0;  // about; 0: not known (yet)

    friend bool operator==(const State&, const State&) = default;
  };

  void Begin(uint64_t total) {
    absl::MutexLock lock(&mutex_);
    state_ = {0, total};
    measure_ = nullptr;
  }
  void Add(uint64_t units) {
    absl::MutexLock lock(&mutex_);
    state_.done += units;
  }
  // For work that cannot count (MeasuredWork): whoever asks measures how much
  // is done, but not after End().
  void Measure(uint64_t total, std::function<uint64_t()> measure) {
    absl::MutexLock lock(&mutex_);
    state_ = {0, total};
    measure_ = std::move(measure);
  }
  void End() {
    absl::MutexLock lock(&mutex_);
    measure_ = nullptr;
    state_.done = state_.total;
  }

  State Get() const {
    absl::MutexLock lock(&mutex_);
    State state = state_;
    if (measure_) state.done = measure_();
    if (state.total > 0) state.done = std::min(state.done, state.total);
    return state;
  }

 private:
  mutable absl::Mutex mutex_;
  State state_ ABSL_GUARDED_BY(mutex_);
  std::function<uint64_t()> measure_ ABSL_GUARDED_BY(mutex_);
};

// What such work is given; either may be null.
struct LongWork {
  WorkProgress* progress = nullptr;
  const Cancellation* cancellation = nullptr;

  void Begin(uint64_t total) const {
    if (progress != nullptr) progress->Begin(total);
  }
  // After every few thousand units. Cancelled, DeadlineExceeded: stop.
  absl::Status Did(uint64_t units) const {
    if (progress != nullptr) progress->Add(units);
    return cancellation == nullptr ? absl::OkStatus() : cancellation->Check();
  }
};

// Progress of work that does not count, for as long as this lives.
class MeasuredWork {
 public:
  // `progress` may be null.
  MeasuredWork(WorkProgress* progress, uint64_t total,
               std::function<uint64_t()> measure)
      : progress_(progress) {
    if (progress_ != nullptr) progress_->Measure(total, std::move(measure));
  }
  ~MeasuredWork() {
    if (progress_ != nullptr) progress_->End();
  }
  MeasuredWork(const MeasuredWork&) = delete;
  MeasuredWork& operator=(const MeasuredWork&) = delete;

 private:
  WorkProgress* const progress_;
};

}  // namespace weft

#endif  // WEFT_BASE_LONG_WORK_H_
