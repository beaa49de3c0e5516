#include "extractor/coref/discourse.h"

#include <algorithm>
#include <utility>

namespace weft::extractor {

bool MayBeOf(const Chain& chain, EntityType type) {
  return chain.type == type || chain.type == EntityType::kUnknown ||
         chain.type == EntityType::kMisc || chain.doubtful;
}

Role RoleOf(const DependencyTree& tree, int token) {
  const Node& node = tree[token];
  switch (BaseLabel(node.label)) {
    case Deprel::kNsubj:
    case Deprel::kCsubj:
      return Role::kSubject;
    case Deprel::kObj:
    case Deprel::kIobj:
      return Role::kObject;
    case Deprel::kObl:
      return Role::kOblique;
    case Deprel::kNmod:
      return node.label == Deprel::kNmodPoss ? Role::kPossessor : Role::kInside;
    case Deprel::kCompound:
    case Deprel::kFlat:
    case Deprel::kAmod:
      return Role::kInside;
    case Deprel::kConj:
      return Role::kConjunct;
    default:
      return Role::kOther;
  }
}

Form FormOf(const DependencyTree& tree, int token) {
  const Node& node = tree[token];
  if (node.upos == Upos::kPron || node.xpos == Xpos::kPrpS) {
    return Form::kPronoun;
  }
  for (const int child : tree.Children(token)) {
    const Node& dependent = tree[child];
    if (dependent.label == Deprel::kNmodPoss) return Form::kPossessed;
    if (dependent.label != Deprel::kDet) continue;
    if (dependent.lemma == "a" || dependent.lemma == "an" ||
        dependent.lemma == "another" || dependent.lemma == "some") {
      return Form::kIndefinite;
    }
    return Form::kDefinite;
  }
  return Form::kBare;
}

int ClauseOf(const DependencyTree& tree, int token) {
  for (int at = token; at != kNoHead; at = tree[at].head) {
    if (tree[at].upos == Upos::kVerb) return at;
    for (const int child : tree.Children(at)) {
      if (child != token && BaseLabel(tree[child].label) == Deprel::kNsubj) {
        return at;
      }
    }
    if (at != token && tree.Child(at, Deprel::kCop) != kNoHead) return at;
  }
  return tree.root();
}

bool IsPlural(const DependencyTree& tree, int token) {
  const Node& node = tree[token];
  return node.xpos == Xpos::kNns || node.xpos == Xpos::kNnps ||
         tree.Child(token, Deprel::kConj) != kNoHead;
}

bool HasWord(const std::vector<std::string>& words, absl::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& w) { return w == word; });
}

void AddWord(std::string word, std::vector<std::string>* words) {
  if (!HasWord(*words, word)) words->push_back(std::move(word));
}

}  // namespace weft::extractor
