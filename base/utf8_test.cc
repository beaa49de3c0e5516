#include "base/utf8.h"

#include "gtest/gtest.h"

namespace weft {
namespace {

std::string Utf8(uint32_t code) {
  std::string out;
  AppendUtf8(code, &out);
  return out;
}

TEST(AppendUtf8, GrowsAByteAtEachBoundary) {
  EXPECT_EQ(Utf8(0x41), "A");
  EXPECT_EQ(Utf8(0x7F), "\x7F");
  EXPECT_EQ(Utf8(0x80), "\xC2\x80");
  EXPECT_EQ(Utf8(0x7FF), "\xDF\xBF");
  EXPECT_EQ(Utf8(0x800), "\xE0\xA0\x80");
  EXPECT_EQ(Utf8(0xFFFF), "\xEF\xBF\xBF");
  EXPECT_EQ(Utf8(0x10000), "\xF0\x90\x80\x80");
  EXPECT_EQ(Utf8(0x10FFFF), "\xF4\x8F\xBF\xBF");
}

TEST(IsUtf8, KnowsTheBoundaries) {
  const struct {
    std::string bytes;
    bool valid;
  } kCases[] = {
      {"", true},
      {"plain text of more than eight bytes", true},
      {"\x7F", true},
      {"\x80", false},
      {"\xC1\xBF", false},
      {"\xC2\x80", true},
      {"\xC2", false},
      {"\xC2\x7F", false},
      {"\xE0\x9F\x80", false},
      {"\xE0\xA0\x80", true},
      {"\xED\x9F\xBF", true},
      {"\xED\xA0\x80", false},
      {"\xEF\xBF\xBF", true},
      {"\xEF\xBF", false},
      {"\xF0\x8F\x80\x80", false},
      {"\xF0\x90\x80\x80", true},
      {"\xF4\x8F\xBF\xBF", true},
      {"\xF4\x90\x80\x80", false},
      {"\xF5\x80\x80\x80", false},
      {"eight..." + Utf8(0x1F600) + " and on", true},
      {"seven..\xFF", false},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(IsUtf8(test.bytes), test.valid) << test.bytes;
  }
}

}  // namespace
}  // namespace weft
