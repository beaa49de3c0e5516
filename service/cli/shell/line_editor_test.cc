#include "service/cli/shell/line_editor.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

TEST(CommonPrefix, IsOfAllAndCutsNoCharacter) {
  EXPECT_EQ(CommonPrefix({}), "");
  EXPECT_EQ(CommonPrefix({"stats"}), "stats");
  EXPECT_EQ(CommonPrefix({"--since", "--subject"}), "--s");
  EXPECT_EQ(CommonPrefix({"path", "stats"}), "");
  EXPECT_EQ(CommonPrefix({"path", "path", "paths"}), "path");
  // é is C3 A9, è is C3 A8.
  EXPECT_EQ(CommonPrefix({"René", "Renè"}), "Ren");
}

}  // namespace
}  // namespace weft::service
