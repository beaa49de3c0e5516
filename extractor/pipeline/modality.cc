#include "extractor/pipeline/modality.h"

#include <algorithm>
#include <string>

namespace weft::extractor {
namespace {

bool IsPresentTense(const DependencyTree& tree, const Clause& clause) {
  if (clause.verb.empty() || clause.modal != kNoHead) return false;
  const Node& first = tree[clause.verb.front()];
  // "has started" is done.
  return (first.xpos == Xpos::kVbz || first.xpos == Xpos::kVbp) &&
         first.lemma != "have";
}

bool IsDue(const DependencyTree& tree, const Clause& clause) {
  return clause.kind == ClauseKind::kCopular &&
         tree[clause.head()].lemma == "due";
}

// Is a date, as exact as it is written, after the day of the document?
bool IsAfter(const std::string& iso, absl::string_view published) {
  const std::string begin = iso.substr(0, iso.find('/'));
  const size_t length = std::min(begin.size(), published.size());
  return length >= 4 && begin[0] != 'P' &&
         begin.substr(0, length) > published.substr(0, length);
}

}  // namespace

Modality ModalityOf(Certainty certainty) {
  switch (certainty) {
    case Certainty::kAsserted:
      return Modality::kAsserted;
    case Certainty::kPossible:
      return Modality::kPossible;
    case Certainty::kPlanned:
      return Modality::kPlanned;
    case Certainty::kConditional:
      return Modality::kConditional;
    case Certainty::kHypothetical:
      return Modality::kHypothetical;
    case Certainty::kClaimed:
      return Modality::kClaimed;
    case Certainty::kQuestion:
      return Modality::kQuestion;
  }
  return Modality::kAsserted;
}

bool IsScheduled(const DependencyTree& tree, const Clause& clause,
                 const Fact& fact, absl::string_view published) {
  if (!IsPresentTense(tree, clause)) return false;
  if (IsDue(tree, clause)) return true;
  if (published.empty()) return false;
  for (const Qualifier& qualifier : fact.qualifiers) {
    if (qualifier.role != QualifierRole::kTime || !qualifier.value ||
        qualifier.relation == "until" || qualifier.relation == "till" ||
        qualifier.relation == "through") {
      continue;
    }
    if (IsAfter(qualifier.value->iso, published)) return true;
  }
  return false;
}

}  // namespace weft::extractor
