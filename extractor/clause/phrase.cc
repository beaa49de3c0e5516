#include "extractor/clause/phrase.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

bool IsArticle(const Node& node) {
  return node.lemma == "the" || node.lemma == "a" || node.lemma == "an";
}

bool HasOf(const DependencyTree& tree, int token) {
  const int marker = tree.Child(token, Deprel::kCase);
  return marker != kNoHead && tree[marker].lemma == "of";
}

class PhraseBuilder {
 public:
  PhraseBuilder(const DependencyTree& tree, int head,
                const PhraseOptions& options)
      : tree_(tree), head_(head), options_(options) {}

  std::vector<int> Build() {
    std::vector<int> stack = {head_};
    while (!stack.empty()) {
      const int token = stack.back();
      stack.pop_back();
      tokens_.push_back(token);
      for (const int child : tree_.Children(token)) {
        if (Keeps(token, child)) stack.push_back(child);
      }
    }
    std::sort(tokens_.begin(), tokens_.end());
    AddPunctuation();
    return std::move(tokens_);
  }

 private:
  bool Keeps(int token, int child) const {
    if (child == options_.without) return false;
    const Node& node = tree_[child];
    const bool top = token == head_;
    if (options_.style == PhraseStyle::kClause) return KeepsInClause(top, node);
    switch (BaseLabel(node.label)) {
      case Deprel::kPunct:
      case Deprel::kParataxis:
      case Deprel::kDiscourse:
      case Deprel::kVocative:
      case Deprel::kDislocated:
      case Deprel::kReparandum:
      case Deprel::kList:
        return false;
      case Deprel::kCase:
      case Deprel::kMark:
      case Deprel::kCc:
        return !top || node.label == Deprel::kCcPreconj;
      case Deprel::kCop:
      case Deprel::kAux:
      case Deprel::kNsubj:
      case Deprel::kCsubj:
      case Deprel::kExpl:
      case Deprel::kAdvcl:
      case Deprel::kCcomp:
        return !top && InsideClause(token);
      case Deprel::kObl:
        // "61-year-old", "two metres tall": how old, how tall.
        if (child < token && tree_[token].upos == Upos::kAdj &&
            tree_.Child(child, Deprel::kCase) == kNoHead) {
          return true;
        }
        return (!top || !HasCopula()) && options_.style == PhraseStyle::kFull;
      case Deprel::kConj:
        return (options_.conjuncts || !top) && (!top || !IsVerbal(child));
      case Deprel::kAppos:
        return options_.style == PhraseStyle::kFull && IsTight(token, child);
      case Deprel::kAcl:
        return KeepsModifierClause(token, child);
      case Deprel::kNmod:
        return KeepsNmod(node.label, child);
      case Deprel::kAdvmod:
        return KeepsAdverb(top, token, child);
      case Deprel::kDet:
        return options_.style != PhraseStyle::kShort || !IsArticle(node) ||
               !top;
      default:
        return true;
    }
  }

  static bool KeepsInClause(bool top, const Node& node) {
    if (!top) return true;
    switch (BaseLabel(node.label)) {
      case Deprel::kMark:
      case Deprel::kPunct:
      case Deprel::kCc:
      case Deprel::kParataxis:
        return false;
      default:
        return true;
    }
  }

  bool HasCopula() const { return tree_.Child(head_, Deprel::kCop) != kNoHead; }

  bool IsVerbal(int token) const {
    return tree_[token].upos == Upos::kVerb ||
           tree_.Child(token, Deprel::kCop) != kNoHead;
  }

  // Below a kept participle or infinitive everything is kept.
  bool InsideClause(int token) const {
    return options_.style == PhraseStyle::kFull && IsVerbal(token);
  }

  bool KeepsNmod(Deprel label, int child) const {
    // "Jan." of "Jan. 20" has no preposition and is never left out.
    if (label == Deprel::kNmodPoss || label == Deprel::kNmodDesc ||
        label == Deprel::kNmodUnmarked) {
      return true;
    }
    if (options_.style == PhraseStyle::kFull) return true;
    return HasOf(tree_, child);
  }

