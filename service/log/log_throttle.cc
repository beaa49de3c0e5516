#include "service/log/log_throttle.h"

#include <utility>

namespace weft::service {

std::optional<uint64_t> LogThrottle::Allow(absl::Time now) {
  absl::MutexLock lock(&mutex_);
  if (now - second_ >= absl::Seconds(1)) {
    second_ = now;
    written_ = 0;
  }
  if (written_ == lines_) {
    ++left_out_;
    return std::nullopt;
  }
  ++written_;
  return std::exchange(left_out_, 0);
}

}  // namespace weft::service
