// A token with which one thread asks another to stop, and a deadline.
//
// Long work polls `Check()` every few thousand steps. Thread-safe.
#ifndef WEFT_BASE_CANCELLATION_H_
#define WEFT_BASE_CANCELLATION_H_

#include <atomic>
#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace weft {

class Cancellation {
 public:
  // Never stops by itself.
  Cancellation() = default;
  // Stops at `deadline`, or as soon as `cancelled()` says so (asked from the
  // threads that work; may be empty).
  explicit Cancellation(absl::Time deadline,
                        std::function<bool()> cancelled = nullptr)
      : deadline_(deadline), cancelled_(std::move(cancelled)) {}

  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  void Cancel() { flag_.store(true, std::memory_order_relaxed); }

  absl::Time deadline() const { return deadline_; }

  // OK, Cancelled or DeadlineExceeded.
  absl::Status Check() const {
    if (flag_.load(std::memory_order_relaxed) || (cancelled_ && cancelled_())) {
      return absl::CancelledError("the caller cancelled the request");
    }
    if (deadline_ != absl::InfiniteFuture() && absl::Now() > deadline_) {
      return absl::DeadlineExceededError(
          "the time for this request is over; ask for less or allow more");
    }
    return absl::OkStatus();
  }

 private:
  std::atomic<bool> flag_{false};
  absl::Time deadline_ = absl::InfiniteFuture();
  std::function<bool()> cancelled_;
};

}  // namespace weft

#endif  // WEFT_BASE_CANCELLATION_H_
