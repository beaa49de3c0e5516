#include "service/wire/utf8.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(Utf8, KeepsValidText) {
  for (const char* text :
       {"", "plain", "na\u00EFve", "\u4E2D\u6587", "\U0001F600", "\u007F",
        "\u0080", "\u07FF", "\u0800", "\uFFFF", "\U00010000", "\U0010FFFF"}) {
    EXPECT_EQ(ToUtf8(text), text);
    EXPECT_TRUE(IsUtf8(text));
  }
}

TEST(Utf8, ReplacesEachInvalidPartOnce) {
  const struct {
    std::string in, out;
  } kCases[] = {
      {"\xFF", "\uFFFD"},
      {"a\x80z", "a\uFFFDz"},                            // stray continuation
      {"\xE4\xB8", "\uFFFD"},                            // cut off at the end
      {"\xE4\xB8z", "\uFFFDz"},                          // cut off before "z"
      {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong
      {"\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD"},            // overlong
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"\xF0\x9F\x98", "\uFFFD"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(ToUtf8(c.in), c.out);
    EXPECT_FALSE(IsUtf8(c.in));
    EXPECT_TRUE(IsUtf8(c.out));
  }
}

TEST(Utf8, KeepsZeroBytes) {
  const std::string text("a\0b", 3);
  EXPECT_EQ(ToUtf8(text), text);
}

}  // namespace
}  // namespace weft::service
