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

DependencyTree Changed(const DependencyTree& tree,
                       const std::vector<Change>& changes) {
  std::vector<Node> nodes(tree.nodes().begin(), tree.nodes().end());
  for (const Change& change : changes) {
    nodes[change.token].head = change.head;
    nodes[change.token].label = change.label;
  }
  return DependencyTree(std::move(nodes));
}

// "AI" in "AI chipmaker Vela's stock", read as a second owner of the stock: a
// noun that owns bears a mark, so this one is part of the description.
bool OwnsWithoutMark(const DependencyTree& tree, int first, int second) {
  return tree[first].label == Deprel::kNmodPoss && IsNoun(tree[first]) &&
         tree.Children(first).empty() &&
         tree[second].label == Deprel::kNmodPoss && IsNoun(tree[second]) &&
         static_cast<int>(tree.SubtreeSpan(second).begin) == first + 1;
}

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
  if (OwnsWithoutMark(tree, first, second)) {
    const int described = IsNoun(tree[first + 1]) ? first + 1 : second;
    changes->push_back({first, described, Deprel::kCompound});
    return;
  }
  // "to the shipping firm" + "Vela": the second has no preposition.
  const bool oblique = a.label == Deprel::kObl && b.label == Deprel::kObl &&
                       tree.Child(first, Deprel::kCase) != kNoHead &&
                       tree.Child(second, Deprel::kCase) == kNoHead;
  if (oblique) {
    const TokenSpan name = tree.SubtreeSpan(second);
    if (a.upos == Upos::kNoun && b.upos == Upos::kPropn &&
        static_cast<int>(name.begin) == first + 1) {
      changes->push_back({first, second, Deprel::kNmodDesc});
      const int marker = tree.Child(first, Deprel::kCase);
      changes->push_back({marker, second, Deprel::kCase});
    }
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

// Left parts of a description, which stay with it when the name takes over.
bool StaysWithDescription(Deprel label) {
  switch (BaseLabel(label)) {
    case Deprel::kDet:
    case Deprel::kAmod:
    case Deprel::kCompound:
    case Deprel::kNummod:
      return true;
    default:
      return label == Deprel::kNmodPoss;
  }
}

// "maker" with the name right behind it hanging on it: the name takes its
// place.
void PutNameFirst(const DependencyTree& tree, int noun,
                  std::vector<Change>* changes) {
  const int name = noun + 1;
  if (name >= tree.size() || tree[name].head != noun ||
      tree[noun].upos != Upos::kNoun || tree[name].upos != Upos::kPropn) {
    return;
  }
  const Deprel label = tree[name].label;
  if (label != Deprel::kFlat && label != Deprel::kNmodDesc &&
      label != Deprel::kAppos) {
    return;
  }
  changes->push_back({name, tree[noun].head, tree[noun].label});
  changes->push_back({noun, name, Deprel::kNmodDesc});
  for (const int child : tree.Children(noun)) {
    if (child == name ||
        (child < noun && StaysWithDescription(tree[child].label))) {
      continue;
    }
    changes->push_back({child, name, tree[child].label});
  }
}

}  // namespace

DependencyTree RepairTree(DependencyTree tree) {
  std::vector<Change> changes;
  for (int token = 0; token < tree.size(); ++token) {
    PutNameFirst(tree, token, &changes);
  }
  if (!changes.empty()) tree = Changed(tree, changes);
  changes.clear();
  for (int head = 0; head < tree.size(); ++head) {
    const auto children = tree.Children(head);
    for (size_t i = 1; i < children.size(); ++i) {
      Compare(tree, children[i - 1], children[i], &changes);
    }
  }
  if (changes.empty()) return tree;
  return Changed(tree, changes);
}

}  // namespace weft::extractor
