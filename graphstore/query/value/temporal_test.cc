#include "graphstore/query/value/temporal.h"

#include <string>

#include "base/status_matchers.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

Temporal Parse(TemporalKind kind, const char* text) {
  return ParseTemporal(kind, text).value();
}

TEST(Temporal, ReadsAndWritesIso8601) {
  const struct {
    TemporalKind kind;
    const char* in;
    const char* out;
  } kCases[] = {
      {TemporalKind::kDate, "2024-02-29", "2024-02-29"},
      {TemporalKind::kDate, "20240229", "2024-02-29"},
      {TemporalKind::kDate, "2024-02", "2024-02-01"},
      {TemporalKind::kDate, "2024", "2024-01-01"},
      {TemporalKind::kDate, "2015-W30-2", "2015-07-21"},
      {TemporalKind::kDate, "2015W302", "2015-07-21"},
      {TemporalKind::kDate, "2015-W30", "2015-07-20"},
      {TemporalKind::kDate, "2020-W53-7", "2021-01-03"},
      {TemporalKind::kDate, "2015-Q2-60", "2015-05-30"},
      {TemporalKind::kDate, "2015Q4", "2015-10-01"},
      {TemporalKind::kDate, "2015-202", "2015-07-21"},
      {TemporalKind::kDate, "2016366", "2016-12-31"},
      {TemporalKind::kDate, "-0044-03-15", "-0044-03-15"},
      {TemporalKind::kLocalTime, "09:05", "09:05"},
      {TemporalKind::kLocalTime, "090507", "09:05:07"},
      {TemporalKind::kLocalTime, "23:59:59.999999999", "23:59:59.999999999"},
      {TemporalKind::kTime, "12:30:00.5+01:00", "12:30:00.5+01:00"},
      {TemporalKind::kTime, "12:30", "12:30Z"},
      {TemporalKind::kLocalDateTime, "2024-02-29T12:30:14",
       "2024-02-29T12:30:14"},
      {TemporalKind::kDateTime, "2024-02-29T12:30-0830",
       "2024-02-29T12:30-08:30"},
      {TemporalKind::kDuration, "P1Y2M3DT4H5M6.7S", "P1Y2M3DT4H5M6.7S"},
      {TemporalKind::kDuration, "PT0S", "PT0S"},
      {TemporalKind::kDuration, "P2W", "P14D"},
      {TemporalKind::kDuration, "P0.75M", "P22DT19H51M49.5S"},
      {TemporalKind::kDuration, "P5M1.5D", "P5M1DT12H"},
      {TemporalKind::kDuration, "PT0.75M", "PT45S"},
      {TemporalKind::kDuration, "P2.5W", "P17DT12H"},
      {TemporalKind::kDuration, "P-1.5D", "P-1DT-12H"},
      {TemporalKind::kDuration, "P0.5Y", "P6M"},
      {TemporalKind::kDuration, "PT-0.5S", "PT-0.5S"},
      {TemporalKind::kDuration, "PT90S", "PT1M30S"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(FormatTemporal(Parse(c.kind, c.in)), c.out) << c.in;
  }
}

TEST(Temporal, RefusesWhatIsNone) {
  for (const char* text :
       {"", "2023-02-29", "2024-13-01", "24", "2024-02-29x", "yesterday",
        "2024-2-9", "2021-W53", "2015-W00", "2015-W30-8", "2015-Q5",
        "2015-Q2-92", "2015-366", "2015-000"}) {
    EXPECT_FALSE(ParseTemporal(TemporalKind::kDate, text).ok()) << text;
  }
  for (const char* text : {"24:00", "12:60", "1:00", "12:"}) {
    EXPECT_FALSE(ParseTemporal(TemporalKind::kLocalTime, text).ok()) << text;
  }
  for (const char* text : {"P", "1Y", "P1H", "PT1D", "P1"}) {
    EXPECT_FALSE(ParseTemporal(TemporalKind::kDuration, text).ok()) << text;
  }
  EXPECT_FALSE(ParseOffset("Europe/Berlin").ok());
}

TEST(Temporal, KnowsWeeksQuartersAndPartsOfDurations) {
  const struct {
    TemporalKind kind;
    const char* value;
    const char* component;
    int64_t number;
  } kCases[] = {
      {TemporalKind::kDate, "1984-10-11", "week", 41},
      {TemporalKind::kDate, "2021-01-03", "week", 53},
      {TemporalKind::kDate, "2021-01-03", "weekYear", 2020},
      {TemporalKind::kDate, "2024-12-30", "week", 1},
      {TemporalKind::kDate, "2024-12-30", "weekYear", 2025},
      {TemporalKind::kDate, "1984-11-11", "dayOfQuarter", 42},
      {TemporalKind::kDuration, "P1Y5M10D", "quarters", 5},
      {TemporalKind::kDuration, "P1Y5M10D", "quartersOfYear", 1},
      {TemporalKind::kDuration, "P1Y5M10D", "monthsOfQuarter", 2},
      {TemporalKind::kDuration, "P1Y5M10D", "daysOfWeek", 3},
      {TemporalKind::kDuration, "PT2.5S", "milliseconds", 2500},
      {TemporalKind::kDuration, "PT2.5S", "microsecondsOfSecond", 500000},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(GetComponent(Parse(c.kind, c.value), c.component)->number,
              c.number)
        << c.value << " " << c.component;
  }
}

TEST(Temporal, APartOfADateComparesWhereThatIsCertain) {
  const auto date = [](const char* text) {
    Temporal value = Parse(TemporalKind::kDate, text);
    const size_t size = std::string(text).size();
    value.precision = size == 4   ? DatePrecision::kYear
                      : size == 7 ? DatePrecision::kMonth
                                  : DatePrecision::kDay;
    EXPECT_EQ(FormatTemporal(value), text);
    return value;
  };
  EXPECT_EQ(CompareTemporal(date("2022"), date("2023-01-01")), -1);
  EXPECT_EQ(CompareTemporal(date("2022"), date("2022-12-31")), std::nullopt);
  EXPECT_EQ(CompareTemporal(date("2022"), date("2022-01")), std::nullopt);
  EXPECT_EQ(CompareTemporal(date("2022-02"), date("2022-01-31")), 1);
  EXPECT_EQ(CompareTemporal(date("2024-02"), date("2024-02-29")), std::nullopt);
  EXPECT_EQ(CompareTemporal(date("2024-02"), date("2024-03-01")), -1);
  EXPECT_EQ(CompareTemporal(date("1969"), date("1970")), -1);
  EXPECT_EQ(CompareTemporal(date("2022"), date("2022")), 0);
  EXPECT_FALSE(GetComponent(date("2022"), "month").has_value());
  EXPECT_EQ(GetComponent(date("2022-05"), "month")->number, 5);
  EXPECT_FALSE(GetComponent(date("2022-05"), "day").has_value());
}

TEST(Temporal, ComparesByUtc) {
  const Temporal early = Parse(TemporalKind::kTime, "12:00+05:00");
  const Temporal late = Parse(TemporalKind::kTime, "10:00+01:00");
  EXPECT_EQ(CompareTemporal(early, late), -1);
  EXPECT_EQ(CompareTemporal(early, early), 0);
  EXPECT_EQ(CompareTemporal(Parse(TemporalKind::kDuration, "P1M"),
                            Parse(TemporalKind::kDuration, "P30D")),
            std::nullopt);
}

TEST(Temporal, AddsMonthsToTheEndOfMonths) {
  const Temporal month = Parse(TemporalKind::kDuration, "P1M");
  const auto add = [&](const char* date, int sign) {
    return FormatTemporal(
        AddDuration(Parse(TemporalKind::kDate, date), month, sign));
  };
  EXPECT_EQ(add("2024-01-31", 1), "2024-02-29");
  EXPECT_EQ(add("2023-01-31", 1), "2023-02-28");
  EXPECT_EQ(add("2024-01-15", -1), "2023-12-15");
  EXPECT_EQ(
      FormatTemporal(AddDuration(Parse(TemporalKind::kLocalTime, "23:30"),
                                 Parse(TemporalKind::kDuration, "PT1H"), 1)),
      "00:30");
  EXPECT_EQ(FormatTemporal(AddDuration(
                Parse(TemporalKind::kLocalDateTime, "2024-02-28T23:30"),
                Parse(TemporalKind::kDuration, "PT25H"), 1)),
            "2024-03-01T00:30");
}

TEST(Temporal, HasComponents) {
  const Temporal value =
      Parse(TemporalKind::kDateTime, "2024-02-29T12:30:14.645+01:00");
  const struct {
    const char* name;
    int64_t expected;
  } kCases[] = {{"year", 2024},        {"quarter", 1},
                {"month", 2},          {"day", 29},
                {"ordinalDay", 60},    {"dayOfWeek", 4},
                {"hour", 12},          {"minute", 30},
                {"second", 14},        {"millisecond", 645},
                {"offsetMinutes", 60}, {"epochSeconds", 1709206214}};
  for (const auto& c : kCases) {
    ASSERT_TRUE(GetComponent(value, c.name).has_value()) << c.name;
    EXPECT_EQ(GetComponent(value, c.name)->number, c.expected) << c.name;
  }
  EXPECT_EQ(GetComponent(value, "timezone")->text, "+01:00");
  EXPECT_FALSE(GetComponent(value, "century").has_value());
}

}  // namespace
}  // namespace weft::graphstore::query
