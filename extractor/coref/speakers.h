// Who says "I": quotes of a document and their speakers.
#ifndef WEFT_EXTRACTOR_COREF_SPEAKERS_H_
#define WEFT_EXTRACTOR_COREF_SPEAKERS_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/clause/clause.h"
#include "extractor/coref/token_ref.h"

namespace weft::extractor {

// For every token of each sentence whether it stands between quotes. A quote
// may run over sentences; one that is not closed ends after kLongestQuote of
// them. Straight quotes open where a blank stands before them and none behind.
inline constexpr int kLongestQuote = 8;
std::vector<std::vector<bool>> QuotedTokens(
    absl::Span<const AnalyzedSentence* const> sentences);

// Head of the subject of the verb of saying that reports the quote in which
// `ref` stands: in the same sentence outside of the quote, else in the
// sentence before when the quote follows it directly ("Ruiz resigned, he
// said. "I am tired.""), else in the one behind. Invalid when there is none.
// `clauses` and `quoted` have one entry a sentence.
TokenRef SpeakerOf(TokenRef ref,
                   absl::Span<const AnalyzedSentence* const> sentences,
                   absl::Span<const absl::Span<const Clause>> clauses,
                   absl::Span<const std::vector<bool>> quoted);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_SPEAKERS_H_
