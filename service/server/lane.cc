#include "service/server/lane.h"

#include <algorithm>

namespace weft::service {
namespace {

// Of a new call in the average: about the last 16 calls count.
constexpr double kWeight = 1.0 / 16;

// How long a burst may wait, in what a call takes and in least_patience. At
// twice what a server can do the slowest hundredth of calls are for a while
// those of the first burst: where these might wait for 250 ms, calls of 8 ms
// took 2.4 times as long as at what it can do.
constexpr int kBurstCalls = 4;
constexpr int kBurstLeast = 5;

constexpr absl::Duration kShortestDelay = absl::Milliseconds(100);
constexpr absl::Duration kLongestDelay = absl::Seconds(10);

}  // namespace

Lane::Verdict Lane::Arrive(Id id, absl::Time now) {
  if (!full() && waiting_.empty()) {
    ++running_;
    return Verdict::kRun;
  }
  if (waiting_.size() >= options_.max_waiting ||
      TimeFor(waiting_.size() + 1) > Patience(now)) {
    refused_ = now;
    return Verdict::kRefuse;
  }
  if (waiting_.empty()) waiting_since_ = now;
  waiting_.push_back(id);
  return Verdict::kWait;
}

std::vector<Lane::Id> Lane::Leave(absl::Duration took) {
  --running_;
  average_ += kWeight * (took - average_);
  return Promote();
}

void Lane::GiveUp(Id id) {
  waiting_.erase(std::remove(waiting_.begin(), waiting_.end(), id),
                 waiting_.end());
  if (waiting_.empty()) waiting_since_ = absl::InfiniteFuture();
}

std::vector<Lane::Id> Lane::SetIdle(int idle) {
  idle_ = idle;
  return Promote();
}

std::vector<Lane::Id> Lane::Promote() {
  std::vector<Id> promoted;
  while (!waiting_.empty() && !full()) {
    promoted.push_back(waiting_.front());
    waiting_.pop_front();
    ++running_;
  }
  if (waiting_.empty()) waiting_since_ = absl::InfiniteFuture();
  return promoted;
}

absl::Duration Lane::Patience(absl::Time now) const {
  const bool burst = now - waiting_since_ < options_.most_patience &&
                     now - refused_ >= options_.most_patience;
  const absl::Duration patience =
      burst ? std::max(kBurstCalls * average_,
                       kBurstLeast * options_.least_patience)
            : std::max(average_, options_.least_patience);
  return std::min(patience, options_.most_patience);
}

absl::Duration Lane::TimeFor(size_t calls) const {
  return average_ * static_cast<double>(calls) / options_.places;
}

absl::Duration Lane::RetryDelay() const {
  return std::clamp(TimeFor(waiting_.size() + running_), kShortestDelay,
                    kLongestDelay);
}

}  // namespace weft::service
