#include "extractor/value/value.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(Value, NamesOfKindsAndComparatorsGoThereAndBack) {
  for (const char* name : {"number", "percent", "money", "quantity", "ratio",
                           "date", "duration"}) {
    const auto kind = ParseValueKind(name);
    ASSERT_TRUE(kind.has_value()) << name;
    EXPECT_EQ(ValueKindName(*kind), name);
  }
  for (const char* name : {"exactly", "about", "at_least", "more_than",
                           "at_most", "less_than", "nearly"}) {
    const auto comparator = ParseComparator(name);
    ASSERT_TRUE(comparator.has_value()) << name;
    EXPECT_EQ(ComparatorName(*comparator), name);
  }
  EXPECT_EQ(ParseValueKind("Money"), std::nullopt);
  EXPECT_EQ(ParseComparator(""), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
