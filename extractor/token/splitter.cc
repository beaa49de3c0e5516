#include "extractor/token/splitter.h"

#include <cstddef>
#include <cstdint>
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

void SplitProse(absl::Span<const Token> tokens,
                std::vector<Sentence>& sentences) {
  const std::vector<size_t> ends = FindSentenceEnds(tokens);
  size_t begin = 0;
  for (size_t end : ends) {
    const absl::Span<const Token> part = tokens.subspan(begin, end - begin);
    Sentence sentence = MakeSentence(part, {});
    sentence.kind = ClassifySentence(part, ends.size() == 1);
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
