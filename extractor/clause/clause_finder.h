// Dependency tree -> clauses.
//
// The rules follow the English guidelines of Universal Dependencies 2.16;
// clause_finder_test.cc holds one sentence for each.
#ifndef WEFT_EXTRACTOR_CLAUSE_CLAUSE_FINDER_H_
#define WEFT_EXTRACTOR_CLAUSE_CLAUSE_FINDER_H_

#include <vector>

#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// Returns the clauses of a sentence, a clause always after the one it hangs
// on. Time: the length of the sentence times the depth of its tree.
std::vector<Clause> FindClauses(const DependencyTree& tree);

// Longest chain that is followed ("is going to try to begin to stop").
inline constexpr int kMaxChain = 6;

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_CLAUSE_FINDER_H_
