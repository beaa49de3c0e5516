// What the analysis of one sentence gives to coreference; borrowed.
#ifndef WEFT_EXTRACTOR_COREF_SENTENCE_FACTS_H_
#define WEFT_EXTRACTOR_COREF_SENTENCE_FACTS_H_

#include "absl/types/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/clause/clause.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

struct SentenceFacts {
  const AnalyzedSentence* analyzed = nullptr;
  absl::Span<const Clause> clauses;
  absl::Span<const Proposition> propositions;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_SENTENCE_FACTS_H_
