// The tree, the clauses and the rules behind each fact, for people.
#ifndef WEFT_EXTRACTOR_PIPELINE_EXPLAIN_H_
#define WEFT_EXTRACTOR_PIPELINE_EXPLAIN_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "extractor/pipeline/fact.h"
#include "extractor/pipeline/sentence_analysis.h"

namespace weft::extractor {

// One text of several lines for each sentence, in order:
//
//   Norvane sold the yard.
//     1 Norvane  Norvane  PROPN NNP    2 nsubj
//     ...
//     clause: sold  subject Norvane  object yard
//     verb.object  Norvane -sold-> yard  (0.83)
std::vector<std::string> Explain(absl::Span<const SentenceAnalysis> sentences,
                                 const ExtractedDocument& document);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_EXPLAIN_H_
