// Propositions of verb clauses: one for each clause that has a subject.
//
// Rule ids, each with its example:
//   verb.object       Ruiz founded Norvane
//   verb.oblique      Ruiz moved to Lund
//   verb.plain        Ruiz resigned
//   verb.passive      Norvane was founded in 2004
//   verb.content      Ruiz said that the yard was closed
//   copula.is         Norvane is a spinoff of Quill
//   existential.is    There is a yard in Lund
//   conjunct.verb     Ruiz founded Norvane and *sold* it
//   relative.verb     Ruiz, who *founded* Norvane, resigned
//   participle.verb   the yard *founded* in 2004
//   control.verb      Quill asked Ruiz to *leave*; *drawing* parallels, ...
//   aside.content     "...," Ruiz said
//   possessive.value  Norvane's stock fell 17%: Norvane - stock fell - 17%
#ifndef WEFT_EXTRACTOR_OPENIE_VERB_RULES_H_
#define WEFT_EXTRACTOR_OPENIE_VERB_RULES_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

// `factuality` has one entry for each clause.
std::vector<Proposition> VerbPropositions(
    const DependencyTree& tree, absl::Span<const Clause> clauses,
    absl::Span<const Factuality> factuality);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_VERB_RULES_H_
