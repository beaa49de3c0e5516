// How a predicate hangs on the rest of its sentence.
#ifndef WEFT_EXTRACTOR_CLAUSE_CLAUSE_LINK_H_
#define WEFT_EXTRACTOR_CLAUSE_CLAUSE_LINK_H_

#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// From the label of the predicate: acl:relcl -> kRelative, advcl ->
// kAdverbial; kMain for the root and for labels that no clause has.
ClauseLink LinkOf(const Node& predicate);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_CLAUSE_LINK_H_
