#include "extractor/clause/tree_repair.h"

#include <utility>
#include <vector>

namespace weft::extractor {
namespace {

bool IsCore(Deprel label) {
  const Deprel base = BaseLabel(label);
  return base == Deprel::kNsubj || base == Deprel::kObj;
}

bool IsNoun(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn;
}

struct Change {
  int token;
  int head;
  Deprel label;
};

// What is wrong between two neighbouring dependents of one head.
void Compare(const DependencyTree& tree, int first, int second,
             std::vector<Change>* changes) {
  const Node& a = tree[first];
  const Node& b = tree[second];
  if (a.label == Deprel::kNmodDesc && b.label == Deprel::kNmodDesc &&
      second == first + 1 && tree.Children(first).empty()) {
    changes->push_back({first, second, Deprel::kCompound});
    return;
  }
  if (!IsCore(a.label) || BaseLabel(a.label) != BaseLabel(b.label)) return;
  const TokenSpan second_span = tree.SubtreeSpan(second);
  if (second_span.begin < static_cast<uint32_t>(first) &&
      tree.Children(first).empty()) {
    changes->push_back(
        {first, second,
         a.upos == Upos::kAdj ? Deprel::kAmod : Deprel::kCompound});
    return;
  }
  const bool adjacent = tree.SubtreeSpan(first).end == second_span.begin &&
                        static_cast<int>(second_span.begin) == first + 1;
  if (adjacent && a.upos == Upos::kNoun && b.upos == Upos::kPropn &&
      IsNoun(b)) {
    changes->push_back({first, second, Deprel::kNmodDesc});
  }
}

}  // namespace

DependencyTree RepairTree(DependencyTree tree) {
  std::vector<Change> changes;
  for (int head = 0; head < tree.size(); ++head) {
    const auto children = tree.Children(head);
    for (size_t i = 1; i < children.size(); ++i) {
      Compare(tree, children[i - 1], children[i], &changes);
    }
  }
  if (changes.empty()) return tree;
  std::vector<Node> nodes(tree.nodes().begin(), tree.nodes().end());
  for (const Change& change : changes) {
    nodes[change.token].head = change.head;
    nodes[change.token].label = change.label;
  }
  return DependencyTree(std::move(nodes));
}

}  // namespace weft::extractor
