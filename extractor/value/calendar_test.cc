#include "extractor/value/calendar.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr absl::CivilDay kWednesday(2025, 3, 12);

TEST(Iso, WritesStretches) {
  EXPECT_EQ(IsoWeek(kWednesday, 0), "2025-03-10/2025-03-16");
  EXPECT_EQ(IsoWeek(absl::CivilDay(2025, 3, 10), -1), "2025-03-03/2025-03-09");
  EXPECT_EQ(IsoWeek(absl::CivilDay(2025, 3, 16), 0), "2025-03-10/2025-03-16");
  EXPECT_EQ(IsoWeekend(kWednesday, 0), "2025-03-08/2025-03-09");
  EXPECT_EQ(IsoWeekend(absl::CivilDay(2025, 3, 9), 0), "2025-03-08/2025-03-09");
  EXPECT_EQ(IsoQuarter(2024, 4), "2024-10/2024-12");
  EXPECT_EQ(IsoHalf(2024, 2), "2024-07/2024-12");
  EXPECT_EQ(IsoSeason(2024, Season::kWinter), "2024-12/2025-02");
  EXPECT_EQ(IsoDay(LastDayOf(absl::CivilMonth(2024, 2))), "2024-02-29");
}

TEST(YearOfMonth, PrefersThePastUnlessTheFutureIsMuchNearer) {
  const auto year = [](int month, Direction direction) {
    return YearOfMonth(month, kWednesday, direction);
  };
  EXPECT_EQ(year(3, Direction::kNearest), 2025);
  EXPECT_EQ(year(2, Direction::kNearest), 2025);
  EXPECT_EQ(year(9, Direction::kNearest), 2024);
  // One month ahead, eleven back.
  EXPECT_EQ(year(4, Direction::kNearest), 2025);
  EXPECT_EQ(year(4, Direction::kPast), 2024);
  EXPECT_EQ(year(2, Direction::kFuture), 2026);
}

TEST(DayWithoutYear, KnowsBothSidesOfTheReference) {
  const auto day = [](int month, int number, Direction direction) {
    return IsoDay(DayWithoutYear(month, number, kWednesday, direction));
  };
  EXPECT_EQ(day(3, 12, Direction::kFuture), "2025-03-12");
  EXPECT_EQ(day(3, 11, Direction::kPast), "2025-03-11");
  EXPECT_EQ(day(3, 11, Direction::kFuture), "2026-03-11");
  EXPECT_EQ(day(3, 20, Direction::kNearest), "2025-03-20");
  EXPECT_EQ(day(9, 20, Direction::kNearest), "2024-09-20");
}

TEST(NearWeekday, CountsTheReferenceItself) {
  using absl::Weekday;
  EXPECT_EQ(NearWeekday(Weekday::wednesday, kWednesday, Direction::kNearest),
            kWednesday);
  EXPECT_EQ(NearWeekday(Weekday::thursday, kWednesday, Direction::kNearest),
            kWednesday - 6);
  EXPECT_EQ(NearWeekday(Weekday::thursday, kWednesday, Direction::kFuture),
            kWednesday + 1);
}

}  // namespace
}  // namespace weft::extractor
