#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extractor/clause/phrase.h"
#include "service/ask/answer_type.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

constexpr double kPerStep = 0.15;
constexpr double kFar = 0.3;
constexpr double kRoleRight = 1.1;
constexpr double kRoleUnknown = 0.92;
constexpr double kValueElsewhere = 0.6;
constexpr double kRoleElsewhere = 0.78;  // of another verb
constexpr double kRoleWrong = 0.45;
constexpr double kVerbMissing = 0.62;
constexpr double kPrepositionRight = 1.12;
constexpr double kPrepositionOther = 0.82;
constexpr double kOtherArgument = 0.6;  // it happened to something else
constexpr double kWordMissing = 0.18;   // for each unit of weight not said
constexpr double kVerbFar[] = {1, 1, 0.96, 0.88, 0.8};  // by steps
constexpr double kTypeWeight = 1.0;  // of "which N" among the terms
constexpr double kDenied = 0.3;

bool IsNegation(absl::string_view lower) {
  return lower == "not" || lower == "n't" || lower == "n’t" ||
         lower == "never" || lower == "no" || lower == "neither" ||
         lower == "nobody" || lower == "none" || lower == "nor" ||
         lower == "without" || lower == "hardly";
}

bool IsDenyingVerb(absl::string_view lemma) {
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
  const int head = tree[token].head;
  if (head >= 0 && (tree[token].label == Deprel::kXcomp ||
                    tree[token].label == Deprel::kCcomp ||
                    tree[token].label == Deprel::kObj)) {
    if (IsDenyingVerb(tree[head].lemma)) return true;
    if (tree[token].label == Deprel::kXcomp) {
      for (const int child : tree.Children(head)) {
        if (denies(child)) return true;
      }
    }
  }
  return false;
}

// Words that mean the same thing as `token` in this sentence: appositions, the
// description before a name, the phrases it is coordinated with.
std::vector<int> AnswerReader::Twins(int token) const {
  const extractor::DependencyTree& tree = passage_->tree();
  std::vector<int> out = {token};
  const auto is_twin = [&](int child) {
    const Deprel label = tree[child].label;
    return label == Deprel::kAppos || label == Deprel::kNmodDesc ||
           label == Deprel::kConj;
  };
  const int head = tree[token].head;
  if (head >= 0 && is_twin(token)) out.push_back(head);
  // "A and B, which are the chips": what a copula says of it.
  const auto is_said = [&](int noun) {
    return tree[noun].upos == Upos::kNoun &&
           tree.Child(noun, Deprel::kCop) >= 0;
  };
  if (head >= 0 && tree[token].label == Deprel::kNsubj && is_said(head)) {
    out.push_back(head);
  }
  for (const int child : tree.Children(token)) {
    if (tree[child].label == Deprel::kAclRelcl && is_said(child)) {
      out.push_back(child);
    }
  }
  if (IsProper(*passage_, token)) {
    for (const int child : tree.Children(token)) {
      if (tree[child].label == Deprel::kAppos) out.push_back(child);
    }
    // "the maker Norvane"
    if (head >= 0 &&
        (tree[token].label == Deprel::kCompound ||
         tree[token].label == Deprel::kFlat) &&
        !IsProper(*passage_, head)) {
      out.push_back(head);
    }
  }
  return out;
}

double AnswerReader::WordsAround(int token, int own_distance,
                                 double type) const {
  std::vector<int> steps(passage_->size(), -1);
  const std::vector<int> twins =
      own_distance > 0 ? Twins(token) : std::vector<int>{token};
  for (const int twin : twins) {
    const std::vector<int> own = passage_->Distances(twin);
    for (int i = 0; i < passage_->size(); ++i) {
      if (own[i] >= 0 && (steps[i] < 0 || own[i] < steps[i])) steps[i] = own[i];
    }
  }
  double sum = 0, total = total_;
  for (size_t t = 0; t < matches_.size(); ++t) {
    const Term& term = question_.terms[t];
    double best = context_[t];
    for (const MatchAt& match : matches_[t]) {
      if (match.token == token && own_distance > 0) continue;
      const int more =
          steps[match.token] < 0
              ? 100
              : steps[match.token] - (term.distance - 1 + own_distance);
      const double nearness =
          more <= 0 ? 1 : std::max(kFar, 1 - kPerStep * more);
      best = std::max(best, match.similarity * nearness);
    }
    sum += term.weight * best;
  }
  if (!question_.statement.noun.empty() && own_distance > 0) {
    sum += kTypeWeight * type;
    total += kTypeWeight;
  }
  return total == 0 ? 0 : sum / total;
}

// The verb of the question must be said, unless it could be any verb.
double AnswerReader::VerbFactor() const {
  if (verb_ < 0 || question_.terms[verb_].weight < 0.5) return 1;
  return matches_[verb_].empty() ? kVerbMissing : 1;
}