  // Participles and infinitives right behind the noun stay in the full form:
  // "the work performed", "the plan to close it". Relative clauses go.
  bool KeepsModifierClause(int token, int child) const {
    if (options_.style != PhraseStyle::kFull) return false;
    if (tree_[child].label == Deprel::kAclRelcl) return false;
    return IsTight(token, child);
  }

  bool KeepsAdverb(bool top, int token, int child) const {
    if (!top) return true;
    const absl::string_view lemma = tree_[child].lemma;
    if (lemma == "not" || lemma == "n't" || lemma == "never") return false;
    // With a copula only degree words before the complement are its own.
    if (HasCopula() || tree_[head_].upos == Upos::kAdj) {
      const int cop = tree_.Child(head_, Deprel::kCop);
      return child < token && child > cop;
    }
    if (tree_[head_].upos == Upos::kVerb) return false;
    // "stems partly from it": before the preposition, of the verb.
    const int marker = tree_.Child(token, Deprel::kCase);
    if (marker != kNoHead && child < marker) return false;
    // "an expert previously at Norvane": of the phrase that is left out.
    return child < token || options_.style == PhraseStyle::kFull;
  }

  // No comma, bracket or dash stands before the dependent.
  bool IsTight(int token, int child) const {
    const TokenSpan span = tree_.SubtreeSpan(child);
    if (span.begin == 0 || static_cast<int>(span.begin) <= token) return false;
    const Node& before = tree_[span.begin - 1];
    const Node& first = tree_[span.begin];
    const auto separates = [](const Node& node) {
      return node.upos == Upos::kPunct && node.xpos != Xpos::kHyph &&
             node.xpos != Xpos::kOpenQuote && node.xpos != Xpos::kCloseQuote;
    };
    return !separates(before) && !separates(first);
  }

  // Commas, hyphens and quotes inside of the phrase, and quotes that enclose
  // the whole of it.
  void AddPunctuation() {
    if (tokens_.size() < 2) return;
    std::vector<int> all;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0) {
        bool punctuation = true;
        for (int t = tokens_[i - 1] + 1; t < tokens_[i]; ++t) {
          punctuation &= tree_[t].upos == Upos::kPunct;
        }
        for (int t = tokens_[i - 1] + 1; punctuation && t < tokens_[i]; ++t) {
          all.push_back(t);
        }
      }
      all.push_back(tokens_[i]);
    }
    tokens_ = std::move(all);
  }

  const DependencyTree& tree_;
  const int head_;
  const PhraseOptions& options_;
  std::vector<int> tokens_;
};

}  // namespace

std::vector<int> Phrase(const DependencyTree& tree, int head,
                        const PhraseOptions& options) {
  return PhraseBuilder(tree, head, options).Build();
}

std::vector<int> Conjuncts(const DependencyTree& tree, int head) {
  std::vector<int> result = {head};
  for (size_t i = 0; i < result.size(); ++i) {
    for (const int child : tree.Children(result[i])) {
      if (tree[child].label != Deprel::kConj) continue;
      if (result.size() >= kMaxConjuncts) break;
      if (tree[child].upos == Upos::kVerb ||
          tree.Child(child, Deprel::kCop) != kNoHead) {
        continue;
      }
      result.push_back(child);
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<int> CaseMarkers(const DependencyTree& tree, int head) {
  int token = head;
  while (token != kNoHead) {
    std::vector<int> markers;
    for (const int child : tree.Children(token)) {
      if (tree[child].label != Deprel::kCase) continue;
      markers.push_back(child);
      for (const int fixed : tree.Children(child)) {
        if (tree[fixed].label == Deprel::kFixed) markers.push_back(fixed);
      }
    }
    if (!markers.empty()) {
      std::sort(markers.begin(), markers.end());
      return markers;
    }
    if (tree[token].label != Deprel::kConj) return {};
    token = tree[token].head;
  }
  return {};
}

}  // namespace weft::extractor
