#include "service/server/lane.h"

#include <algorithm>
#include <queue>
#include <random>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Verdict = Lane::Verdict;

constexpr absl::Duration kMs = absl::Milliseconds(1);

// Two places for calls of 10 ms.
LaneOptions TwoPlaces() {
  LaneOptions options;
  options.places = 2;
  options.max_waiting = 100;
  options.least_patience = 5 * kMs;
  options.most_patience = 100 * kMs;
  options.expected = 10 * kMs;
  return options;
}

absl::Time At(int ms) { return absl::UnixEpoch() + ms * kMs; }

TEST(Lane, RunsAsManyCallsAsThereArePlaces) {
  Lane lane(TwoPlaces());
  EXPECT_EQ(lane.Arrive(1, At(0)), Verdict::kRun);
  EXPECT_FALSE(lane.full());
  EXPECT_EQ(lane.Arrive(2, At(0)), Verdict::kRun);
  EXPECT_TRUE(lane.full());
  EXPECT_EQ(lane.Arrive(3, At(0)), Verdict::kWait);
  EXPECT_EQ(lane.running(), 2);
  EXPECT_EQ(lane.waiting(), 1u);
}

TEST(Lane, GivesPlacesInTheOrderOfArrival) {
  Lane lane(TwoPlaces());
  for (const int id : {1, 2, 3, 4}) lane.Arrive(id, At(0));
  EXPECT_THAT(lane.Leave(10 * kMs), ElementsAre(3));
  // Who comes now stands behind the one that waits.
  EXPECT_EQ(lane.Arrive(5, At(10)), Verdict::kWait);
  EXPECT_THAT(lane.Leave(10 * kMs), ElementsAre(4));
  EXPECT_THAT(lane.Leave(10 * kMs), ElementsAre(5));
  EXPECT_THAT(lane.Leave(10 * kMs), IsEmpty());
}

TEST(Lane, TakesInABurstThatItCanServeInTime) {
  Lane lane(TwoPlaces());
  lane.Arrive(1, At(0));
  lane.Arrive(2, At(0));
  // Each that waits has to expect 5 ms more; the patience is that of four
  // calls.
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(lane.Arrive(3 + i, At(0)), Verdict::kWait);
  }
  EXPECT_EQ(lane.Arrive(11, At(0)), Verdict::kRefuse);
}

TEST(Lane, TakesInABurstOfShortCallsAndBoundsThatOfLongOnes) {
  LaneOptions options = TwoPlaces();
  options.expected = kMs;
  EXPECT_EQ(Lane(options).Patience(At(0)), 25 * kMs);
  options.expected = 90 * kMs;
  EXPECT_EQ(Lane(options).Patience(At(0)), 100 * kMs);
}

TEST(Lane, SaysWhenItIsWorthToComeBack) {
  Lane lane(TwoPlaces());
  for (int i = 0; i < 100; ++i) lane.Arrive(i, At(0));
  EXPECT_EQ(lane.RetryDelay(), 100 * kMs);  // ten calls, 50 ms: the least
  lane.Leave(490 * kMs);                    // 40 ms on average
  EXPECT_EQ(lane.RetryDelay(), 180 * kMs);  // nine calls
}

TEST(Lane, LosesPatienceWhenSomebodyAlwaysWaits) {
  Lane lane(TwoPlaces());
  for (const int id : {1, 2, 3}) lane.Arrive(id, At(0));
  EXPECT_EQ(lane.Patience(At(99)), 40 * kMs);
  EXPECT_EQ(lane.Patience(At(100)), 10 * kMs);
  EXPECT_EQ(lane.Arrive(4, At(100)), Verdict::kWait);    // 10 ms
  EXPECT_EQ(lane.Arrive(5, At(100)), Verdict::kRefuse);  // 15 ms
  lane.GiveUp(4);
  lane.GiveUp(3);
  EXPECT_EQ(lane.Patience(At(199)), 10 * kMs);
  EXPECT_EQ(lane.Patience(At(200)), 40 * kMs);
}

TEST(Lane, LearnsHowLongCallsTake) {
  Lane lane(TwoPlaces());
  for (int i = 0; i < 200; ++i) {
    lane.Arrive(i, At(i));
    lane.Leave(40 * kMs);
  }
  for (const int id : {1, 2}) lane.Arrive(id, At(200));
  for (const int id : {3, 4, 5, 6, 7}) {  // 20 to 100 ms
    EXPECT_EQ(lane.Arrive(id, At(200)), Verdict::kWait) << id;
  }
  EXPECT_EQ(lane.Arrive(8, At(200)), Verdict::kRefuse);
}

