#include "base/percent_encoding.h"

#include <string>

#include "gtest/gtest.h"

namespace weft {
namespace {

TEST(PercentEncode, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("Az09-._~"), "Az09-._~");
  EXPECT_EQ(PercentEncode("a b/c%"), "a%20b%2Fc%25");
  EXPECT_EQ(PercentEncode("\xC3\xA9\n"), "%C3%A9%0A");
}

TEST(PercentDecode, UndoesIt) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  std::string text;
  EXPECT_TRUE(PercentDecode(PercentEncode(all), &text));
  EXPECT_EQ(text, all);
  EXPECT_TRUE(PercentDecode("%c3%a9", &text));
  EXPECT_EQ(text, "\xC3\xA9");
}

TEST(PercentDecode, RefusesAPercentWithoutDigits) {
  std::string text;
  for (const char* bad : {"%", "%4", "a%G0", "%4G", "%-1", "%+1"}) {
    EXPECT_FALSE(PercentDecode(bad, &text)) << bad;
  }
}

}  // namespace
}  // namespace weft
