#include "service/server/call_gate.h"

#include <optional>
#include <thread>
#include <utility>

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(CallGate, LetsCallsInUntilItCloses) {
  CallGate gate;
  EXPECT_TRUE(gate.Enter().has_value());
  gate.Close();
  EXPECT_TRUE(gate.closed());
  EXPECT_FALSE(gate.Enter().has_value());
}

TEST(CallGate, WaitsForCallsThatRun) {
  CallGate gate;
  std::optional<CallGate::Ticket> ticket = gate.Enter();
  gate.Close();
  EXPECT_FALSE(gate.WaitUntilIdle(absl::ZeroDuration()));
  std::thread call([&ticket] { ticket.reset(); });
  EXPECT_TRUE(gate.WaitUntilIdle(absl::InfiniteDuration()));
  call.join();
}

TEST(CallGate, CountsAMovedTicketOnce) {
  CallGate gate;
  {
    std::optional<CallGate::Ticket> ticket = gate.Enter();
    CallGate::Ticket moved = *std::move(ticket);
    ticket.reset();
    EXPECT_FALSE(gate.WaitUntilIdle(absl::ZeroDuration()));
  }
  EXPECT_TRUE(gate.WaitUntilIdle(absl::ZeroDuration()));
}

TEST(DrainingError, AsksToTryAgain) {
  EXPECT_THAT(DrainingError(), StatusIs(absl::StatusCode::kUnavailable,
                                        testing::HasSubstr("again")));
}

}  // namespace
}  // namespace weft::service
