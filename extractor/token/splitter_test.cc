#include "extractor/token/splitter.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Tokens joined by blanks, one string a sentence.
std::vector<std::string> SplitToStrings(absl::string_view text,
                                        SplitMode mode = SplitMode::kProse) {
  std::vector<std::string> result;
  for (const Sentence& sentence : Split(text, mode)) {
    std::vector<std::string> words;
    for (const Token& token : sentence.tokens) {
      words.emplace_back(token.text);
    }
    result.push_back(absl::StrJoin(words, " "));
  }
  return result;
}

// Sentences with " || " between them.
std::string Joined(absl::string_view text) {
  return absl::StrJoin(SplitToStrings(text), " || ");
}

TEST(Split, CutsTokensAsTheTreebanksDo) {
  const struct {
    const char* text;
    const char* tokens;
  } kRows[] = {
      {"He doesn't know.", "He does n't know ."},
      {"We can't, won’t, cannot.", "We ca n't , wo n’t , can not ."},
      {"I'm sure they'll say it's ours", "I 'm sure they 'll say it 's ours"},
      {"Oslo's ships and the ports' cranes",
       "Oslo 's ships and the ports ' cranes"},
      {"You 'd see", "You 'd see"},
      {"I dont wanna", "I do nt wan na"},
      {"state-of-the-art and AI-based",
       "state - of - the - art and AI - based"},
      {"e-mail, mid-August, anti-ship, co-workers, pre-war",
       "e-mail , mid-August , anti-ship , co-workers , pre-war"},
      {"a port-a quay", "a port - a quay"},
      {"It cost $5.5 million, US$3m or €2bn",
       "It cost $ 5.5 million , US$ 3 m or € 2 bn"},
      {"17% of 12,000", "17 % of 12,000"},
      {"10-15 ships, 555-0142, 2025-01-27",
       "10 - 15 ships , 555-0142 , 2025-01-27"},
      {"5pm, 30km, 20th, 1990s, 3G", "5 pm , 30 km , 20th , 1990s , 3G"},
      {"and/or w/o 24/7 1/2", "and / or w/o 24/7 1 / 2"},
      {"See https://a.example/b?c=d, or mail ida@a.example.",
       "See https://a.example/b?c=d , or mail ida@a.example ."},
      {"@ida likes #boats at #3", "@ida likes #boats at # 3"},
      {"at 10:30 (Oslo: 9:30)", "at 10:30 ( Oslo : 9:30 )"},
      {"“Yes,” he said", "“ Yes , ” he said"},
      {"'Yes', \"no\"", "' Yes ' , \" no \""},
      {"the '60s and 80's", "the '60s and 80's"},
      {"well...no -- never", "well ... no -- never"},
      {"O'Neill of AT&T", "O'Neill of AT&T"},
      {"24°C or 75 °F", "24 ° C or 75 ° F"},
      {"What?! No!!!", "What ?! || No !!!"},
      {"the carrierAzul inPorto", "the carrier Azul in Porto"},
      {"The recall,made on Monday,ended",
       "The recall , made on Monday , ended"},
      {"Tromsø's Ærø—Ålesund", "Tromsø 's Ærø — Ålesund"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Joined(row.text), row.tokens);
}

TEST(Split, EndsSentencesWhereTheyEnd) {
  const struct {
    const char* text;
    const char* sentences;
  } kRows[] = {
      {"One ship came. Two left.", "One ship came . || Two left ."},
      {"The U.S. economy grew.", "The U.S. economy grew ."},
      {"He lives in the U.S. The others do not.",
       "He lives in the U.S. || The others do not ."},
      {"Mr. Aas met Dr. J. K. Lund of Brill Inc. on Jan. 20.",
       "Mr. Aas met Dr. J. K. Lund of Brill Inc. on Jan. 20 ."},
      {"It grew, e.g. in Oslo, by 3.5 percent.",
       "It grew , e.g. in Oslo , by 3.5 percent ."},
      {"No. 7 won. No. That is wrong.",
       "No. 7 won . || No . || That is wrong ."},
      {"It met at 5 p.m. Monday. He left at 6 p.m. She stayed.",
       "It met at 5 p.m. Monday . || He left at 6 p.m. || She stayed ."},
      {"He takes vitamin C. She does not.",
       "He takes vitamin C . || She does not ."},
      {"\"It works.\" He left.", "\" It works . \" || He left ."},
      {"\"Why?\" he asked. \"Why not?\" she said.",
       "\" Why ? \" he asked . || \" Why not ? \" she said ."},
      {"He said: “Go.” “No,” she said.",
       "He said : “ Go . ” || “ No , ” she said ."},
      {"(It was late.) Nobody came.", "( It was late . ) || Nobody came ."},
      {"It was open.The crane fell.", "It was open . || The crane fell ."},
      {"It grew.[17] Then it fell.", "It grew . [ 17 ] || Then it fell ."},
      {"Wait... what? Yes.", "Wait ... what ? || Yes ."},
      {"Buy at Harbour.com or ask.", "Buy at Harbour.com or ask ."},
      {"One line\nanother line", "One line || another line"},
      {"• Cranes fell\n• Ships left", "Cranes fell || Ships left"},
      {"1. Open the lid. 2. Close it.", "1 . Open the lid . || 2 . Close it ."},
  };
  for (const auto& row : kRows) EXPECT_EQ(Joined(row.text), row.sentences);
}

TEST(Split, TellsHeadingsFromProse) {
  const struct {
    const char* line;
    SentenceKind kind;
  } kRows[] = {
      {"Harbour opens after the storm", SentenceKind::kHeading},
      {"What Are Neutrinos?", SentenceKind::kHeading},
      {"The harbour opened on Monday.", SentenceKind::kProse},
      {"in cooperation with", SentenceKind::kFragment},
      {"By Ida Lund", SentenceKind::kFragment},
      {"* * *", SentenceKind::kFragment},
      {"• The lander weighs 680 kg and carries a drill", SentenceKind::kProse},
  };
  for (const auto& row : kRows) {
    const std::vector<Sentence> sentences = Split(row.line, SplitMode::kProse);
    ASSERT_EQ(sentences.size(), 1u) << row.line;
    EXPECT_EQ(sentences[0].kind, row.kind) << row.line;
  }
}

TEST(Split, KeepsEmptyLinesInTheLineModes) {
  EXPECT_THAT(SplitToStrings("One two.\n\nDon't.", SplitMode::kLines),
              ElementsAre("One two .", "", "Do n't ."));
  EXPECT_THAT(SplitToStrings("It 's -LRB- so\n\n", SplitMode::kPretokenized),
              ElementsAre("It 's -LRB- so", ""));
  EXPECT_THAT(SplitToStrings("", SplitMode::kLines), IsEmpty());
  EXPECT_THAT(SplitToStrings("\n \n", SplitMode::kProse), IsEmpty());
}

TEST(Split, GivesSpansAndBlanks) {
  const std::vector<Sentence> sentences =
      Split(" Oslo's  port.\n", SplitMode::kProse);
  ASSERT_EQ(sentences.size(), 1u);
  const Sentence& sentence = sentences[0];
  EXPECT_EQ(sentence.span, (ByteSpan{1, 14}));
  ASSERT_EQ(sentence.tokens.size(), 4u);
  EXPECT_EQ(sentence.tokens[1].span, (ByteSpan{5, 7}));
  EXPECT_FALSE(sentence.tokens[0].space_before);
  EXPECT_FALSE(sentence.tokens[1].space_before);
  EXPECT_TRUE(sentence.tokens[2].space_before);
}

// Every non-blank byte of any text stands in exactly one token.
TEST(Split, LosesNothing) {
  const std::string texts[] = {
      "a.b,c;d:e!f?g(h)i[j]k{l}m\"n'o`p~q@r#s$t%u^v&w*x-y_z=+|\\/<>",
      "..---!!??,,''``\"\"",
      "\xF0\x9F\x98\x80\xF0\x9F\x98\x80!",
      "é…”–—’s",
      "x\xC3",
      "(((((",
      ")))))",
      "a-b-c-d-e-",
      "-1 +2 #3 @4 &5 .6"};
  for (const std::string& text : texts) {
    std::string back;
    for (const Sentence& sentence : Split(text, SplitMode::kLines)) {
      for (const Token& token : sentence.tokens) {
        ASSERT_FALSE(token.text.empty());
        back += std::string(token.text);
      }
    }
    std::string expected = text;
    expected.erase(std::remove(expected.begin(), expected.end(), ' '),
                   expected.end());
    EXPECT_EQ(back, expected);
  }
}

}  // namespace
}  // namespace weft::extractor
