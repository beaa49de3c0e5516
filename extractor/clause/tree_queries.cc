#include "extractor/clause/tree_queries.h"

#include <algorithm>
#include <iterator>

namespace weft::extractor {
namespace {

// 0 for no subject.
int SubjectRank(const DependencyTree& tree, int child, int verb) {
  switch (tree[child].label) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
      return child < verb ? 4 : 3;
    case Deprel::kCsubj:
    case Deprel::kCsubjPass:
      return 2;
    case Deprel::kNsubjOuter:
    case Deprel::kCsubjOuter:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

bool IsVerbTag(const Node& node) {
  return node.upos == Upos::kVerb || node.xpos == Xpos::kVb ||
         node.xpos == Xpos::kVbd || node.xpos == Xpos::kVbg ||
         node.xpos == Xpos::kVbn || node.xpos == Xpos::kVbp ||
         node.xpos == Xpos::kVbz;
}

bool IsRelativePronoun(const Node& node) {
  return node.xpos == Xpos::kWdt || node.xpos == Xpos::kWp;
}

bool IsNegation(const Node& node) {
  return node.lemma == "not" || node.lemma == "n't" || node.lemma == "never" ||
         node.lemma == "n’t" || node.lemma == "hardly" ||
         node.lemma == "neither" || node.lemma == "nor";
}

bool HasChild(const DependencyTree& tree, int token, Deprel label) {
  return tree.Child(token, label) != kNoHead;
}

int SubjectChild(const DependencyTree& tree, int verb) {
  int subject = kNoHead;
  int best = 0;
  for (const int child : tree.Children(verb)) {
    const int rank = SubjectRank(tree, child, verb);
    if (rank > best || (rank == best && rank > 0 && child < verb)) {
      best = rank;
      subject = child;
    }
  }
  return subject;
}

bool IsRank(const DependencyTree& tree, int noun) {
  const auto ranks = [](const Node& node) {
    return node.lemma == "first" || node.lemma == "second" ||
           node.lemma == "last" || node.lemma == "only" ||
           node.lemma == "next" || node.xpos == Xpos::kJjs;
  };
  if (ranks(tree[noun])) return true;
  for (const int child : tree.Children(noun)) {
    if (child < noun && ranks(tree[child])) return true;
  }
  return false;
}

bool ControlsByObject(absl::string_view lemma) {
  static constexpr absl::string_view kVerbs[] = {
      "accuse",     "advise",   "allow",     "ask",       "authorize",
      "ban",        "bar",      "beg",       "blame",     "cause",
      "challenge",  "charge",   "clear",     "command",   "compel",
      "convict",    "convince", "criticise", "criticize", "direct",
      "discourage", "enable",   "encourage", "expect",    "fine",
      "forbid",     "force",    "inspire",   "instruct",  "invite",
      "keep",       "lead",     "lobby",     "motivate",  "oblige",
      "order",      "permit",   "persuade",  "praise",    "press",
      "pressure",   "prevent",  "prohibit",  "prompt",    "push",
      "recommend",  "remind",   "request",   "require",   "sentence",
      "stop",       "suspect",  "teach",     "tell",      "tempt",
      "thank",      "train",    "urge",      "want",      "warn"};
  return std::binary_search(std::begin(kVerbs), std::end(kVerbs), lemma);
}

bool ChangesAmount(absl::string_view lemma) {
  static constexpr absl::string_view kVerbs[] = {
      "boost",   "climb",    "curb",   "cut",    "decline", "decrease",
      "drop",    "expand",   "extend", "fall",   "gain",    "grow",
      "improve", "increase", "jump",   "lift",   "lower",   "narrow",
      "raise",   "reduce",   "rise",   "shrink", "slash",   "slide",
      "slip",    "surge",    "trim",   "weaken", "widen",   "strengthen"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), lemma) !=
         std::end(kVerbs);
}

bool IsStepOfChange(const DependencyTree& tree, int token) {
  static constexpr absl::string_view kParts[] = {
      "half",  "third", "quarter", "fifth", "sixth",   "seventh",   "eighth",
      "ninth", "tenth", "point",   "%",     "percent", "percentage"};
  const Node& node = tree[token];
  if (node.head == kNoHead || !ChangesAmount(tree[node.head].lemma)) {
    return false;
  }
  return node.upos == Upos::kNum || node.xpos == Xpos::kDollar ||
         std::find(std::begin(kParts), std::end(kParts), node.lemma) !=
             std::end(kParts);
}

std::vector<int> Markers(const DependencyTree& tree, int token) {
  std::vector<int> markers;
  for (const int child : tree.Children(token)) {
    const Deprel label = tree[child].label;
    if (label != Deprel::kCase && label != Deprel::kMark) continue;
    markers.push_back(child);
    for (const int fixed : tree.Children(child)) {
      if (tree[fixed].label == Deprel::kFixed) markers.push_back(fixed);
    }
  }
  std::sort(markers.begin(), markers.end());
  return markers;
}

}  // namespace weft::extractor
