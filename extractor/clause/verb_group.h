// The verb group of a clause: auxiliaries, negation, "to", particles and the
// adverbs among them.
#ifndef WEFT_EXTRACTOR_CLAUSE_VERB_GROUP_H_
#define WEFT_EXTRACTOR_CLAUSE_VERB_GROUP_H_

#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Fills verb, adverbs, modal and negation from the chain, kind and link of
// `clause`; sets `passive` when the auxiliary is shared with a first conjunct
// ("was bought and sold"). `earlier` holds the clauses before this one.
void FillVerbGroup(const DependencyTree& tree, absl::Span<const Clause> earlier,
                   Clause* clause);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_VERB_GROUP_H_
