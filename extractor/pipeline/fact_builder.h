// Propositions + coreference -> facts: the graph view of a document.
//
// A proposition gives one fact for each pair of a subject and an object
// (coordinations are split), its other arguments becoming qualifiers. Without
// an object a prepositional phrase takes its place and its preposition joins
// the relation: "moved to" Lund. A passive with an agent is turned round.
#ifndef WEFT_EXTRACTOR_PIPELINE_FACT_BUILDER_H_
#define WEFT_EXTRACTOR_PIPELINE_FACT_BUILDER_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/coref/coreference.h"
#include "extractor/pipeline/fact.h"
#include "extractor/pipeline/sentence_analysis.h"
#include "extractor/text/document.h"

namespace weft::extractor {

struct DocumentFacts {
  std::vector<Entity> entities;
  std::vector<Fact> facts;  // in text order
};

// `sentences` and `coreference` belong to `document`. Fact::sentence counts
// `sentences`.
DocumentFacts BuildFacts(const Document& document,
                         absl::Span<const SentenceAnalysis> sentences,
                         absl::Span<const SentenceFacts> views,
                         const Coreference& coreference);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_FACT_BUILDER_H_
