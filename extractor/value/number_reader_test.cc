#include "extractor/value/number_reader.h"

#include <vector>

#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(ReadNumber, ReadsTheLongestNumber) {
  const struct {
    const char* text;
    double value;
    size_t tokens;
  } kRows[] = {
      {"12,000.5 x", 12000.5, 1},
      {"1,5 x", 1.5, 1},
      {"-4 x", -4, 1},
      {"two x", 2, 1},
      {"twenty-five x", 25, 3},
      {"four hundred and fifty x", 450, 4},
      {"four hundred and x", 400, 2},
      {"two million five hundred thousand x", 2500000, 5},
      {"3 thousand 400 x", 3400, 3},
      {"5.5 million x", 5500000, 2},
      {"310m x", 310000000, 2},
      {"3 m x", 3, 1},
      {"10k x", 10000, 2},
      {"two dozen x", 24, 2},
      {"a dozen x", 12, 2},
      {"a hundred million x", 100000000, 3},
      {"half a million x", 500000, 3},
      {"half x", 0.5, 1},
      {"a third x", 1.0 / 3, 2},
      {"two thirds x", 2.0 / 3, 2},
      {"1/2 x", 0.5, 3},
      {"½ x", 0.5, 1},
      {"1 1/2 x", 1.5, 4},
      {"two-and-a-half x", 2.5, 7},
      {"one and a half million x", 1500000, 5},
  };
  for (const auto& row : kRows) {
    const std::vector<Sentence> sentences = Split(row.text, SplitMode::kLines);
    const auto number = ReadNumber(Words(sentences[0].tokens), 0);
    ASSERT_TRUE(number.has_value()) << row.text;
    EXPECT_DOUBLE_EQ(number->value, row.value) << row.text;
    EXPECT_EQ(number->end, row.tokens) << row.text;
  }
}

TEST(ReadNumber, ReadsNothingWhereNoNumberBegins) {
  for (const char* text : {"x", "a ship", "million", "the two", "1.2.3", ""}) {
    const std::vector<Sentence> sentences = Split(text, SplitMode::kLines);
    const std::vector<Token> tokens =
        sentences.empty() ? std::vector<Token>() : sentences[0].tokens;
    EXPECT_FALSE(ReadNumber(Words(tokens), 0).has_value()) << text;
  }
}

TEST(ParseOrdinal, ReadsWordsAndDigits) {
  EXPECT_EQ(ParseOrdinal("third"), 3);
  EXPECT_EQ(ParseOrdinal("21st"), 21);
  EXPECT_EQ(ParseOrdinal("th"), std::nullopt);
  EXPECT_EQ(ParseOrdinal("month"), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
