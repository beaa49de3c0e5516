// What news puts in front of a sentence: the place of a report and the clock
// time of an entry.
//
//   "TAMPERE, Finland (Baltic Wire) - The mill closed."  -> two sentences
//   "16:02 Power is back."                               -> two sentences
//
// Neither is part of the sentence's grammar, and a parser that has to find a
// head for them takes the subject's place away.
#ifndef WEFT_EXTRACTOR_PIPELINE_LEAD_IN_H_
#define WEFT_EXTRACTOR_PIPELINE_LEAD_IN_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// Longest dateline that is looked for, in tokens, its dash included.
inline constexpr size_t kMaxLeadIn = 24;

// Number of tokens before the sentence proper; 0 when it begins at once.
size_t LeadInSize(absl::Span<const Token> tokens);

// Cuts lead-ins off; they become fragments of their own. Linear.
std::vector<Sentence> SplitLeadIns(std::vector<Sentence> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_LEAD_IN_H_
