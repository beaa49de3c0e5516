// How true a clause is, according to the text: denied, possible, planned,
// claimed by somebody.
//
// Judged from the verb group (modals, negation, "plans to"), from adverbs
// ("perhaps"), from the clause above ("Ruiz said that ...", "if ..."), from
// "according to Ruiz" and from a reporting clause beside it ("..., Ruiz said").
#ifndef WEFT_EXTRACTOR_OPENIE_FACTUALITY_H_
#define WEFT_EXTRACTOR_OPENIE_FACTUALITY_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

// Returns one judgement for each clause, in order. `clauses` come from
// FindClauses(tree).
std::vector<Factuality> JudgeClauses(const DependencyTree& tree,
                                     absl::Span<const Clause> clauses);

// Is this a clause of reporting without content of its own: "..., Ruiz said"?
bool IsReportingAside(const DependencyTree& tree, const Clause& clause);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_FACTUALITY_H_
