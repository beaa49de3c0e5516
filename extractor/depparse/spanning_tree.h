// The best dependency tree for given arc scores.
//
// Maximum spanning arborescence by Chu and Liu 1965 / Edmonds 1967: take the
// best head of every word; while that holds a cycle, shrink the cycle to one
// word, solve the smaller problem and open the cycle where it was entered.
// Dense graphs make each shrinking O(n^2), so O(n^3) in all; most sentences
// have no cycle and take O(n^2). Exactly one word hangs on the root: all arcs
// from it pay a penalty larger than any tree can win, so that a second one is
// never worth it (Stanojevic and Cohen 2021, 2021.emnlp-main.823, section 3).
//
// Tested against the enumeration of all trees of up to five words.
#ifndef WEFT_EXTRACTOR_DEPPARSE_SPANNING_TREE_H_
#define WEFT_EXTRACTOR_DEPPARSE_SPANNING_TREE_H_

#include <vector>

#include "absl/types/span.h"

namespace weft::extractor {

// scores[i * (n + 1) + h]: word i under head h - 1, h = 0 the root; finite.
// Returns for each word its head, kNoHead (-1) for the one under the root.
// Ties go to the lower head. Empty for n = 0.
std::vector<int> MaxSpanningTree(int n, absl::Span<const float> scores);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_DEPPARSE_SPANNING_TREE_H_
