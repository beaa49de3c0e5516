#include "service/ask/description.h"

#include <algorithm>
#include <utility>

#include "service/ask/tree_distance.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

constexpr size_t kMostDescriptions = 2;
constexpr double kNameWeight = 2.0;  // as in question.cc

// What hangs on a noun and tells which one is meant.
bool Describes(const Question& question, int child) {
  const extractor::Node& node = question.sentence.tree[child];
  switch (node.label) {
    case Deprel::kAclRelcl:
    case Deprel::kAcl:
      return true;
    case Deprel::kNmod:
    case Deprel::kNmodPoss:
      // "the maker of Norvane": only a name tells which maker.
      return std::any_of(
          question.terms.begin(), question.terms.end(), [&](const Term& term) {
            return term.name && term.head >= 0 &&
                   question.sentence.tree.Dominates(child, term.head);
          });
    default:
      return false;
  }
}

// "each member", "a biography": any of several, not the one.
bool IsAnyOf(const Question& question, int head) {
  const extractor::DependencyTree& tree = question.sentence.tree;
  const int det = tree.Child(head, Deprel::kDet);
  return det != extractor::kNoHead && tree[det].lemma != "the" &&
         tree[det].lemma != "this" && tree[det].lemma != "that";
}

}  // namespace

std::vector<Description> FindDescriptions(const Question& question,
                                          const Lexicon& lexicon) {
  const extractor::DependencyTree& tree = question.sentence.tree;
  std::vector<Description> out;
  // From the right: descriptions nest to the right in English.
  for (int head = tree.size() - 1; head >= 0; --head) {
    if (out.size() == kMostDescriptions) break;
    if (tree[head].upos != Upos::kNoun || head == question.gap) continue;
    // "The captain of Ribera is someone" asks for the description itself.
    if (head == question.predicate || IsAnyOf(question, head)) continue;
    const auto own = std::find_if(
        question.terms.begin(), question.terms.end(),
        [&](const Term& term) { return term.head == head && !term.name; });
    if (own == question.terms.end()) continue;
    const bool described =
        std::any_of(tree.Children(head).begin(), tree.Children(head).end(),
                    [&](int child) { return Describes(question, child); });
    if (!described) continue;
    Description description;
    description.head = head;
    Question& inner = description.inner;
    inner = question;
    inner.terms.clear();
    inner.gap = head;
    inner.negated = false;
    inner.statement.kind = AnswerKind::kThing;
    inner.statement.modifiers.clear();
    inner.statement.noun = lexicon.BaseForms(own->text).front();
    const std::vector<int> steps = TreeDistances(tree, head);
    int nearest = -1;
    for (size_t i = 0; i < question.terms.size(); ++i) {
      const Term& term = question.terms[i];
      if (term.head < 0 || !tree.Dominates(head, term.head)) continue;
      description.covered.push_back(static_cast<int>(i));
      if (term.head == head) continue;
      inner.terms.push_back(term);
      Term& copy = inner.terms.back();
      copy.distance = std::max(1, steps[term.head]);
      copy.verb = false;
      if (copy.distance == 1 && tree[term.head].upos == Upos::kVerb) {
        nearest = static_cast<int>(inner.terms.size()) - 1;
      }
    }
    // "the maker of o1" asks for who makes o1: the noun itself is the
    // predicate, too.
    Term noun = *own;
    noun.distance = 1;
    const bool agent = nearest < 0;
    noun.verb = agent;
    if (agent) {
      inner.terms.push_back(std::move(noun));
      inner.predicate = head;
    } else {
      inner.terms[nearest].verb = true;
      inner.predicate = inner.terms[nearest].head;
    }
    if (!inner.terms.empty()) out.push_back(std::move(description));
  }
  return out;
}

Question Substitute(const Question& question, const Description& description,
                    absl::string_view name) {
  Question out = question;
  out.terms.clear();
  Term named;
  named.text = std::string(name);
  named.head = description.head;
  named.name = true;
  named.weight = kNameWeight;
  named.tokens = {static_cast<uint32_t>(description.head),
                  static_cast<uint32_t>(description.head + 1)};
  for (size_t i = 0; i < question.terms.size(); ++i) {
    const bool covered =
        std::find(description.covered.begin(), description.covered.end(),
                  static_cast<int>(i)) != description.covered.end();
    if (!covered) out.terms.push_back(question.terms[i]);
    if (covered && question.terms[i].head == description.head) {
      named.distance = question.terms[i].distance;
    }
  }
  out.terms.push_back(std::move(named));
  return out;
}

}  // namespace weft::service
