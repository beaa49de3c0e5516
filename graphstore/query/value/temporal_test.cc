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
      {TemporalKind::kDuration, "PT-0.5S", "PT-0.5S"},
      {TemporalKind::kDuration, "PT90S", "PT1M30S"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(FormatTemporal(Parse(c.kind, c.in)), c.out) << c.in;
  }
}

TEST(Temporal, RefusesWhatIsNone) {
  for (const char* text : {"", "2023-02-29", "2024-13-01", "24", "2024-02-29x",
                           "yesterday", "2024-2-9"}) {
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
