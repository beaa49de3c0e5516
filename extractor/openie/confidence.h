// How sure a proposition is: a probability from the parser's own
// probabilities and from the rule that made it.
//
// A logistic formula whose weights were fitted on development sentences
// (extractor/eval/fit_confidence.py): the target is whether a tuple agrees
// with the gold annotation. Weights and reliability: doc/extraction.md.
#ifndef WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_
#define WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_

#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

struct ConfidenceFeatures {
  const Proposition* proposition = nullptr;
  int arguments = 0;                // shown beside the subject
  bool unresolved_subject = false;  // a pronoun that nothing was found for
};

// In (0, 1).
float Confidence(const DependencyTree& tree,
                 const ConfidenceFeatures& features);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_
