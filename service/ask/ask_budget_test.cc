#include "service/ask/ask_budget.h"

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

TEST(AskBudget, HasNoBoundUnlessAsked) {
  const Cancellation cancellation;
  AskBudget budget({}, cancellation);
  EXPECT_EQ(budget.EdgesFor(500), 500u);
  EXPECT_EQ(budget.TimeFor(absl::Seconds(3)), absl::Seconds(3));
  budget.Spend(1'000'000'000);
  EXPECT_TRUE(budget.GoOn());
  EXPECT_EQ(budget.cut_off(), v1::CUT_OFF_UNSPECIFIED);
  EXPECT_EQ(budget.Message(), "");
}

TEST(AskBudget, EdgesAreSpentByAllSearchesTogether) {
  const Cancellation cancellation;
  v1::Budget asked;
  asked.set_edges_read(100);
  AskBudget budget(asked, cancellation);
  EXPECT_EQ(budget.EdgesFor(30), 30u);
  budget.Spend(80);
  EXPECT_EQ(budget.EdgesFor(30), 20u);
  EXPECT_TRUE(budget.GoOn());
  budget.Spend(80);
  EXPECT_EQ(budget.EdgesFor(30), 0u);
  EXPECT_FALSE(budget.GoOn());
  EXPECT_EQ(budget.cut_off(), v1::CUT_OFF_EDGES_READ);
  EXPECT_THAT(budget.Message(),
              HasSubstr("100 facts; raise budget.edges_read"));
}

TEST(AskBudget, TellsTheTimeThatWasAsked) {
  const Cancellation cancellation;
  v1::Budget asked;
  asked.set_time_ms(1);
  AskBudget budget(asked, cancellation);
  while (budget.GoOn()) {
  }
  EXPECT_EQ(budget.TimeFor(absl::Seconds(3)), absl::ZeroDuration());
  EXPECT_EQ(budget.cut_off(), v1::CUT_OFF_TIME);
  EXPECT_THAT(budget.Message(), HasSubstr("after 1ms; raise budget.time_ms"));
}

TEST(AskBudget, KeepsTheFirstReason) {
  const Cancellation cancellation;
  AskBudget budget({}, cancellation);
  budget.CutOff(v1::CUT_OFF_ROWS);
  budget.CutOff(v1::CUT_OFF_TIME);
  EXPECT_EQ(budget.cut_off(), v1::CUT_OFF_ROWS);
  EXPECT_THAT(budget.Message(), HasSubstr("name more in the question"));
}

TEST(AskBudget, TheTimeOfASingleSearchIsNoReason) {
  const Cancellation cancellation;
  AskBudget budget({}, cancellation);
  budget.CutOff(v1::CUT_OFF_TIME);
  EXPECT_EQ(budget.cut_off(), v1::CUT_OFF_UNSPECIFIED);
}

TEST(AskBudget, CancellingIsAnError) {
  Cancellation cancellation;
  const AskBudget budget({}, cancellation);
  EXPECT_OK(budget.Check());
  cancellation.Cancel();
  EXPECT_THAT(budget.Check(), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace weft::service
