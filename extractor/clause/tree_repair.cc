#include "extractor/clause/tree_repair.h"

#include <utility>

#include "extractor/clause/tree_edit.h"

namespace weft::extractor {
namespace {

bool IsCore(Deprel label) {
  const Deprel base = BaseLabel(label);
  return base == Deprel::kNsubj || base == Deprel::kObj;
}

bool IsNoun(const Node& node) {
  return node.upos == Upos::kNoun || node.upos == Upos::kPropn;
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
class NamesFirst : public TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  DependencyTree Repair() {
    for (int noun = 0; noun + 1 < tree_.size(); ++noun) {
      if (IsDescribedByNext(noun)) Swap(noun, noun + 1);
    }
    return Finish();
  }

 private:
  bool IsDescribedByNext(int noun) const {
    const Node& name = tree_[noun + 1];
    return name.head == noun && tree_[noun].upos == Upos::kNoun &&
           name.upos == Upos::kPropn &&
           (name.label == Deprel::kFlat || name.label == Deprel::kNmodDesc ||
            name.label == Deprel::kAppos);
  }

  void Swap(int noun, int name) {
    Change(name, tree_[noun].head, tree_[noun].label);
    Change(noun, name, Deprel::kNmodDesc);
    for (const int child : tree_.Children(noun)) {
      const Deprel label = tree_[child].label;
      const bool stays = child < noun && StaysWithDescription(label);
      if (child != name && !stays) Change(child, name, label);
    }
  }
};

// What is wrong between two neighbouring dependents of one head.
class Siblings : public TreeEdit {
 public:
  using TreeEdit::TreeEdit;

  DependencyTree Repair() {
    for (int head = 0; head < tree_.size(); ++head) {
      const auto children = tree_.Children(head);
      for (size_t i = 1; i < children.size(); ++i) {
        Compare(children[i - 1], children[i]);
      }
    }
    return Finish();
  }

 private:
  void Compare(int first, int second) {
    const Deprel a = tree_[first].label;
    const Deprel b = tree_[second].label;
    if (a == Deprel::kNmodDesc && b == Deprel::kNmodDesc &&
        second == first + 1 && IsLeaf(first)) {
      Change(first, second, Deprel::kCompound);
    } else if (OwnsWithoutMark(first, second)) {
      Change(first, IsNoun(tree_[first + 1]) ? first + 1 : second,
             Deprel::kCompound);
    } else if (a == b && (a == Deprel::kObl || a == Deprel::kOblAgent ||
                          a == Deprel::kNmod)) {
      CompareObliques(first, second);
    } else if (IsCore(a) && BaseLabel(a) == BaseLabel(b)) {
      CompareCore(first, second);
    }
  }

  // "AI" in "AI chipmaker Vela's stock", read as a second owner of the stock:
  // a noun that owns bears a mark, so this one is part of the description.
  bool OwnsWithoutMark(int first, int second) const {
    return tree_[first].label == Deprel::kNmodPoss && IsNoun(tree_[first]) &&
           IsLeaf(first) && tree_[second].label == Deprel::kNmodPoss &&
           IsNoun(tree_[second]) && BeginsBehind(first, second);
  }

  // "to the shipping firm" + "Vela", "to Gull" + "Bay": one of the two has no
  // preposition.
  void CompareObliques(int first, int second) {
    const int marker = tree_.Child(first, Deprel::kCase);
    if (!BeginsBehind(first, second) || tree_[second].upos != Upos::kPropn ||
        marker == kNoHead || tree_.Child(second, Deprel::kCase) != kNoHead) {
      return;
    }
    if (tree_[first].upos == Upos::kNoun) {
      PutSecondFirst(first, second, marker, Deprel::kNmodDesc);
    } else if (tree_[first].upos == Upos::kPropn && marker < first) {
      PutSecondFirst(first, second, marker, Deprel::kCompound);
    }
  }

  void PutSecondFirst(int first, int second, int marker, Deprel label) {
    Change(first, second, label);
    Change(marker, second, Deprel::kCase);
    for (const int child : tree_.Children(first)) {
      if (child > second) Change(child, second, tree_[child].label);
    }
  }

  // Two subjects, or two objects: the first describes the second.
  void CompareCore(int first, int second) {
    const TokenSpan span = tree_.SubtreeSpan(second);
    if (static_cast<int>(span.begin) < first && IsLeaf(first)) {
      Change(
          first, second,
          tree_[first].upos == Upos::kAdj ? Deprel::kAmod : Deprel::kCompound);
      return;
    }
    const bool adjacent = tree_.SubtreeSpan(first).end == span.begin &&
                          BeginsBehind(first, second);
    if (adjacent && IsNounBeforeName(first, second)) {
      Change(first, second, Deprel::kNmodDesc);
    }
  }

  bool IsLeaf(int token) const { return tree_.Children(token).empty(); }

  bool IsNounBeforeName(int first, int second) const {
    return tree_[first].upos == Upos::kNoun &&
           tree_[second].upos == Upos::kPropn;
  }

  bool BeginsBehind(int first, int second) const {
    return static_cast<int>(tree_.SubtreeSpan(second).begin) == first + 1;
  }
};

}  // namespace

DependencyTree RepairTree(DependencyTree tree) {
  return Siblings(NamesFirst(std::move(tree)).Repair()).Repair();
}

}  // namespace weft::extractor
