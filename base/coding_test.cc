#include "base/coding.h"

#include <cstdint>
#include <limits>
#include <string>

#include "gtest/gtest.h"

namespace weft {
namespace {

std::string Varint(uint64_t value) {
  std::string out;
  PutVarint(value, &out);
  return out;
}

TEST(Varint, HasTheseBytes) {
  EXPECT_EQ(Varint(0), std::string("\0", 1));
  EXPECT_EQ(Varint(127), "\x7F");
  EXPECT_EQ(Varint(128), "\x80\x01");
  EXPECT_EQ(Varint(300), "\xAC\x02");
  EXPECT_EQ(Varint(std::numeric_limits<uint64_t>::max()),
            "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01");
}

TEST(Varint, ComesBackAtEveryPowerOfTwo) {
  for (int bit = 0; bit < 64; ++bit) {
    for (int delta : {-1, 0, 1}) {
      const uint64_t value = (uint64_t{1} << bit) + delta;
      const std::string bytes = Varint(value);
      absl::string_view in = bytes;
      uint64_t back = 0;
      ASSERT_TRUE(GetVarint(&in, &back));
      EXPECT_EQ(back, value);
      EXPECT_TRUE(in.empty());
    }
  }
}

TEST(Varint, RejectsTruncatedAndOverlongBytes) {
  uint64_t value;
  for (absl::string_view bad :
       {absl::string_view(""), absl::string_view("\x80"),
        absl::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"),
        absl::string_view("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01")}) {
    absl::string_view in = bad;
    EXPECT_FALSE(GetVarint(&in, &value)) << bad.size();
  }
}

TEST(SignedVarint, ComesBack) {
  for (int64_t value : {int64_t{0}, int64_t{-1}, int64_t{1}, int64_t{-64},
                        std::numeric_limits<int64_t>::min(),
                        std::numeric_limits<int64_t>::max()}) {
    std::string bytes;
    PutSignedVarint(value, &bytes);
    absl::string_view in = bytes;
    int64_t back = 0;
    ASSERT_TRUE(GetSignedVarint(&in, &back));
    EXPECT_EQ(back, value);
  }
}

TEST(LengthPrefixed, ComesBackAndRejectsTruncation) {
  std::string bytes;
  PutLengthPrefixed("stock fall", &bytes);
  absl::string_view in = bytes;
  absl::string_view back;
  ASSERT_TRUE(GetLengthPrefixed(&in, &back));
  EXPECT_EQ(back, "stock fall");
  in = absl::string_view(bytes).substr(0, bytes.size() - 1);
  EXPECT_FALSE(GetLengthPrefixed(&in, &back));
}

TEST(Fixed, OrdersLikeNumbers) {
  std::string low, high;
  PutFixed64(255, &low);
  PutFixed64(256, &high);
  EXPECT_LT(low, high);
  EXPECT_EQ(high, std::string("\0\0\0\0\0\0\1\0", 8));
  absl::string_view in = high;
  uint64_t back = 0;
  ASSERT_TRUE(GetFixed64(&in, &back));
  EXPECT_EQ(back, 256u);
  uint32_t small;
  EXPECT_FALSE(GetFixed32(&in, &small));
}

TEST(Double, ComesBackExactly) {
  for (double value : {0.0, -0.5, 5.5e6, 1e-300}) {
    std::string bytes;
    PutDouble(value, &bytes);
    absl::string_view in = bytes;
    double back = 1;
    ASSERT_TRUE(GetDouble(&in, &back));
    EXPECT_EQ(back, value);
  }
}

}  // namespace
}  // namespace weft
