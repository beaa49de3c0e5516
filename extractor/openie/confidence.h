// How sure a proposition is: a probability from the parser's own
// probabilities, the rule that made it and the shape of the clause.
//
// A logistic formula. Its weights were fitted by extractor/eval/
// fit_confidence.py on the development sentences; the target is how much of a
// tuple a gold tuple covers. Reliability: doc/extraction.md.
#ifndef WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_
#define WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_

#include <array>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

struct ConfidenceInput {
  const Proposition* proposition = nullptr;
  const Clause* clause = nullptr;   // null for propositions of nouns
  int arguments = 0;                // shown beside the subject
  bool unresolved_subject = false;  // a pronoun that nothing was found for
};

// In (0, 1).
float Confidence(const DependencyTree& tree, const ConfidenceInput& input);

// The features behind it, for fitting: same order as ConfidenceFeatureNames().
inline constexpr size_t kConfidenceFeatures = 24;
using ConfidenceFeatures = std::array<float, kConfidenceFeatures>;
ConfidenceFeatures ConfidenceFeaturesOf(const DependencyTree& tree,
                                        const ConfidenceInput& input);
const std::array<absl::string_view, kConfidenceFeatures>&
ConfidenceFeatureNames();

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_CONFIDENCE_H_
