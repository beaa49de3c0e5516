#include "extractor/coref/speakers.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

enum class Mark { kNone, kOpens, kCloses };

Mark MarkOf(const Sentence& sentence, size_t t, bool inside) {
  const absl::string_view text = sentence.tokens[t].text;
  if (text == "“" || text == "``" || text == "„" || text == "«") {
    return Mark::kOpens;
  }
  if (text == "”" || text == "''" || text == "»") return Mark::kCloses;
  if (text != "\"") return Mark::kNone;
  const bool gap_before = t == 0 || sentence.tokens[t].space_before;
  const bool gap_behind =
      t + 1 == sentence.tokens.size() || sentence.tokens[t + 1].space_before;
  if (gap_before && !gap_behind) return Mark::kOpens;
  if (!gap_before && gap_behind) return Mark::kCloses;
  return inside ? Mark::kCloses : Mark::kOpens;
}

// The subject of the verb of saying of a sentence that no quote holds.
TokenRef ReporterIn(int s, const AnalyzedSentence& sentence,
                    absl::Span<const Clause> clauses,
                    const std::vector<bool>& quoted) {
  for (const Clause& clause : clauses) {
    if (clause.subject == kNoHead || clause.passive || quoted[clause.head()] ||
        quoted[clause.subject]) {
      continue;
    }
    const std::string verb =
        absl::AsciiStrToLower(sentence.tree[clause.head()].lemma);
    if (Is(verb, WordClass::kSay) || Is(verb, WordClass::kClaim)) {
      return {s, clause.subject};
    }
  }
  return {};
}

bool AnyQuoted(const std::vector<bool>& quoted) {
  for (const bool q : quoted) {
    if (q) return true;
  }
  return false;
}

}  // namespace

std::vector<std::vector<bool>> QuotedTokens(
    absl::Span<const AnalyzedSentence* const> sentences) {
  std::vector<std::vector<bool>> result;
  bool inside = false;
  int since = 0;
  for (const AnalyzedSentence* analyzed : sentences) {
    const Sentence& sentence = analyzed->sentence;
    std::vector<bool> quoted(sentence.tokens.size(), false);
    if (inside && ++since > kLongestQuote) inside = false;
    for (size_t t = 0; t < quoted.size(); ++t) {
      const Mark mark = MarkOf(sentence, t, inside);
      if (mark == Mark::kOpens) {
        inside = true;
        since = 0;
      } else if (mark == Mark::kCloses) {
        inside = false;
      } else {
        quoted[t] = inside;
      }
    }
    result.push_back(std::move(quoted));
  }
  return result;
}

TokenRef SpeakerOf(TokenRef ref,
                   absl::Span<const AnalyzedSentence* const> sentences,
                   absl::Span<const absl::Span<const Clause>> clauses,
                   absl::Span<const std::vector<bool>> quoted) {
  const int s = ref.sentence;
  if (!quoted[s][ref.token]) return {};
  const auto reporter = [&](int at) {
    return ReporterIn(at, *sentences[at], clauses[at], quoted[at]);
  };
  TokenRef speaker = reporter(s);
  const int count = static_cast<int>(sentences.size());
  for (int back = 1; !speaker.valid() && back <= 2 && s - back >= 0; ++back) {
    speaker = reporter(s - back);
    // Further back only through a quote that goes on.
    if (!AnyQuoted(quoted[s - back])) break;
  }
  if (!speaker.valid() && s + 1 < count && AnyQuoted(quoted[s + 1])) {
    speaker = reporter(s + 1);
  }
  if (!speaker.valid() && s + 1 < count && !quoted[s].empty() &&
      quoted[s].back()) {
    speaker = reporter(s + 1);
  }
  return speaker;
}

}  // namespace weft::extractor
