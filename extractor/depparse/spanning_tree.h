// The best dependency tree for given arc scores.
//
// Maximum spanning arborescence by Chu and Liu 1965 / Edmonds 1967, in the
// form of Tarjan 1977 for dense graphs: follow best heads backwards, shrink
// every cycle that closes to one node and go on from there; at last the cycles
// are opened where they were entered. O(n^2) in time and memory for any
// scores: each shrinking is O(n) for a node that goes away. Exactly one word
// hangs on the root: all arcs from it pay a penalty larger than any tree can
// win, so that a second one is never worth it (Stanojevic and Cohen 2021,
// 2021.emnlp-main.823, section 3).
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