TEST(Lane, SaysWhatCallsTakeOfLate) {
  Lane lane({1, 0, absl::ZeroDuration(), absl::ZeroDuration(),
             absl::Milliseconds(1)});
  EXPECT_EQ(lane.average(), absl::Milliseconds(1));
  lane.Arrive(1, absl::UnixEpoch());
  lane.Leave(absl::Milliseconds(17));
  EXPECT_EQ(lane.average(), absl::Milliseconds(2));
}

TEST(Lane, KeepsToTheMostThatMayWait) {
  LaneOptions options = TwoPlaces();
  options.max_waiting = 1;
  Lane lane(options);
  for (const int id : {1, 2, 3}) lane.Arrive(id, At(0));
  EXPECT_EQ(lane.Arrive(4, At(0)), Verdict::kRefuse);
}

TEST(Lane, LetsOthersRunWhileCallsStandStill) {
  Lane lane(TwoPlaces());
  for (const int id : {1, 2, 3, 4, 5}) lane.Arrive(id, At(0));
  EXPECT_THAT(lane.SetIdle(2), ElementsAre(3, 4));
  EXPECT_THAT(lane.SetIdle(0), IsEmpty());  // their clients read again
  EXPECT_THAT(lane.Leave(10 * kMs), IsEmpty());
  EXPECT_THAT(lane.Leave(10 * kMs), IsEmpty());
  EXPECT_THAT(lane.Leave(10 * kMs), ElementsAre(5));
}

// --- calls offered at random, in virtual time --------------------------------

struct Outcome {
  double goodput;  // calls served, in parts of what the places can serve
  absl::Duration p99;
};

// Two places, calls of 10 ms on average, `load` times as many offered as can be
// served, for `seconds`.
class Simulation {
 public:
  explicit Simulation(double load, int most_patience_ms = 100)
      : lane_(Options(most_patience_ms)), gap_(load / 5) {}

  Outcome Run(int seconds) {
    const absl::Time end = At(1000 * seconds);
    for (absl::Time next = At(0); next < end;
         next += absl::Milliseconds(gap_(random_))) {
      EndCallsBefore(next);
      Arrive(next);
    }
    std::sort(latencies_.begin(), latencies_.end());
    return {static_cast<double>(latencies_.size()) / (200.0 * seconds),
            latencies_[latencies_.size() * 99 / 100]};
  }

 private:
  struct Running {
    absl::Time end, began;
    Lane::Id id;
    bool operator<(const Running& other) const { return end > other.end; }
  };

  static LaneOptions Options(int most_patience_ms) {
    LaneOptions options = TwoPlaces();
    options.most_patience = most_patience_ms * kMs;
    return options;
  }

  void Arrive(absl::Time now) {
    const Lane::Id id = ++last_;
    const Verdict verdict = lane_.Arrive(id, now);
    if (verdict == Verdict::kRefuse) return;
    arrived_[id] = now;
    if (verdict == Verdict::kRun) Start(id, now);
  }

  void Start(Lane::Id id, absl::Time now) {
    running_.push({now + absl::Milliseconds(service_(random_)), now, id});
  }

  void EndCallsBefore(absl::Time now) {
    while (!running_.empty() && running_.top().end <= now) {
      const Running call = running_.top();
      running_.pop();
      latencies_.push_back(call.end - arrived_[call.id]);
      arrived_.erase(call.id);
      for (const Lane::Id id : lane_.Leave(call.end - call.began)) {
        Start(id, call.end);
      }
    }
  }

  Lane lane_;
  std::mt19937 random_{7};
  std::exponential_distribution<double> gap_;  // ms
  std::uniform_real_distribution<double> service_{5, 15};
  std::priority_queue<Running> running_;
  absl::flat_hash_map<Lane::Id, absl::Time> arrived_;
  std::vector<absl::Duration> latencies_;
  Lane::Id last_ = 0;
};

TEST(Lane, KeepsSpeedAndThroughputHoweverMuchIsOffered) {
  const Outcome at_capacity = Simulation(1).Run(40);
  EXPECT_GT(at_capacity.goodput, 0.85);
  for (const double load : {2.0, 10.0, 100.0}) {
    const Outcome outcome = Simulation(load).Run(40);
    EXPECT_GT(outcome.goodput, 0.95) << load;
    EXPECT_LT(outcome.p99, at_capacity.p99) << load;
    EXPECT_LT(outcome.p99, 35 * kMs) << load;
  }
  // The first burst of a few seconds is not much slower either.
  EXPECT_LT(Simulation(2, 250).Run(4).p99, Simulation(1, 250).Run(4).p99);
  // With a fifth of the load hardly anybody waits.
  EXPECT_LT(Simulation(0.2).Run(40).p99, 20 * kMs);
}

}  // namespace
}  // namespace weft::service
