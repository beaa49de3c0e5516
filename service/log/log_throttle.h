// Bounds lines that say the same again and again: a flood of calls must not
// become a flood of lines, which costs more than the calls.
#ifndef WEFT_SERVICE_LOG_LOG_THROTTLE_H_
#define WEFT_SERVICE_LOG_LOG_THROTTLE_H_

#include <cstdint>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace weft::service {

// Thread-safe.
class LogThrottle {
 public:
  // At most so many lines in a second.
  explicit LogThrottle(int lines) : lines_(lines) {}

  // Whether a line may be written at `now`: then how many were not since the
  // last one that was, else nullopt.
  std::optional<uint64_t> Allow(absl::Time now);

 private:
  const int lines_;
  absl::Mutex mutex_;
  absl::Time second_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();  // begun
  int written_ ABSL_GUARDED_BY(mutex_) = 0;                           // in it
  uint64_t left_out_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_LOG_LOG_THROTTLE_H_
