#include "service/cli/shell/words.h"

#include "gmock/gmock.h"

namespace weft::service {
namespace {

using ::testing::ElementsAreArray;

TEST(Words, AreCutAndUnquoted) {
  struct Case {
    const char* line;
    std::vector<std::string> words;
    char open = '\0';
  };
  for (const Case& c : {
           Case{"", {}},
           Case{"  stats \t", {"stats"}},
           Case{"facts --subject Nvidia", {"facts", "--subject", "Nvidia"}},
           Case{"path \"Kessel Bank\" r1", {"path", "Kessel Bank", "r1"}},
           Case{"--relation='rival|sell to'", {"--relation=rival|sell to"}},
           Case{"ask Who runs Northmoor's lab?",
                {"ask", "Who", "runs", "Northmoor's", "lab?"}},
           Case{R"(say "a \"b\" \\ c" d\ e)", {"say", R"(a "b" \ c)", "d e"}},
           Case{R"('a\b')", {R"(a\b)"}},
           Case{"search \"New", {"search", "New"}, '"'},
           Case{"search 'a b", {"search", "a b"}, '\''},
           Case{"search \"\"", {"search", ""}},
           Case{"a\\\nb", {"ab"}},
       }) {
    const Words split = SplitWords(c.line);
    std::vector<std::string> texts;
    for (const Word& word : split.words) texts.push_back(word.text);
    EXPECT_THAT(texts, ElementsAreArray(c.words)) << c.line;
    EXPECT_EQ(split.quote, c.open) << c.line;
    EXPECT_EQ(split.open, c.open != '\0') << c.line;
  }
  EXPECT_TRUE(SplitWords("stats \\").open);
}

TEST(Words, KnowWhereTheyAre) {
  const Words split = SplitWords("path \"a b\" c");
  EXPECT_EQ(split.words[1].begin, 5u);
  EXPECT_EQ(split.words[1].end, 10u);
  EXPECT_FALSE(split.words[1].plain);
  EXPECT_TRUE(split.words[2].plain);
}

TEST(Words, QuotedOnesReadBackAsTheyWere) {
  for (const char* text : {"r1", "Kessel Bank", "", "say \"it\"", "a\\b", "|",
                           "Northmoor's", "'quoted'", "a;", "x\ny", "#1"}) {
    const Words split = SplitWords(QuoteWord(text));
    ASSERT_EQ(split.words.size(), 1u) << text;
    EXPECT_EQ(split.words[0].text, text);
  }
  EXPECT_EQ(QuoteWord("Northmoor's"), "Northmoor's");
  EXPECT_EQ(QuoteWord("Kessel Bank"), "\"Kessel Bank\"");
}

}  // namespace
}  // namespace weft::service
