#include "extractor/token/lexicon.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(FindAbbreviation, SaysWhatAFullStopMeans) {
  const struct {
    const char* word;
    Abbreviation kind;
  } kRows[] = {
      {"Mr", Abbreviation::kTitle},
      {"GEN", Abbreviation::kTitle},
      {"e.g", Abbreviation::kTitle},
      {"No", Abbreviation::kNumbered},
      {"Jan", Abbreviation::kDated},
      {"Inc", Abbreviation::kMayEnd},
      {"U.S", Abbreviation::kMayEnd},
      {"p.m", Abbreviation::kMayEnd},
      {"ship", Abbreviation::kNone},
      {"", Abbreviation::kNone},
      {"U.", Abbreviation::kNone},
      {"US", Abbreviation::kNone},
      {"aVeryLongWordThatIsNoneOfThem", Abbreviation::kNone},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(FindAbbreviation(row.word), row.kind) << row.word;
  }
}

TEST(FusedWordSplit, CutsWordsWrittenInOne) {
  EXPECT_EQ(FusedWordSplit("cannot"), 3);
  EXPECT_EQ(FusedWordSplit("Cannot"), 3);
  EXPECT_EQ(FusedWordSplit("dont"), 2);
  EXPECT_EQ(FusedWordSplit("im"), 1);
  EXPECT_EQ(FusedWordSplit("IM"), 0);
  EXPECT_EQ(FusedWordSplit("its"), 0);
  EXPECT_EQ(FusedWordSplit(""), 0);
}

}  // namespace
}  // namespace weft::extractor
