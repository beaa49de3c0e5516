// The subject of a clause, written or not: shared with a conjunct, the
// antecedent of a relative clause, the noun under a participle, the subject or
// object of the verb above.
//
//   "asked Ruiz to leave"            Ruiz leaves: the object controls
//   "accused Ruiz of leaving"        so it does behind "of", "for", "from"
//   "the way for Ruiz to leave"      what "for" marks right before
//   "The firm that left is Norvane"  Norvane left
#ifndef WEFT_EXTRACTOR_CLAUSE_SUBJECT_FINDER_H_
#define WEFT_EXTRACTOR_CLAUSE_SUBJECT_FINDER_H_

#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Sets subject, subject_source and relative of `clause`, whose other parts are
// filled. `earlier` holds the clauses before it; `conjunct` says that it may
// share the subject of its parent.
void FindSubject(const DependencyTree& tree, absl::Span<const Clause> earlier,
                 bool conjunct, Clause* clause);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_SUBJECT_FINDER_H_
