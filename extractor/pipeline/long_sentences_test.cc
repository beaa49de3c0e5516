#include "extractor/pipeline/long_sentences.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// `count` words with `mark` behind every tenth.
std::string Words(int count, absl::string_view mark) {
  std::string text;
  for (int i = 1; i <= count; ++i) {
    absl::StrAppend(&text, "boat", i % 10 == 0 ? mark : "", " ");
  }
  return text;
}

std::vector<Sentence> Cut(const std::string& text) {
  return CutLongSentences(Split(text, SplitMode::kLines));
}

TEST(CutLongSentences, LeavesSentencesThatFit) {
  EXPECT_EQ(Cut(Words(256, "")).size(), 1u);
}

TEST(CutLongSentences, CutsAtTheLimitWhereNoMarkIs) {
  const std::string text = Words(600, "");
  const auto parts = Cut(text);
  ASSERT_EQ(parts.size(), 3u);
  EXPECT_EQ(parts[0].tokens.size(), 256u);
  EXPECT_EQ(parts[1].tokens.size(), 256u);
  EXPECT_EQ(parts[2].tokens.size(), 88u);
  EXPECT_EQ(parts[1].span.begin, parts[1].tokens[0].span.begin);
}

TEST(CutLongSentences, CutsBehindAMark) {
  // 11 tokens for ten words and their mark; 23 such groups are 253 tokens.
  const auto parts = Cut(Words(300, ","));
  ASSERT_EQ(parts.size(), 2u);
  EXPECT_EQ(parts[0].tokens.size(), 253u);
  EXPECT_EQ(parts[0].tokens.back().text, ",");
}

TEST(CutLongSentences, LosesNoToken) {
  const std::string text = Words(5000, ";");
  size_t tokens = 0;
  for (const Sentence& part : Cut(text)) {
    EXPECT_LE(part.tokens.size(), kMaxSentence);
    tokens += part.tokens.size();
  }
  EXPECT_EQ(tokens, 5500u);
}

}  // namespace
}  // namespace weft::extractor
