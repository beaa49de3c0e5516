#include "extractor/text/format.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(FormatOfFileName, GoesByTheSuffix) {
  EXPECT_EQ(FormatOfFileName("a/b.txt"), TextFormat::kPlain);
  EXPECT_EQ(FormatOfFileName("README.MD"), TextFormat::kMarkdown);
  EXPECT_EQ(FormatOfFileName("x.tar.html"), TextFormat::kHtml);
  EXPECT_EQ(FormatOfFileName("dir.md/file"), std::nullopt);
  EXPECT_EQ(FormatOfFileName("a.pdf"), std::nullopt);
  EXPECT_EQ(FormatOfFileName(""), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
