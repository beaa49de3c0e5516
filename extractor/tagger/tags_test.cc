#include "extractor/tagger/tags.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(Upos, NamesAndTagsMatchOneToOne) {
  for (int i = 0; i <= static_cast<int>(Upos::kX); ++i) {
    const Upos tag = static_cast<Upos>(i);
    EXPECT_EQ(ParseUpos(UposName(tag)), tag) << UposName(tag);
  }
  EXPECT_EQ(UposName(Upos::kAdj), "ADJ");
  EXPECT_EQ(UposName(Upos::kPropn), "PROPN");
  EXPECT_EQ(UposName(Upos::kX), "X");
}

TEST(Xpos, NamesAndTagsMatchOneToOne) {
  for (int i = 0; i <= static_cast<int>(Xpos::kDollar); ++i) {
    const Xpos tag = static_cast<Xpos>(i);
    EXPECT_EQ(ParseXpos(XposName(tag)), tag) << XposName(tag);
  }
  EXPECT_EQ(XposName(Xpos::kPrpS), "PRP$");
  EXPECT_EQ(XposName(Xpos::kWpS), "WP$");
  EXPECT_EQ(XposName(Xpos::kOpenQuote), "``");
  EXPECT_EQ(XposName(Xpos::kLrb), "-LRB-");
  EXPECT_EQ(XposName(Xpos::kNnps), "NNPS");
}

TEST(Tags, UnknownNamesHaveNoTag) {
  EXPECT_EQ(ParseUpos("noun"), std::nullopt);
  EXPECT_EQ(ParseUpos(""), std::nullopt);
  EXPECT_EQ(ParseXpos("NOUN"), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
