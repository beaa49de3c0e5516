// What the words around a name say about its type. The name tagger sees one
// sentence; the votes of all sentences together know better.
#ifndef WEFT_EXTRACTOR_COREF_TYPE_EVIDENCE_H_
#define WEFT_EXTRACTOR_COREF_TYPE_EVIDENCE_H_

#include <array>
#include <string>

#include "extractor/analysis/analyzer.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// The noun right before a name that says what it is, lower case: "ferry" for
// "the ferry Vela". Empty when there is none.
std::string KindBefore(const AnalyzedSentence& sentence, TokenSpan name);

// Votes by type, in the unit of the tagger's probabilities.
using TypeVotes = std::array<float, 9>;

// For the name with these words:
//   place         in Lund, near Lund
//   organization  Holm's shares, Holm shares, a spokesman for Holm; Holm
//                 acquired, employs; Holm, which employs
//   person        Ruiz, 43,; Ruiz, who; a first name that is on the list of
//                 genders.h
//   any           the ferry Vela: the type of the noun before it
// Weights set by hand.
TypeVotes EvidenceOf(const AnalyzedSentence& sentence, TokenSpan name);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_TYPE_EVIDENCE_H_
