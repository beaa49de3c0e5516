#include "service/server/call_gate.h"

#include <optional>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "base/status_matchers.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

constexpr absl::Time kNever = absl::InfiniteFuture();

// One place for each kind of call; `patience` for the one that may wait.
std::array<LaneOptions, kLoads> OnePlace(absl::Duration patience) {
  std::array<LaneOptions, kLoads> lanes;
  lanes.fill({1, 1, patience, patience, absl::Milliseconds(1)});
  return lanes;
}

TEST(CallGate, LetsCallsInUntilItCloses) {
  CallGate gate;
  EXPECT_OK(gate.Enter(Load::kLookup, kNever).status());
  gate.Close();
  EXPECT_TRUE(gate.closed());
  EXPECT_THAT(gate.Enter(Load::kLookup, kNever).status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("again")));
}

TEST(CallGate, WaitsForCallsThatRun) {
  CallGate gate;
  std::optional<CallGate::Ticket> ticket = *gate.Enter(Load::kLookup, kNever);
  gate.Close();
  EXPECT_FALSE(gate.WaitUntilIdle(absl::ZeroDuration()));
  std::thread call([&ticket] { ticket.reset(); });
  EXPECT_TRUE(gate.WaitUntilIdle(absl::InfiniteDuration()));
  call.join();
}

TEST(CallGate, CountsAMovedTicketOnce) {
  CallGate gate;
  {
    std::optional<CallGate::Ticket> ticket = *gate.Enter(Load::kLookup, kNever);
    CallGate::Ticket moved = *std::move(ticket);
    ticket.reset();
    EXPECT_FALSE(gate.WaitUntilIdle(absl::ZeroDuration()));
  }
  EXPECT_TRUE(gate.WaitUntilIdle(absl::ZeroDuration()));
}

TEST(CallGate, KeepsKindsOfCallsApart) {
  CallGate gate(OnePlace(absl::ZeroDuration()));
  const auto search = gate.Enter(Load::kSearch, kNever);
  EXPECT_OK(search.status());
  EXPECT_OK(gate.Enter(Load::kLookup, kNever).status());
  EXPECT_THAT(gate.Enter(Load::kSearch, kNever).status(),
              StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(CallGate, SaysWhenToComeBack) {
  CallGate gate(OnePlace(absl::ZeroDuration()));
  const auto running = gate.Enter(Load::kSearch, kNever);
  const absl::Status refused = gate.Enter(Load::kSearch, kNever).status();
  EXPECT_THAT(refused,
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("the server is busy: 1 searches run and 0 "
                                 "wait; try again in ")));
  EXPECT_EQ(Reason(refused), "SERVER_BUSY");
  google::rpc::RetryInfo info;
  const google::rpc::Status sent = ToRpcStatus(refused);
  for (const auto& any : sent.details()) any.UnpackTo(&info);
  EXPECT_EQ(info.retry_delay().seconds(), 0);
  EXPECT_GE(info.retry_delay().nanos(), 50'000'000);
  EXPECT_LE(info.retry_delay().nanos(), 150'000'000);
}

TEST(CallGate, GivesTheNextPlaceToWhoWaits) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  std::optional<CallGate::Ticket> first = *gate.Enter(Load::kSearch, kNever);
  CallGate::Arrival arrival = gate.Arrive(Load::kSearch, kNever);
  EXPECT_FALSE(arrival.settled());
  std::thread second([&gate, &arrival] {
    EXPECT_OK(gate.Await(std::move(arrival)).status());
  });
  first.reset();
  second.join();
  EXPECT_TRUE(gate.WaitUntilIdle(absl::ZeroDuration()));
}

TEST(CallGate, TellsAtOnceWhoNeedNotWait) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  CallGate::Arrival first = gate.Arrive(Load::kSearch, kNever);
  EXPECT_TRUE(first.settled());
  EXPECT_FALSE(first.refused());
  CallGate::Arrival second = gate.Arrive(Load::kSearch, kNever);
  EXPECT_FALSE(second.settled());
  const CallGate::Arrival third = gate.Arrive(Load::kSearch, kNever);
  EXPECT_TRUE(third.settled());
  EXPECT_TRUE(third.refused());
  EXPECT_OK(gate.Await(std::move(first)).status());
  // The place is kept for the second one, though nobody waits for it yet.
  CallGate::Arrival fourth = gate.Arrive(Load::kSearch, kNever);
  EXPECT_FALSE(fourth.settled());
  EXPECT_OK(gate.Await(std::move(second)).status());
  EXPECT_OK(gate.Await(std::move(fourth)).status());
}

TEST(CallGate, WaitsNoLongerThanTheCaller) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  const auto running = gate.Enter(Load::kSearch, kNever);
  EXPECT_THAT(gate.Enter(Load::kSearch, absl::Now()).status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(CallGate, GivesNoPlaceToACallThatIsTooLate) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  EXPECT_THAT(gate.Enter(Load::kLookup, absl::Now()).status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_TRUE(gate.Arrive(Load::kLookup, kNever).settled());
}

TEST(CallGate, SaysWhetherCallsOfAKindHaveBeenQuick) {
  std::array<LaneOptions, kLoads> lanes = OnePlace(absl::ZeroDuration());
  lanes[static_cast<size_t>(Load::kLookup)].expected = CallGate::kQuick;
  lanes[static_cast<size_t>(Load::kSearch)].expected =
      CallGate::kQuick + absl::Nanoseconds(1);
  CallGate gate(lanes);
  EXPECT_TRUE(gate.Arrive(Load::kLookup, kNever).quick());
  EXPECT_FALSE(gate.Arrive(Load::kSearch, kNever).quick());
}

TEST(CallGate, TurnsAwayWhoWaitsWhenItCloses) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  const auto running = gate.Enter(Load::kSearch, kNever);
  std::thread second([&gate] {
    EXPECT_THAT(gate.Enter(Load::kSearch, kNever).status(),
                StatusIs(absl::StatusCode::kUnavailable));
  });
  gate.Close();
  second.join();
}

TEST(CallGate, LendsThePlaceOfACallWhoseClientDoesNotRead) {
  CallGate gate(OnePlace(absl::Minutes(5)));
  auto slow = gate.Enter(Load::kSearch, kNever);
  {
    const CallGate::AwaitingClient awaiting(*slow);
    // Comes in once the first one has stood still for kIdleAfter.
    EXPECT_OK(gate.Enter(Load::kSearch, kNever).status());
  }
  EXPECT_THAT(gate.Enter(Load::kSearch, absl::Now()).status(),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(DrainingError, AsksToTryAgain) {
  EXPECT_THAT(DrainingError(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("again")));
}

}  // namespace
}  // namespace weft::service
