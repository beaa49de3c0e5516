#include "extractor/text/characters.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(NormalizeText, ComposesAndUnifiesLineEnds) {
  const MappedText text = NormalizeText(
      MappedText::Identity("a\r\nb\rc\u2028Jose\u0301 \u1100\u1161"));
  EXPECT_EQ(text.text(), "a\nb\nc\nJosé \uAC00");
  // "\r\n" and "e" + accent are one stretch each.
  EXPECT_EQ(text.ToOriginal({1, 2}), (ByteSpan{1, 3}));
  EXPECT_EQ(text.ToOriginal({9, 11}), (ByteSpan{12, 15}));
}

TEST(NormalizeText, KeepsWhatIsInvisible) {
  const char* given = "soft\u00ADhyphen no\u00A0break";
  EXPECT_EQ(NormalizeText(MappedText::Identity(given)).text(), given);
}

TEST(NormalizeCharacters, LeavesOneKindOfBlankAndNothingInvisible) {
  const MappedText text = NormalizeCharacters(MappedText::Identity(
      "uni\u00ADversity no\u00A0break \uFB01nal zero\u200Bwidth it\u0092s"));
  EXPECT_EQ(text.text(), "university no break final zerowidth it’s");
  EXPECT_EQ(text.ToOriginal({0, 10}), (ByteSpan{0, 12}));
}

}  // namespace
}  // namespace weft::extractor
