#include "service/ask/time_window.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "service/ask/question.h"

namespace weft::service {
namespace {

class TimeWindowTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    analyzer_ = extractor::Analyzer::Create("")->release();
  }
  static void TearDownTestSuite() { delete analyzer_; }

  static inline const extractor::Analyzer* analyzer_ = nullptr;
};

TEST_F(TimeWindowTest, HoldsWhatLiesWithin) {
  struct Row {
    const char* statement;
    const char* inside;
    const char* outside;
  };
  const Row rows[] = {
      {"Norvane did buy something in 2021.", "2021-03", "2022"},
      {"Norvane did buy something since 2021.", "2021", "2020-12-31"},
      {"Norvane did buy something after 2021.", "2022-01", "2021-12"},
      {"Norvane did buy something until 2021.", "2021-12", "2022"},
      {"Norvane did buy something before 2021.", "2020", "2021-01"},
      {"Norvane did buy something between 2019 and 2021.", "2020-05", "2018"},
      {"Norvane did buy something between 2019 and 2021.", "2021", "2022-01"},
      {"Norvane did buy something on 3 March 2021.", "2021-03-03",
       "2021-03-04"},
      // As far as the coarser of the two goes.
      {"Norvane did buy something since March 2021.", "2021", "2021-02"},
  };
  for (const Row& row : rows) {
    const auto windows =
        FindTimeWindows(AnalyzeLine(row.statement, *analyzer_), std::nullopt);
    ASSERT_EQ(windows.size(), 1u) << row.statement;
    EXPECT_TRUE(windows[0].Holds(row.inside)) << row.statement;
    EXPECT_FALSE(windows[0].Holds(row.outside)) << row.statement;
    EXPECT_FALSE(windows[0].Holds("")) << row.statement;
  }
}

TEST_F(TimeWindowTest, RelativeDatesNeedADay) {
  const auto analyzed =
      AnalyzeLine("Norvane did buy something last year.", *analyzer_);
  EXPECT_TRUE(FindTimeWindows(analyzed, std::nullopt).empty());
  const auto windows = FindTimeWindows(analyzed, absl::CivilDay(2025, 3, 1));
  ASSERT_EQ(windows.size(), 1u);
  EXPECT_TRUE(windows[0].Holds("2024-05"));
  EXPECT_FALSE(windows[0].Holds("2025-01"));
}

}  // namespace
}  // namespace weft::service
