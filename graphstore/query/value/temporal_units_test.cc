#include "graphstore/query/value/temporal_units.h"

#include <string>

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

using ::testing::HasSubstr;

// A date has no "T", a time no "-" in front of it.
Temporal Read(const std::string& text) {
  const bool zoned = text.find('Z') != std::string::npos ||
                     text.find('+') != std::string::npos;
  const bool time = text.find(':') != std::string::npos;
  const bool date = text.find('-') != std::string::npos;
  const TemporalKind kind =
      date ? (time ? (zoned ? TemporalKind::kDateTime
                            : TemporalKind::kLocalDateTime)
                   : TemporalKind::kDate)
           : (zoned ? TemporalKind::kTime : TemporalKind::kLocalTime);
  return ParseTemporal(kind, text).value();
}

TEST(DurationBetween, TellsMonthsDaysAndSeconds) {
  struct Case {
    const char *from, *to, *all, *months, *days, *seconds;
  };
  for (const Case& c : {
           Case{"2020-01-15", "2021-03-20", "P1Y2M5D", "P1Y2M", "P430D",
                "PT10320H"},
           Case{"2021-03-20", "2020-01-15", "P-1Y-2M-5D", "P-1Y-2M", "P-430D",
                "PT-10320H"},
           // The rest of the day goes against the days.
           Case{"2020-01-01T12:00", "2020-02-01T11:00", "P30DT23H", "PT0S",
                "P30D", "PT743H"},
           Case{"2020-02-01T11:00", "2020-01-01T12:00", "P-30DT-23H", "PT0S",
                "P-30D", "PT-743H"},
           // One without a time begins at midnight.
           Case{"2020-01-01T21:40:32.5", "2020-01-01", "PT-21H-40M-32.5S",
                "PT0S", "PT0S", "PT-21H-40M-32.5S"},
           // One without a date is of the same day.
           Case{"2020-05-05", "16:30", "PT16H30M", "PT0S", "PT0S", "PT16H30M"},
           Case{"14:30", "2020-05-05", "PT-14H-30M", "PT0S", "PT0S",
                "PT-14H-30M"},
           // Offsets count where both have one.
           Case{"14:30Z", "2020-05-05T21:40+01:00", "PT6H10M", "PT0S", "PT0S",
                "PT6H10M"},
           Case{"14:30", "2020-05-05T21:40+01:00", "PT7H10M", "PT0S", "PT0S",
                "PT7H10M"},
           Case{"2020-05-05T23:30Z", "2020-05-06T01:00+02:00", "PT-30M", "PT0S",
                "PT0S", "PT-30M"},
           // A month that is shorter.
           Case{"2020-01-31", "2020-03-01", "P1M1D", "P1M", "P30D", "PT720H"},
       }) {
    const Temporal from = Read(c.from);
    const Temporal to = Read(c.to);
    const auto between = [&](DurationUnits units) {
      return FormatTemporal(DurationBetween(from, to, units));
    };
    EXPECT_EQ(between(DurationUnits::kAll), c.all) << c.from << " " << c.to;
    EXPECT_EQ(between(DurationUnits::kMonths), c.months) << c.from << c.to;
    EXPECT_EQ(between(DurationUnits::kDays), c.days) << c.from << " " << c.to;
    EXPECT_EQ(between(DurationUnits::kSeconds), c.seconds) << c.from << c.to;
  }
}

TEST(Truncate, GoesToTheBeginningOfTheUnit) {
  struct Case {
    const char *unit, *date, *time;
  };
  // 9 November 2017 was a Thursday; the first week of 2017 began on 2 January.
  for (const Case& c :
       {Case{"millennium", "2000-01-01", "00:00"},
        Case{"century", "2000-01-01", "00:00"},
        Case{"decade", "2010-01-01", "00:00"},
        Case{"year", "2017-01-01", "00:00"},
        Case{"weekYear", "2017-01-02", "00:00"},
        Case{"quarter", "2017-10-01", "00:00"},
        Case{"month", "2017-11-01", "00:00"},
        Case{"week", "2017-11-06", "00:00"}, Case{"day", "2017-11-09", "00:00"},
        Case{"hour", "2017-11-09", "12:00"},
        Case{"minute", "2017-11-09", "12:31"},
        Case{"second", "2017-11-09", "12:31:14"},
        Case{"millisecond", "2017-11-09", "12:31:14.645"},
        Case{"microsecond", "2017-11-09", "12:31:14.645876"}}) {
    ASSERT_OK_AND_ASSIGN(const Temporal zoned,
                         Truncate(TemporalKind::kDateTime, c.unit,
                                  Read("2017-11-09T12:31:14.645876123+01:00")));
    EXPECT_EQ(FormatTemporal(zoned),
              std::string(c.date) + "T" + c.time + "+01:00");
    ASSERT_OK_AND_ASSIGN(const Temporal local,
                         Truncate(TemporalKind::kLocalDateTime, c.unit,
                                  Read("2017-11-09T12:31:14.645876123")));
    EXPECT_EQ(FormatTemporal(local), std::string(c.date) + "T" + c.time);
  }
  ASSERT_OK_AND_ASSIGN(
      const Temporal date,
      Truncate(TemporalKind::kDate, "week", Read("2017-11-12T23:59Z")));
  EXPECT_EQ(FormatTemporal(date), "2017-11-06");
  ASSERT_OK_AND_ASSIGN(
      const Temporal time,
      Truncate(TemporalKind::kTime, "hour", Read("2017-11-12T23:59")));
  EXPECT_EQ(FormatTemporal(time), "23:00Z");
}

TEST(Truncate, RefusesUnitsThatAKindDoesNotHave) {
  EXPECT_THAT(Truncate(TemporalKind::kDate, "hour", Read("2017-11-12")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("a Date has no unit \"hour\"")));
  EXPECT_THAT(Truncate(TemporalKind::kLocalTime, "month", Read("12:00")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no unit \"month\"")));
  EXPECT_THAT(Truncate(TemporalKind::kDate, "day", Read("12:00")),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no Date can be made of a LocalTime")));
}

}  // namespace
}  // namespace weft::graphstore::query
