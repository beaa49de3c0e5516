#include "service/cli/render/display_width.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(DisplayWidth, CountsColumnsAndNotBytes) {
  struct Case {
    const char* text;
    int width;
  };
  for (const Case& c : {
           Case{"", 0}, Case{"Nvidia", 6}, Case{"Québec", 6},  // precomposed
           Case{"Que\u0301bec", 6},  // a combining accent
           Case{"深度求索", 8},      // four wide characters
           Case{"a–b→c", 5},         // dash and arrow are narrow
           Case{"🚀", 2},             // beyond the first plane
           Case{"a\u200Bb", 2},      // zero-width space
           Case{"\xFF\xFE", 2},      // no UTF-8: one column a byte
           Case{"\xE2\x82", 2},      // cut off in the middle
           Case{"\x1B\x07", 0},      // control characters show nothing
       }) {
    EXPECT_EQ(DisplayWidth(c.text), c.width) << c.text;
  }
}

TEST(TruncateToWidth, CutsBetweenCharacters) {
  EXPECT_EQ(TruncateToWidth("Nvidia", 6), "Nvidia");
  EXPECT_EQ(TruncateToWidth("Nvidia", 5), "Nvid…");
  EXPECT_EQ(TruncateToWidth("Nvidia", 1), "…");
  EXPECT_EQ(TruncateToWidth("Nvidia", 0), "");
  EXPECT_EQ(TruncateToWidth("Québec", 4), "Qué…");
  // A wide character that would only half fit goes as a whole.
  EXPECT_EQ(TruncateToWidth("深度求索", 4), "深…");
}

TEST(PadToWidth, FillsColumns) {
  EXPECT_EQ(PadToWidth("é", 3), "é  ");
  EXPECT_EQ(PadToWidth("深", 3), "深 ");
  EXPECT_EQ(PadToWidth("long", 3), "long");
}

}  // namespace
}  // namespace weft::service
