#include "service/log/log_throttle.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(LogThrottle, LetsSoManyThroughInASecondAndCountsTheRest) {
  LogThrottle throttle(2);
  const absl::Time start = absl::FromUnixSeconds(1'000'000);
  EXPECT_EQ(throttle.Allow(start), 0u);
  EXPECT_EQ(throttle.Allow(start + absl::Milliseconds(10)), 0u);
  for (int i = 20; i < 1000; ++i) {
    EXPECT_EQ(throttle.Allow(start + absl::Milliseconds(i)), std::nullopt);
  }
  EXPECT_EQ(throttle.Allow(start + absl::Seconds(1)), 980u);
  EXPECT_EQ(throttle.Allow(start + absl::Seconds(1)), 0u);
  EXPECT_EQ(throttle.Allow(start + absl::Seconds(1)), std::nullopt);
  EXPECT_EQ(throttle.Allow(start + absl::Hours(1)), 1u);
}

}  // namespace
}  // namespace weft::service
