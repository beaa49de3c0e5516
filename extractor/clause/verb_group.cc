#include "extractor/clause/verb_group.h"

#include <algorithm>
#include <vector>

#include "extractor/clause/tree_queries.h"

namespace weft::extractor {
namespace {

class Builder {
 public:
  Builder(const DependencyTree& tree, absl::Span<const Clause> earlier)
      : tree_(tree), earlier_(earlier) {}

  void Fill(Clause* clause) const {
    std::vector<int>& verb = clause->verb;
    for (size_t i = 0; i < clause->chain.size(); ++i) {
      const int token = clause->chain[i];
      const bool complement =
          clause->kind == ClauseKind::kCopular && token == clause->head();
      if (!complement) verb.push_back(token);
      for (const int child : tree_.Children(token)) {
        AddToVerbGroup(child, i > 0, clause);
      }
      AddSharedAuxiliaries(token, clause);
      if (i > 0) AddSharedTo(token, clause);
    }
    std::sort(verb.begin(), verb.end());
    verb.erase(std::unique(verb.begin(), verb.end()), verb.end());
    CollectAdverbs(clause);
  }

 private:
  void AddToVerbGroup(int child, bool below_first, Clause* clause) const {
    const Node& node = tree_[child];
    switch (node.label) {
      case Deprel::kAux:
      case Deprel::kAuxPass:
      case Deprel::kCop:
        clause->verb.push_back(child);
        if (node.xpos == Xpos::kMd && clause->modal == kNoHead) {
          clause->modal = child;
        }
        return;
      case Deprel::kCompoundPrt:
        clause->verb.push_back(child);
        return;
      case Deprel::kMark:
        if (below_first && node.xpos == Xpos::kTo) {
          clause->verb.push_back(child);
        }
        return;
      case Deprel::kAdvmod:
        if (IsNegation(node)) {
          clause->negation = child;
          clause->verb.push_back(child);
        }
        return;
      default:
        return;
    }
  }

  // "able to hold the hotel and defeat them": "to" counts for both.
  void AddSharedTo(int token, Clause* clause) const {
    if (clause->link != ClauseLink::kConjunct ||
        tree_[token].label != Deprel::kConj ||
        HasChild(tree_, token, Deprel::kMark)) {
      return;
    }
    const int first = tree_[token].head;
    const int mark = tree_.Child(first, Deprel::kMark);
    if (mark != kNoHead && tree_[mark].xpos == Xpos::kTo) {
      clause->verb.push_back(mark);
    }
  }

  // "has risen and fallen": the second verb takes over the auxiliaries of the
  // first when it is no finite form of its own.
  void AddSharedAuxiliaries(int token, Clause* clause) const {
    const Node& node = tree_[token];
    if (clause->link != ClauseLink::kConjunct || clause->parent < 0) return;
    if (token != clause->chain.front()) return;
    if (SubjectChild(tree_, token) != kNoHead ||
        HasChild(tree_, token, Deprel::kAux) ||
        HasChild(tree_, token, Deprel::kAuxPass) ||
        HasChild(tree_, token, Deprel::kCop)) {
      return;
    }
    const Clause& first = earlier_[clause->parent];
    if (node.xpos != Xpos::kVb && node.xpos != Xpos::kVbn &&
        node.xpos != Xpos::kVbg) {
      return;
    }
    if (first.chain.size() != 1 || first.kind == ClauseKind::kExistential ||
        tree_[first.head()].xpos != node.xpos) {
      return;
    }
    for (const int part : first.verb) {
      const Deprel label = tree_[part].label;
      if (label != Deprel::kAux && label != Deprel::kAuxPass) continue;
      clause->verb.push_back(part);
      if (part == first.modal) clause->modal = part;
      if (label == Deprel::kAuxPass) clause->passive = true;
    }
    if (first.negation != kNoHead && first.negation < first.head()) {
      clause->negation = first.negation;
      clause->verb.push_back(first.negation);
    }
  }

  // Adverbs right before or inside the verb group.
  void CollectAdverbs(Clause* clause) const {
    if (clause->verb.empty()) return;
    for (const int token : clause->chain) {
      for (const int child : tree_.Children(token)) {
        if (!IsGroupAdverb(child, token, *clause)) continue;
        clause->adverbs.push_back(child);
      }
    }
    std::sort(clause->adverbs.begin(), clause->adverbs.end());
  }

  bool IsGroupAdverb(int child, int token, const Clause& clause) const {
    const Node& node = tree_[child];
    if (node.label != Deprel::kAdvmod || node.upos != Upos::kAdv ||
        IsNegation(node) || !tree_.Children(child).empty() ||
        node.xpos == Xpos::kWrb) {
      return false;
    }
    const int last = clause.verb.back();
    const int first = clause.verb.front();
    if (child > first && child < last) return true;
    // "generally had": right before the group.
    return child + 1 == first && token == clause.chain.front();
  }

  const DependencyTree& tree_;
  absl::Span<const Clause> earlier_;
};

}  // namespace

void FillVerbGroup(const DependencyTree& tree, absl::Span<const Clause> earlier,
                   Clause* clause) {
  Builder(tree, earlier).Fill(clause);
}

}  // namespace weft::extractor
