#include "service/cli/render/one_line.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(OneLine, FoldsWhiteSpaceAndDropsControls) {
  EXPECT_EQ(OneLine(""), "");
  EXPECT_EQ(OneLine("one  two"), "one two");
  EXPECT_EQ(OneLine("  wrapped\r\n\tline \n"), "wrapped line");
  EXPECT_EQ(OneLine("Québec –→"), "Québec –→");
  // No colours, titles or cursor movements from a document.
  EXPECT_EQ(OneLine("a\x1B[31mb\x07"), "a[31mb");
}

}  // namespace
}  // namespace weft::service
