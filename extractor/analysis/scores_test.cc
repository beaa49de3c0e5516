#include "extractor/analysis/scores.h"

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

TEST(Scores, CountEachDecisionApart) {
  ASSERT_OK_AND_ASSIGN(const ParsedSentence gold, ParseSentence(R"(
      1 The  the  DET  DT  _ 2 det
      2 mill mill NOUN NN  _ 4 nsubj:pass
      3 was  be   AUX  VBD _ 4 aux:pass
      4 sold _    VERB VBN _ 0 root
  )"));
  ASSERT_OK_AND_ASSIGN(const ParsedSentence other, ParseSentence(R"(
      1 The  The  DET  DT  _ 2 amod
      2 mill mill NOUN NN  _ 4 nsubj
      3 was  be   VERB VBD _ 2 aux:pass
      4 sold sell VERB VBD _ 0 root
  )"));
  AnalyzedSentence found;
  found.tree = other.tree;
  Scores scores;
  AddSentence(gold, found, scores);
  EXPECT_EQ(scores.tokens, 4);
  EXPECT_EQ(scores.upos, 3);
  EXPECT_EQ(scores.xpos, 3);
  EXPECT_EQ(scores.lemmas, 3);
  EXPECT_EQ(scores.heads, 3);
  EXPECT_EQ(scores.labels, 2);
  EXPECT_EQ(scores.full_labels, 1);
}

TEST(Scores, NamesOfOtherTypesAreLeftOut) {
  AnalyzedSentence found;
  found.names = {{{0, 2}, EntityType::kPerson, 1},
                 {{3, 4}, EntityType::kPlace, 1},
                 {{5, 6}, EntityType::kEvent, 1}};
  Scores scores;
  AddNames({{{0, 2}, EntityType::kPerson, 1},
            {{3, 5}, EntityType::kPlace, 1},
            {{5, 6}, EntityType::kOrganization, 1}},
           found, scores);
  EXPECT_EQ(scores.right_names, 1);
  EXPECT_EQ(scores.found_names, 2);
  EXPECT_EQ(scores.gold_names, 3);
  EXPECT_DOUBLE_EQ(scores.NameF1(), 0.4);
  EXPECT_EQ(Scores().NameF1(), 0);
}

TEST(ParseIob2, ReadsSpansBySentence) {
  ASSERT_OK_AND_ASSIGN(
      const auto names,
      ParseIob2("# sent_id = s1\n# text = x\n"
                "1\tAda\tB-PER\t-\t-\n2\tLane\tI-PER\t-\t-\n3\tin\tO\t-\t-\n"
                "4\tBonn\tB-LOC\t-\t-\n5\tRome\tB-LOC\t-\t-\n\n# sent_id = s2\n"
                "1\tYes\tO\t-\t-\n"));
  ASSERT_EQ(names.size(), 2u);
  const std::vector<NameMention>& found = names.at("s1");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].tokens, (TokenSpan{0, 2}));
  EXPECT_EQ(found[0].type, EntityType::kPerson);
  EXPECT_EQ(found[2].tokens, (TokenSpan{4, 5}));
  EXPECT_TRUE(names.at("s2").empty());
}

TEST(ParseIob2, SaysWhatIsWrong) {
  EXPECT_THAT(ParseIob2("# sent_id = s\n1\tx\tB-MISC\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no such name type: MISC")));
  EXPECT_THAT(ParseIob2("# sent_id = s\n1\tx\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("fewer than 3 columns")));
}

}  // namespace
}  // namespace weft::extractor
