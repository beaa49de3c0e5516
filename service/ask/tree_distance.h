// Steps between words of a dependency tree.
#ifndef WEFT_SERVICE_ASK_TREE_DISTANCE_H_
#define WEFT_SERVICE_ASK_TREE_DISTANCE_H_

#include <vector>

#include "extractor/depparse/dependency_tree.h"

namespace weft::service {

// Steps from `from` to each word along the arcs, either way. Linear.
std::vector<int> TreeDistances(const extractor::DependencyTree& tree, int from);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_TREE_DISTANCE_H_
