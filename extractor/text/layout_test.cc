#include "extractor/text/layout.h"

#include <string>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::string LaidOut(std::string text) {
  return LayOutLines(MappedText::Identity(std::move(text))).text();
}

TEST(LayOutLines, ThinsOutBlanksAndEmptyLines) {
  EXPECT_EQ(LaidOut("\n\n  One \t two  \nthree\n\n\n \nfour"),
            "One two\nthree\n\nfour\n");
  EXPECT_EQ(LaidOut(" \n\t\n"), "");
}

TEST(LayOutLines, JoinsHardWrappedParagraphs) {
  EXPECT_EQ(LaidOut("The harbour of the old town was closed for the whole of\n"
                    "last week because a storm had broken three of its cranes\n"
                    "and a wall.\n\nShips went elsewhere.\n"),
            "The harbour of the old town was closed for the whole of last week "
            "because a storm had broken three of its cranes and a wall.\n\n"
            "Ships went elsewhere.\n");
}

TEST(LayOutLines, KeepsLinesThatAreLinesOfTheirOwn) {
  const char* kList =
      "The harbour of the old town was closed for the whole of a week\n"
      "Ships from six countries had to go to the harbours in the north\n"
      "Nobody could say when the three cranes would be working again\n";
  EXPECT_EQ(LaidOut(kList), kList);
}

TEST(LayOutLines, TakesQuoteMarksOfMailAway) {
  EXPECT_EQ(LaidOut("> The cranes fell.\n> > All three?\n"),
            "The cranes fell.\nAll three?\n");
}

TEST(LayOutLines, MapsBack) {
  const MappedText text = LayOutLines(MappedText::Identity("  a  b\n\n\nc"));
  ASSERT_EQ(text.text(), "a b\n\nc\n");
  EXPECT_EQ(text.ToOriginal({0, 3}), (ByteSpan{2, 6}));
  EXPECT_EQ(text.ToOriginal({5, 6}), (ByteSpan{9, 10}));
}

}  // namespace
}  // namespace weft::extractor
