#include "service/auth/client_limits.h"

#include <utility>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

const absl::Time kNow = absl::UnixEpoch() + absl::Hours(1);

auto TooMany(const char* what) {
  return StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr(what));
}

TEST(ClientLimits, CountsTheCallsOfEachClientApart) {
  ClientTable table({.calls = 2});
  auto one = table.Enter("a", false, kNow);
  auto two = table.Enter("a", true, kNow);
  ASSERT_OK(one.status());
  ASSERT_OK(two.status());
  EXPECT_THAT(table.Enter("a", false, kNow).status(),
              TooMany("2 calls at the same time"));
  EXPECT_OK(table.Enter("b", false, kNow).status());
  { const ClientTable::Slot ended = *std::move(one); }
  EXPECT_OK(table.Enter("a", false, kNow).status());
}

TEST(ClientLimits, CountsStreamsAmongThem) {
  ClientTable table({.calls = 3, .streams = 1});
  const auto stream = table.Enter("a", true, kNow);
  ASSERT_OK(stream.status());
  EXPECT_THAT(table.Enter("a", true, kNow).status(),
              TooMany("1 streams at the same time"));
  EXPECT_OK(table.Enter("a", false, kNow).status());
}

TEST(ClientLimits, CallsInASecondComeBackEvenly) {
  ClientTable table({.calls_per_second = 4});
  absl::Time now = kNow;
  for (int i = 0; i < 4; ++i) EXPECT_OK(table.Enter("a", false, now).status());
  EXPECT_THAT(table.Enter("a", false, now).status(),
              TooMany("4 calls in a second"));
  now += absl::Milliseconds(250);
  EXPECT_OK(table.Enter("a", false, now).status());
  EXPECT_THAT(table.Enter("a", false, now).status(), TooMany("in a second"));
  // A long pause earns no more than a second's worth.
  now += absl::Hours(1);
  for (int i = 0; i < 4; ++i) EXPECT_OK(table.Enter("a", false, now).status());
  EXPECT_THAT(table.Enter("a", false, now).status(), TooMany("in a second"));
}

TEST(ClientLimits, ARefusedCallDoesNotCount) {
  ClientTable table({.calls = 1, .calls_per_second = 2});
  {
    const auto one = table.Enter("a", false, kNow);
    EXPECT_THAT(table.Enter("a", false, kNow).status(), TooMany("1 calls"));
    EXPECT_THAT(table.Enter("a", false, kNow).status(), TooMany("1 calls"));
  }
  EXPECT_OK(table.Enter("a", false, kNow).status());
}

TEST(ClientLimits, WithoutLimitsNothingIsRefused) {
  ClientTable table({});
  std::vector<ClientTable::Slot> slots;
  for (int i = 0; i < 1000; ++i) {
    auto slot = table.Enter("a", true, kNow);
    ASSERT_OK(slot.status());
    slots.push_back(*std::move(slot));
  }
}

TEST(ClientLimits, ForgetsClientsThatHaveGone) {
  ClientTable forgetful({.calls = 1});
  { const auto slot = forgetful.Enter("a", false, kNow); }
  EXPECT_EQ(forgetful.size(), 0u);
  ClientTable counting({.calls_per_second = 1});
  { const auto slot = counting.Enter("a", false, kNow); }
  EXPECT_EQ(counting.size(), 1u);
  const auto slot = counting.Enter("b", false, kNow + absl::Seconds(2));
  EXPECT_EQ(counting.size(), 1u);
}

}  // namespace
}  // namespace weft::service
