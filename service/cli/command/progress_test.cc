#include "service/cli/command/progress.h"

#include <sstream>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(ProgressLine, ShowsRateAndTimeLeft) {
  EXPECT_EQ(
      ProgressLine(
          {.documents = 1500, .bytes = 3'000'000, .total_bytes = 12'000'000},
          absl::Seconds(10)),
      "1,500 documents  3.0 MB  [======>                 ]  25%  150/s  "
      "0:30 left");
}

TEST(ProgressLine, WithoutATotalThereIsNoBar) {
  EXPECT_EQ(ProgressLine({.documents = 10, .bytes = 500'000}, absl::Seconds(2)),
            "10 documents  0.5 MB  5/s");
}

TEST(ProgressLine, CountsAreATotalAsWell) {
  EXPECT_EQ(ProgressLine({.documents = 50, .total = 200, .what = "facts"},
                         absl::Seconds(10)),
            "50 facts  [======>                 ]  25%  5/s  0:30 left");
}

TEST(ProgressLine, DoesNotGuessAtTheStart) {
  EXPECT_EQ(ProgressLine({.documents = 1, .bytes = 10, .total_bytes = 100},
                         absl::Milliseconds(999)),
            "1 documents  0.0 MB  [==>                     ]  10%");
}

TEST(ProgressLine, LongWaitsHaveHours) {
  EXPECT_EQ(
      ProgressLine(
          {.documents = 100, .bytes = 1'000'000, .total_bytes = 101'000'000},
          absl::Seconds(100)),
      "100 documents  1.0 MB  [>                       ]   0%  1/s  "
      "2:46:40 left");
}

TEST(Progress, DrawsOnTerminalsOnly) {
  absl::Time now = absl::UnixEpoch();
  const auto clock = [&now] { return now; };
  for (bool terminal : {false, true}) {
    std::ostringstream err;
    Progress progress(err, {.terminal = terminal}, clock);
    progress.Update({.documents = 1});
    EXPECT_EQ(err.str(), "") << "not at once";
    now += absl::Milliseconds(100);
    progress.Update({.documents = 1});
    progress.Clear();
    EXPECT_EQ(err.str(), terminal ? "\r\x1B[K1 documents  0.0 MB\r\x1B[K" : "");
  }
}

}  // namespace
}  // namespace weft::service