// "With which ship" wants what stands behind a "with".
double AnswerReader::PrepositionFactor(int token) const {
  if (question_.gap < 0 || question_.statement.subject) return 1;
  const auto prepositions = [](const extractor::DependencyTree& tree, int i) {
    std::vector<std::string> out;
    for (const int marker : extractor::CaseMarkers(tree, i)) {
      const std::string& lemma = tree[marker].lemma;
      // Of places: "in", "at", "on" change easily.
      const bool place = lemma == "at" || lemma == "on" || lemma == "within" ||
                         lemma == "into";
      out.push_back(place ? "in" : lemma);
    }
    return out;
  };
  const auto asked = prepositions(question_.sentence.tree, question_.gap);
  if (asked.empty()) return 1;
  const auto said = prepositions(passage_->tree(), token);
  if (said.empty()) return 1;
  return said.front() == asked.front() ? kPrepositionRight : kPrepositionOther;
}

// The role of the candidate, or of what it stands for, at the verb.
double AnswerReader::RoleFactor(int token) const {
  if (verb_ < 0) return 1;
  bool verbal = false;
  double best = 0;
  const std::vector<int> twins = Twins(token);
  for (const MatchAt& match : matches_[verb_]) {
    if (passage_->tree()[match.token].upos != Upos::kVerb) continue;
    verbal = true;
    for (const RoleArc& arc : passage_->roles) {
      if (arc.predicate != match.token) continue;
      const std::vector<int> members = Members(*passage_, arc.argument);
      const bool held = std::any_of(twins.begin(), twins.end(), [&](int twin) {
        return std::find(members.begin(), members.end(), twin) != members.end();
      });
      if (!held) continue;
      const bool clash =
          (arc.role == Role::kSubject) != (gap_role_ == Role::kSubject);
      best =
          std::max(best, arc.role == Role::kNone || gap_role_ == Role::kNone ? 1
                         : arc.role == gap_role_ ? kRoleRight
                         : clash                 ? kRoleWrong
                                                 : 1);
    }
  }
  if (best > 0) return best;
  if (!verbal) return 1;
  // It belongs to another verb of the sentence.
  for (const RoleArc& arc : passage_->roles) {
    if (arc.role != Role::kNone &&
        std::find(twins.begin(), twins.end(), arc.argument) != twins.end()) {
      return passage_->ValueAt(token) != nullptr ? kValueElsewhere
                                                 : kRoleElsewhere;
    }
  }
  return kRoleUnknown;
}

// "When was A founded" is not answered by when B was founded: in the role that
// a name has in the question another one stands in the passage.
double AnswerReader::ArgumentFactor() const {
  if (verb_ < 0 || matches_[verb_].empty()) return 1;
  double best = 0;
  for (const MatchAt& match : matches_[verb_]) {
    double factor = 1;
    for (const RoleArc& asked : asked_) {
      if (asked.predicate != question_.predicate ||
          (asked.role != Role::kSubject && asked.role != Role::kObject)) {
        continue;
      }
      for (size_t t = 0; t < question_.terms.size(); ++t) {
        if (question_.terms[t].name &&
            question_.terms[t].head == asked.argument &&
            HasOtherIn(match.token, asked.role, t)) {
          factor = kOtherArgument;
        }
      }
    }
    best = std::max(best, factor);
  }
  return best;
}

// Does something else than the term stand in this role of the verb?
bool AnswerReader::HasOtherIn(int verb, Role role, size_t term) const {
  bool other = false;
  for (const RoleArc& arc : passage_->roles) {
    if (arc.predicate != verb || arc.role != role) continue;
    const std::vector<int> members = Members(*passage_, arc.argument);
    for (const MatchAt& match : matches_[term]) {
      const bool held =
          std::any_of(members.begin(), members.end(), [&](int member) {
            return passage_->tree().Dominates(member, match.token);
          });
      if (held) return false;
    }
    other = other || IsProper(*passage_, arc.argument) ||
            passage_->EntityHeadedBy(arc.argument) != nullptr;
  }
  return other;
}

// Words of the question that neither the passage nor its surroundings say.
double AnswerReader::MissingFactor() const {
  double factor = 1;
  for (size_t t = 0; t < matches_.size(); ++t) {
    const Term& term = question_.terms[t];
    if (term.verb || !matches_[t].empty() || context_[t] > 0) continue;
    if (term.weight >= 0.5) factor -= kWordMissing * term.weight;
  }
  return std::max(0.4, factor);
}

double AnswerReader::DenialFactor(int token) const {
  if (verb_ < 0) return 1;
  std::vector<int> steps = passage_->Distances(token);
  for (const int twin : Twins(token)) {
    const std::vector<int> own = passage_->Distances(twin);
    for (size_t i = 0; i < own.size(); ++i) {
      if (own[i] >= 0 && (steps[i] < 0 || own[i] < steps[i])) steps[i] = own[i];
    }
  }
  int nearest = -1;
  for (const MatchAt& match : matches_[verb_]) {
    if (steps[match.token] < 0) continue;
    if (nearest < 0 || steps[match.token] < steps[nearest]) {
      nearest = match.token;
    }
  }
  if (nearest < 0) return 1;
  const size_t far =
      std::min<size_t>(std::max(0, steps[nearest] - (verb_distance_ - 1)),
                       std::size(kVerbFar) - 1);
  const double nearness =
      question_.terms[verb_].weight < 0.5 ? 1 : kVerbFar[far];
  return nearness *
         (IsDenied(*passage_, nearest) == question_.negated ? 1 : kDenied);
}

}  // namespace weft::service
