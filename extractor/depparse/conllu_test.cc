#include "extractor/depparse/conllu.h"

#include <utility>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

TEST(Conllu, ReadsASentenceWrittenWithBlanks) {
  ASSERT_OK_AND_ASSIGN(const ParsedSentence mill, ParseSentence(R"(
      1 The   the  DET  DT  _ 2 det
      2 mills mill NOUN NNS _ 3 nsubj
      3 burn  _    VERB VBP _ 0 root
  )"));
  EXPECT_EQ(*mill.text, "The mills burn");
  ASSERT_EQ(mill.sentence.tokens.size(), 3u);
  EXPECT_EQ(mill.sentence.tokens[1].text, "mills");
  EXPECT_EQ(mill.sentence.tokens[1].span, (ByteSpan{4, 9}));
  EXPECT_TRUE(mill.sentence.tokens[1].space_before);
  EXPECT_FALSE(mill.sentence.tokens[0].space_before);
  EXPECT_EQ(mill.sentence.span, (ByteSpan{0, 14}));
  EXPECT_EQ(mill.tree[1].lemma, "mill");
  EXPECT_EQ(mill.tree[1].xpos, Xpos::kNns);
  EXPECT_EQ(mill.tree[1].head, 2);
  EXPECT_EQ(mill.tree[2].lemma, "");
  EXPECT_EQ(mill.tree.root(), 2);
}

TEST(Conllu, ReadsTabsCommentsRangesAndSpaceAfter) {
  ASSERT_OK_AND_ASSIGN(
      const std::vector<ParsedSentence> found,
      ParseConllu("# sent_id = s1\n"
                  "# text = Ana's.\n"
                  "1-2\tAna's\t_\t_\t_\t_\t_\t_\t_\t_\n"
                  "1\tAna\tAna\tPROPN\tNNP\t_\t0\troot\t_\tSpaceAfter=No\n"
                  "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tSpaceAfter=No\n"
                  "2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n"
                  "3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
                  "\n"
                  "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].id, "s1");
  EXPECT_EQ(*found[0].text, "Ana's.");
  EXPECT_FALSE(found[0].sentence.tokens[1].space_before);
  EXPECT_EQ(found[1].id, "");
  EXPECT_EQ(*found[1].text, "Yes");
}

TEST(Conllu, ANumberSignAsAWordIsNoComment) {
  ASSERT_OK_AND_ASSIGN(
      const ParsedSentence found,
      ParseSentence("1 # # SYM NN _ 0 root\n2 1 1 NUM CD _ 1 nummod"));
  EXPECT_EQ(*found.text, "# 1");
}

TEST(Conllu, TokensStayValidWhenTheSentenceMoves) {
  ASSERT_OK_AND_ASSIGN(ParsedSentence one,
                       ParseSentence("1 Go go VERB VB _ 0 root"));
  const ParsedSentence other = std::move(one);
  EXPECT_EQ(other.sentence.tokens[0].text, "Go");
}

TEST(Conllu, SaysWhatIsWrong) {
  const struct {
    const char* line;
    const char* message;
  } kCases[] = {
      {"1 Go go VERB VB _ 0", "fewer than 8 columns"},
      {"1 Go go DOING VB _ 0 root", "no such tag: DOING"},
      {"1 Go go VERB VB _ x root", "the head must be a number"},
      {"1 Go go VERB VB _ -1 root", "the head must be a number"},
      {"1 Go go VERB VB _ 0 top", "no such label: top"},
      {"1 Go go VERB VB _ 2 root", "beyond the last word"},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(
        ParseConllu(c.line),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.message)))
        << c.line;
  }
  EXPECT_THAT(ParseSentence(""),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("one sentence wanted, 0 found")));
}

}  // namespace
}  // namespace weft::extractor
