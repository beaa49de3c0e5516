// Mends trees where a parser left two heads for one phrase.
//
//   "the AI business Vela launched": business and Vela both as subjects
//      -> business describes Vela (nmod:desc)
//   "a broad selloff": broad and selloff both as objects
//      -> broad modifies selloff
//   "AI chip maker Vela": both words before "maker" on the name
//      -> a description is one phrase
//   "chip maker Vela's stock": "chip" as a second owner, without "'s"
//      -> part of the description
//   "chip maker Vela": the name hangs on the noun
//      -> the name is the head, as in "chip maker Vela's stock"
//
// Two heads come from scoring arcs one by one; the last is an older style of
// annotation that parsers mix in. Gold trees in the guidelines' style pass
// unchanged.
#ifndef WEFT_EXTRACTOR_CLAUSE_TREE_REPAIR_H_
#define WEFT_EXTRACTOR_CLAUSE_TREE_REPAIR_H_

#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Returns the mended tree, or an equal one when nothing is wrong. Linear.
DependencyTree RepairTree(DependencyTree tree);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_TREE_REPAIR_H_
