#include "extractor/value/time_unit.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(IsoDuration, WritesPeriods) {
  EXPECT_EQ(IsoDuration(5, TimeUnit::kDay), "P5D");
  EXPECT_EQ(IsoDuration(2.5, TimeUnit::kYear), "P2.5Y");
  EXPECT_EQ(IsoDuration(90, TimeUnit::kMinute), "PT90M");
  EXPECT_EQ(IsoDuration(2, TimeUnit::kDecade), "P20Y");
  EXPECT_EQ(IsoDuration(2, TimeUnit::kQuarter), "P6M");
}

TEST(ParseTimeUnit, KnowsPluralsAndShortForms) {
  EXPECT_EQ(ParseTimeUnit("centuries"), TimeUnit::kCentury);
  EXPECT_EQ(ParseTimeUnit("hrs"), TimeUnit::kHour);
  EXPECT_EQ(ParseTimeUnit("m"), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
