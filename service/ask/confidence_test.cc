#include "service/ask/confidence.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(Confidence, IsHighWhenAllIsAccountedFor) {
  EXPECT_GT(Confidence(Signals(), 1, 1), 0.6);
  EXPECT_GT(Confidence(Signals(), 1, 1), kLeastConfidence);
}

TEST(Confidence, FallsWithWhatIsMissing) {
  struct Row {
    const char* what;
    double Signals::*signal;
  };
  const Row rows[] = {
      {"another verb", &Signals::verb},
      {"the words are elsewhere", &Signals::words},
      {"another kind of thing", &Signals::type},
      {"words not said", &Signals::missing},
  };
  for (const Row& row : rows) {
    Signals signals;
    signals.*row.signal = 0;
    EXPECT_LT(Confidence(signals, 1, 1), Confidence(Signals(), 1, 1))
        << row.what;
  }
}

TEST(Confidence, FallsWithTheFitAndBehindABetterOne) {
  EXPECT_LT(Confidence(Signals(), 0.4, 0.4), Confidence(Signals(), 0.8, 0.8));
  EXPECT_LT(Confidence(Signals(), 0.4, 0.8), Confidence(Signals(), 0.4, 0.4));
}

TEST(Confidence, RefusesWhatOnlyNearlyFits) {
  Signals signals;
  signals.words = 0.6;
  signals.verb = 0;
  EXPECT_LT(Confidence(signals, 0.4, 0.4), kLeastConfidence);
}

TEST(Confidence, StaysBetweenZeroAndOne) {
  EXPECT_LE(Confidence(Signals(), 1, 1), 1);
  EXPECT_GE(Confidence(Signals(), 1e-9, 1), 0);
}

}  // namespace
}  // namespace weft::service
