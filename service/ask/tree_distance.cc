#include "service/ask/tree_distance.h"

namespace weft::service {

std::vector<int> TreeDistances(const extractor::DependencyTree& tree,
                               int from) {
  std::vector<int> steps(tree.size(), -1);
  std::vector<int> queue = {from};
  steps[from] = 0;
  for (size_t next = 0; next < queue.size(); ++next) {
    const int i = queue[next];
    const auto reach = [&](int other) {
      if (other == extractor::kNoHead || steps[other] >= 0) return;
      steps[other] = steps[i] + 1;
      queue.push_back(other);
    };
    reach(tree[i].head);
    for (const int child : tree.Children(i)) reach(child);
  }
  return steps;
}

}  // namespace weft::service
