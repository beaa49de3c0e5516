#include "graphstore/dict/iso_date.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(IsoDate, RoundTripsAndKeepsItsOrder) {
  // Ascending: by start, the coarser first.
  const std::vector<std::string> dates = {
      "0000",
      "1969-12-31",
      "1969-12-31T23:59:59.999Z",
      "1970",
      "1970-01",
      "1970-01-01",
      "1970-01-01T00:00Z",
      "1970-01-01T00:00:00Z",
      "1970-01-01T00:00:00.000Z",
      "1970-01-01T00:00:00.001Z",
      "2024-02-29",
      "2025",
      "2025-01-20",
      "2025-01-20T09:30Z",
      "2025-01-20T09:30:05.250Z",
      "9999-12-31",
  };
  uint64_t last = 0;
  for (const std::string& text : dates) {
    const auto date = ParseIsoDate(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(FormatIsoDate(*date), text);
    const uint64_t code = EncodeDate(*date);
    EXPECT_EQ(DecodeDate(code), date) << text;
    EXPECT_GT(code, last) << text;
    EXPECT_LT(code, uint64_t{1} << 60) << text;
    last = code;
  }
}

TEST(IsoDate, BitsAreThoseOfTheFormat) {
  EXPECT_EQ(EncodeDate(*ParseIsoDate("1970")), uint64_t{1} << 59);
  EXPECT_EQ(EncodeDate(*ParseIsoDate("1970-01-01T00:00:00.001Z")),
            (uint64_t{1} << 59) | (1 << 10) | (5 << 6));
}

TEST(IsoDate, RefusesEverythingElse) {
  for (const char* text :
       {"", "25", "20250", "2025-", "2025-1", "2025-13", "2025-00",
        "2025-02-29", "2025-01-32", "2025-01-20 ", "2025-01-20T",
        "2025-01-20T09:30", "2025-01-20T24:00Z", "2025-01-20T09:60Z",
        "2025-01-20T09:30:00+01:00", "2025-Q1", "January", "-2025",
        "2025-01-20T09:30:05.2Z"}) {
    EXPECT_FALSE(ParseIsoDate(text)) << text;
  }
}

TEST(IsoDate, RefusesUnknownGranularity) {
  EXPECT_FALSE(DecodeDate((uint64_t{1} << 59) | (6 << 6)));
}

TEST(ParseDays, CoversWhatTheDateCovers) {
  // 2025-01-01 is day 20089.
  EXPECT_EQ(ParseDays("1970-01-01"), (DayInterval{0, 0}));
  EXPECT_EQ(ParseDays("1969-12-31T23:00Z"), (DayInterval{-1, -1}));
  EXPECT_EQ(ParseDays("2025-01-20"), (DayInterval{20108, 20108}));
  EXPECT_EQ(ParseDays("2025-01"), (DayInterval{20089, 20119}));
  EXPECT_EQ(ParseDays("2025-12"), (DayInterval{20423, 20453}));
  EXPECT_EQ(ParseDays("2025"), (DayInterval{20089, 20453}));
  EXPECT_EQ(ParseDays("2025-Q1"), (DayInterval{20089, 20178}));
  EXPECT_EQ(ParseDays("2025-Q4"), (DayInterval{20362, 20453}));
  EXPECT_EQ(ParseDays("2025-01/2025-12"), (DayInterval{20089, 20453}));
  EXPECT_EQ(ParseDays("2025-01-20T23:30:00+01:00"),
            (DayInterval{20108, 20108}));
  EXPECT_FALSE(ParseDays("2025-02/2025-01"));
  EXPECT_FALSE(ParseDays("soon"));
  EXPECT_FALSE(ParseDays("2025-Q5"));
}

TEST(DayInterval, TouchesWhenADayIsShared) {
  EXPECT_TRUE((DayInterval{1, 3}.Touches({3, 5})));
  EXPECT_FALSE((DayInterval{1, 3}.Touches({4, 5})));
}

}  // namespace
}  // namespace weft::graphstore
