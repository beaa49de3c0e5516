#include "graphstore/dict/number_code.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(NumberCode, BitsAreThoseOfTheFormat) {
  EXPECT_EQ(EncodeNumber(0), 0x800000000000000u);
  EXPECT_EQ(EncodeNumber(-0.0), 0x800000000000000u);
  EXPECT_EQ(EncodeNumber(1), 0xBFF000000000000u);
  EXPECT_EQ(EncodeNumber(-1), 0x400FFFFFFFFFFFFu);
  EXPECT_EQ(EncodeNumber(17), 0xC03100000000000u);
}

TEST(NumberCode, ShortDecimalsComeBackExactly) {
  for (const double number :
       {0.0, 0.1, -0.1, 17.0, 5.6, 3.1415926535898, 1e-300, 99999999999999.0,
        281474976710655.0, 562949953421312.0, -2.5e17, 0.00001}) {
    EXPECT_EQ(DecodeNumber(EncodeNumber(number)), number);
  }
}

TEST(NumberCode, DecodingIsAFixedPoint) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20000; ++i) {
    const double number = FromOrderedBits(random());
    if (!std::isnormal(number)) continue;
    const double once = DecodeNumber(EncodeNumber(number));
    EXPECT_EQ(EncodeNumber(once), EncodeNumber(number));
    EXPECT_LE(std::fabs(once - number), 1e-14 * std::fabs(number));
  }
}

TEST(NumberCode, OrderIsThatOfTheNumbers) {
  std::mt19937_64 random(6);
  std::vector<double> numbers = {0, 1, -1, 0.5, 1e300, -1e300, 17, 17.5};
  for (int i = 0; i < 1000; ++i) {
    numbers.push_back(std::ldexp(static_cast<double>(random()) - 9e18,
                                 static_cast<int>(random() % 200) - 100));
  }
  std::sort(numbers.begin(), numbers.end());
  for (size_t i = 1; i < numbers.size(); ++i) {
    EXPECT_LE(EncodeNumber(numbers[i - 1]), EncodeNumber(numbers[i]));
    EXPECT_LE(OrderedBits(numbers[i - 1]), OrderedBits(numbers[i]));
  }
}

TEST(NumberCode, LargestNumbersStayFinite) {
  const double largest = std::numeric_limits<double>::max();
  EXPECT_TRUE(std::isfinite(DecodeNumber(EncodeNumber(largest))));
  EXPECT_TRUE(std::isfinite(DecodeNumber(EncodeNumber(-largest))));
  EXPECT_LT(EncodeNumber(largest), uint64_t{1} << 60);
}

TEST(FormatNumber, IsShort) {
  EXPECT_EQ(FormatNumber(17), "17");
  EXPECT_EQ(FormatNumber(5600000), "5600000");
  EXPECT_EQ(FormatNumber(0.1), "0.1");
  EXPECT_EQ(FormatNumber(-2.5), "-2.5");
  EXPECT_EQ(FormatNumber(0), "0");
  EXPECT_EQ(FormatNumber(1e20), "1e+20");
}

}  // namespace
}  // namespace weft::graphstore
