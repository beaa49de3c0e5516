// Calls of about the same weight that share a number of places: which of them
// run, which wait a moment, and which are refused at once so that those that
// run keep their speed.
//
// A call that finds a place runs. Else it may wait, first come first served,
// but only where it can expect to get a place soon: the calls ahead of it,
// times what a call takes on average, by the places, must not be longer than
// the lane's patience. In quiet times that is what four calls take, so that a
// burst is taken in (five times `least_patience` at least, and `most_patience`
// at most). Once somebody has been waiting for `most_patience` without a pause,
// or somebody was refused, it is no burst, and patience falls to what one call
// takes (at least `least_patience`), until no call has been refused for that
// long: a call that is let in takes about twice as long as on an idle server,
// however many more are offered. That is the rule of B. Maurer, "Fail at
// Scale", ACM Queue 13(8), 2015 (after CoDel, RFC 8289), with the time of calls
// in place of its constants, and the wait foreseen instead of waited for.
//
// Tested by a simulation in virtual time (lane_test.cc).
#ifndef WEFT_SERVICE_SERVER_LANE_H_
#define WEFT_SERVICE_SERVER_LANE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/time/time.h"

namespace weft::service {

struct LaneOptions {
  int places = 1;
  // However short the calls are; each call that waits holds a thread.
  size_t max_waiting = 0;
  absl::Duration least_patience;
  absl::Duration most_patience;
  // What a call takes, until some have been seen.
  absl::Duration expected;
};

// Not thread-safe; knows no clock but what it is told.
class Lane {
 public:
  enum class Verdict { kRun, kWait, kRefuse };
  // Of a call that waits; the caller's choice.
  using Id = uint64_t;

  explicit Lane(const LaneOptions& options)
      : options_(options), average_(options.expected) {}

  Verdict Arrive(Id id, absl::Time now);
  // A call that ran is over after `took`. The calls that run now in its place.
  std::vector<Id> Leave(absl::Duration took);
  // `id` waits no longer.
  void GiveUp(Id id);

  // So many of the calls that run stand still, waiting for their clients: the
  // same number of others may run. The calls that do from now on.
  std::vector<Id> SetIdle(int idle);

  // How long a call that arrives now may wait.
  absl::Duration Patience(absl::Time now) const;
  // When it is worth to come back for a call that is refused now: most of those
  // that are here will have gone.
  absl::Duration RetryDelay() const;

  // Of a call, of late: the running average of 1/16.
  absl::Duration average() const { return average_; }
  bool full() const { return running_ >= options_.places + idle_; }
  int running() const { return running_; }
  int idle() const { return idle_; }
  size_t waiting() const { return waiting_.size(); }

 private:
  std::vector<Id> Promote();
  // Until `calls` calls have gone through the places.
  absl::Duration TimeFor(size_t calls) const;

  const LaneOptions options_;
  absl::Duration average_;
  int running_ = 0;
  int idle_ = 0;
  std::deque<Id> waiting_;
  // Since when somebody has been waiting all the time.
  absl::Time waiting_since_ = absl::InfiniteFuture();
  absl::Time refused_ = absl::InfinitePast();  // the last one
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_LANE_H_
