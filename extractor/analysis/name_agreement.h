// The names of one document agree: a name whose type is not sure where it
// stands takes that of its namesakes that are.
//
//   "Vela" of no sure type, and "Vela, a maker of boats" elsewhere, surely an
//   organization -> an organization
//   "Roth", and "Ines Roth" elsewhere, surely a person -> a person
//
// One sense per discourse (Gale, Church and Yarowsky 1992, H92-1045).
#ifndef WEFT_EXTRACTOR_ANALYSIS_NAME_AGREEMENT_H_
#define WEFT_EXTRACTOR_ANALYSIS_NAME_AGREEMENT_H_

#include <vector>

#include "extractor/analysis/analyzer.h"

namespace weft::extractor {

// `sentences` are those of one document. Only names below kSureOfType
// (name_mention.h) change, and only their types. Pure; linear.
std::vector<AnalyzedSentence> AgreeOnTypes(
    std::vector<AnalyzedSentence> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_NAME_AGREEMENT_H_
