// What is said not to be, or only to be wished for.
#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;

bool IsNegation(absl::string_view lower) {
  return lower == "not" || lower == "n't" || lower == "n’t" ||
         lower == "never" || lower == "no" || lower == "neither" ||
         lower == "nobody" || lower == "none" || lower == "nor" ||
         lower == "without" || lower == "hardly";
}

bool IsDenyingVerb(const extractor::DependencyTree& tree, int verb) {
  const std::string& lemma = tree[verb].lemma;
  if (PhrasalVerb(tree, verb) == "rule_out") return true;
  return lemma == "deny" || lemma == "refuse" || lemma == "decline" ||
         lemma == "fail" || lemma == "reject" || lemma == "cease";
}

}  // namespace

bool IsDenied(const Passage& passage, int token) {
  const extractor::DependencyTree& tree = passage.tree();
  const auto denies = [&](int i) {
    return IsNegation(absl::AsciiStrToLower(passage.Word(i)));
  };
  for (const int child : tree.Children(token)) {
    if (denies(child)) return true;
    const Deprel label = extractor::BaseLabel(tree[child].label);
    if (label != Deprel::kNsubj && label != Deprel::kObj) continue;
    for (const int grandchild : tree.Children(child)) {
      if (tree[grandchild].label == Deprel::kDet && denies(grandchild)) {
        return true;
      }
    }
  }
  // "rejected calls to resign"
  constexpr int kDeepest = 3;
  int above = token;
  for (int i = 0; i < kDeepest; ++i) {
    const Deprel label = tree[above].label;
    if (label != Deprel::kXcomp && label != Deprel::kCcomp &&
        label != Deprel::kObj && label != Deprel::kAcl &&
        !(label == Deprel::kAdvcl && tree.Child(above, Deprel::kMark) >= 0 &&
          tree[tree.Child(above, Deprel::kMark)].lemma == "to")) {
      break;
    }
    // "an inquiry demanded by Ruiz" was demanded, though it is rejected.
    if (label == Deprel::kAcl && tree[above].xpos == extractor::Xpos::kVbn) {
      break;
    }
    above = tree[above].head;
    if (IsDenyingVerb(tree, above)) return true;
  }
  const int head = tree[token].head;
  if (head >= 0) {
    if (tree[token].label == Deprel::kXcomp) {
      for (const int child : tree.Children(head)) {
        if (denies(child)) return true;
      }
    }
  }
  return false;
}

// Is the verb only wished for or possible: "plans to buy", "might buy"?
bool AnswerReader::IsUnreal(int verb) const {
  const extractor::DependencyTree& tree = passage_->tree();
  const auto unreal = [this](int token) {
    static constexpr absl::string_view kModals[] = {"ought", "should", "might",
                                                    "may", "could"};
    return absl::c_linear_search(kModals,
                                 absl::AsciiStrToLower(passage_->Word(token)));
  };
  for (const int child : tree.Children(verb)) {
    if (tree[child].label == Deprel::kAux && unreal(child)) return true;
  }
  if (tree[verb].label != Deprel::kXcomp) return false;
  static constexpr absl::string_view kWishes[] = {
      "plan", "want", "intend", "hope", "wish", "threaten", "seek"};
  const int head = tree[verb].head;
  return unreal(head) || absl::c_linear_search(kWishes, tree[head].lemma);
}

}  // namespace weft::service
