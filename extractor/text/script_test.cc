#include "extractor/text/script.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(CountScripts, TellsScriptsApart) {
  EXPECT_EQ(CountScripts("The café").Dominant(), Script::kLatin);
  EXPECT_EQ(CountScripts("привет a").Dominant(), Script::kCyrillic);
  EXPECT_EQ(CountScripts("γεια").Dominant(), Script::kGreek);
  EXPECT_EQ(CountScripts("مرحبا").Dominant(), Script::kArabic);
  EXPECT_EQ(CountScripts("你好 かな").Dominant(), Script::kHan);
  EXPECT_EQ(CountScripts("12 – €").Dominant(), Script::kNone);
  EXPECT_EQ(CountScripts("ab привет 1").Total(), 8u);
}

}  // namespace
}  // namespace weft::extractor
