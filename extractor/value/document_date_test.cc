#include "extractor/value/document_date.h"

#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::optional<absl::CivilDay> Estimate(absl::string_view text) {
  return EstimateDocumentDate(Split(text, SplitMode::kProse));
}

TEST(EstimateDocumentDate, ReadsALineThatIsADate) {
  const absl::CivilDay day(2025, 2, 22);
  EXPECT_EQ(Estimate("Harbour opens\nSaturday, February 22, 2025\n\nShips."),
            day);
  EXPECT_EQ(Estimate("Feb 22, 2025\nHarbour opens"), day);
  EXPECT_EQ(Estimate("Published on 22 February 2025"), day);
  EXPECT_EQ(Estimate("Updated: 2025-02-22"), day);
}

TEST(EstimateDocumentDate, FindsTheYearOfAWeekday) {
  // 27 January is a Monday in 2020, 2025 and 2031.
  EXPECT_EQ(Estimate("Founded in 2015, it grew in 2025. On Monday, Jan. 27, "
                     "shares fell."),
            absl::CivilDay(2025, 1, 27));
  EXPECT_EQ(Estimate("Founded in 2015, it grew in 2024. On Monday, Jan. 27, "
                     "shares fell."),
            absl::CivilDay(2025, 1, 27));
}

TEST(EstimateDocumentDate, SaysNothingWhenItCannotKnow) {
  EXPECT_EQ(Estimate("She was born on 3 May 1933 in Oslo."), std::nullopt);
  EXPECT_EQ(Estimate("Shares fell on Monday, Jan. 27."), std::nullopt);
  // Two years fit, or none.
  EXPECT_EQ(Estimate("From 2020 to 2025. On Monday, Jan. 27, shares fell."),
            std::nullopt);
  EXPECT_EQ(Estimate("In 2021 and 2022. On Monday, Jan. 27, shares fell."),
            std::nullopt);
  EXPECT_EQ(Estimate(""), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
