#include "extractor/token/splitter.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>

#include "absl/types/span.h"
#include "extractor/token/sentence_end.h"
#include "extractor/token/tokenizer.h"

namespace weft::extractor {
namespace {

Sentence MakeSentence(absl::Span<const Token> tokens, ByteSpan empty_span) {
  Sentence sentence;
  sentence.tokens.assign(tokens.begin(), tokens.end());
  sentence.span = empty_span;
  if (!tokens.empty()) {
    sentence.tokens.front().space_before = false;
    sentence.span = {tokens.front().span.begin, tokens.back().span.end};
  }
  return sentence;
}

// A list mark at the begin of a line is no word of its sentence.
bool IsBullet(absl::Span<const Token> tokens) {
  if (tokens.size() < 2 || !tokens[1].space_before) return false;
  static constexpr absl::string_view kBullets[] = {
      "\u2022", "\u2023", "\u25E6", "\u25AA", "\u25A0", "\u25CF",
      "\u2705", "\u2713", "\u2714", "\u00B7", "\u2192", "\u27A4",
      "\u2013", "\u2014", "*",      "-",      "+",      ">"};
  return std::find(std::begin(kBullets), std::end(kBullets), tokens[0].text) !=
         std::end(kBullets);
}

void SplitProse(absl::Span<const Token> tokens,
                std::vector<Sentence>& sentences) {
  const bool item = IsBullet(tokens);
  if (item) tokens.remove_prefix(1);
  const std::vector<size_t> ends = FindSentenceEnds(tokens);
  size_t begin = 0;
  for (size_t end : ends) {
    const absl::Span<const Token> part = tokens.subspan(begin, end - begin);
    Sentence sentence = MakeSentence(part, {});
    sentence.kind = ClassifySentence(part, ends.size() == 1);
    // Items of a list are sentences that go without their full stop.
    if (item && sentence.kind == SentenceKind::kHeading && part.size() >= 5) {
      sentence.kind = SentenceKind::kProse;
    }
    sentences.push_back(std::move(sentence));
    begin = end;
  }
}

}  // namespace

std::vector<Sentence> Split(absl::string_view text, SplitMode mode) {
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t found = text.find('\n', begin);
    const size_t end = found == absl::string_view::npos ? text.size() : found;
    const ByteSpan line{static_cast<uint32_t>(begin),
                        static_cast<uint32_t>(end)};
    tokens.clear();
    if (mode == SplitMode::kPretokenized) {
      TokenizeAtBlanks(text, line, tokens);
    } else {
      TokenizeLine(text, line, tokens);
    }
    if (mode == SplitMode::kProse) {
      SplitProse(tokens, sentences);
    } else {
      sentences.push_back(MakeSentence(tokens, {line.begin, line.begin}));
    }
    begin = end + 1;
  }
  return sentences;
}

}  // namespace weft::extractor
