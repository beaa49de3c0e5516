#include "extractor/pipeline/long_sentences.h"

#include <algorithm>
#include <utility>

#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

// How well a sentence may end behind the token: 0 is not at all.
int EndRank(absl::string_view text) {
  if (text == ";" || text == "." || text == "!" || text == "?") return 3;
  if (text == ":" || text == "–" || text == "—" || text == ")") return 2;
  return text == "," ? 1 : 0;
}

// End of the part that begins at `begin`: behind the best mark of the second
// half of what fits, the last one of those.
size_t PartEnd(const std::vector<Token>& tokens, size_t begin) {
  const size_t limit = std::min(tokens.size(), begin + kMaxSentence);
  if (limit == tokens.size()) return limit;
  size_t end = limit;
  int best = 0;
  for (size_t t = limit; t > begin + kMaxSentence / 2; --t) {
    const int rank = EndRank(tokens[t - 1].text);
    if (rank > best) {
      best = rank;
      end = t;
    }
  }
  return end;
}

}  // namespace

std::vector<Sentence> CutLongSentences(std::vector<Sentence> sentences) {
  std::vector<Sentence> result;
  result.reserve(sentences.size());
  for (Sentence& sentence : sentences) {
    if (sentence.tokens.size() <= kMaxSentence) {
      result.push_back(std::move(sentence));
      continue;
    }
    const std::vector<Token>& tokens = sentence.tokens;
    for (size_t begin = 0; begin < tokens.size();) {
      const size_t end = PartEnd(tokens, begin);
      Sentence part;
      part.kind = sentence.kind;
      part.tokens.assign(tokens.begin() + begin, tokens.begin() + end);
      part.span = {part.tokens.front().span.begin, part.tokens.back().span.end};
      result.push_back(std::move(part));
      begin = end;
    }
  }
  return result;
}

}  // namespace weft::extractor
