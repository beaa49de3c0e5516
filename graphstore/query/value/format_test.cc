#include "graphstore/query/value/format.h"

#include <cmath>
#include <limits>

#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

TEST(FormatFloat, IsShortAndRecognisable) {
  const struct {
    double value;
    const char* expected;
  } kCases[] = {
      {0, "0.0"},
      {-0.0, "-0.0"},
      {1, "1.0"},
      {0.1, "0.1"},
      {-2.5, "-2.5"},
      {1e15, "1.0E15"},
      {123456789, "123456789.0"},
      {1.5e-7, "1.5E-7"},
      {0.001, "0.001"},
      {1e300, "1.0E300"},
      {1.0 / 3, "0.3333333333333333"},
      {std::numeric_limits<double>::infinity(), "Infinity"},
      {-std::numeric_limits<double>::infinity(), "-Infinity"},
      {std::nan(""), "NaN"},
  };
  for (const auto& c : kCases) EXPECT_EQ(FormatFloat(c.value), c.expected);
}

TEST(QuoteString, Escapes) {
  EXPECT_EQ(QuoteString("it's a \\ \n"), "'it\\'s a \\\\ \\n'");
}

}  // namespace
}  // namespace weft::graphstore::query
