#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
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
constexpr double kValueElsewhere = 0.5;
constexpr double kRoleElsewhere = 0.78;  // of another verb
constexpr double kRoleWrong = 0.45;
constexpr double kVerbMissing = 0.62;
constexpr double kPrepositionRight = 1.12;
constexpr double kPrepositionOther = 0.82;
constexpr double kWordMissing = 0.18;  // for each unit of weight not said
constexpr double kVerbFar[] = {1, 1, 0.96, 0.88, 0.8};  // by steps
constexpr double kTypeWeight = 1.0;  // of "which N" among the terms
constexpr double kDenied = 0.3;
constexpr double kHaveMissing = 0.8;   // "have", and no such verb
constexpr double kLightMissing = 0.6;  // "make", "take", and no such verb
constexpr double kKindMissing = 0.25;  // beside kWordMissing
constexpr double kUnreal = 0.7;        // "ought to buy" for "bought"
constexpr double kUnrealPast = 0.4;

// "Who bought it": what has happened.
bool AsksPast(const Question& question) {
  return absl::c_any_of(question.sentence.tree.nodes(), [](const auto& node) {
    return node.xpos == extractor::Xpos::kVbd;
  });
}

}  // namespace

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
  // "a language model called r1"
  const int naming = NamingVerbOver(*passage_, token);
  if (naming >= 0) out.push_back(tree[naming].head);
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

// Steps to each word, from the nearest of those that mean the same.
std::vector<int> AnswerReader::StepsFrom(int token, bool twins) const {
  std::vector<int> steps = passage_->Distances(token);
  if (!twins) return steps;
  for (const int twin : Twins(token)) {
    if (twin == token) continue;
    const std::vector<int> own = passage_->Distances(twin);
    for (size_t i = 0; i < own.size(); ++i) {
      if (own[i] >= 0 && (steps[i] < 0 || own[i] < steps[i])) steps[i] = own[i];
    }
  }
  return steps;
}

double AnswerReader::WordsAround(int token, int own_distance, double type,
                                 Signals* signals) const {
  const std::vector<int> steps = StepsFrom(token, own_distance > 0);
  double sum = 0, total = total_, weakest = 1;
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
    if (term.weight >= 0.5) weakest = std::min(weakest, best);
  }
  if (!question_.statement.noun.empty() && own_distance > 0) {
    sum += kTypeWeight * type;
    total += kTypeWeight;
  }
  if (signals != nullptr) signals->weakest = weakest;
  return total == 0 ? 0 : sum / total;
}

void AnswerReader::SignalsOfPassage(Signals* signals) const {
  double names = 0, said = 0;
  for (size_t t = 0; t < matches_.size(); ++t) {
    const Term& term = question_.terms[t];
    if (!term.name) continue;
    names += term.weight;
    double best = 0;
    for (const MatchAt& match : matches_[t]) {
      best = std::max(best, match.similarity);
    }
    said += term.weight * best;
  }
  signals->names = names == 0 ? 1 : said / names;
  signals->missing = MissingFactor();
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
      // "died of", "died from".
      out.push_back(place ? "in" : lemma == "from" ? "of" : lemma);
    }
    return out;
  };
  const auto asked = prepositions(question_.sentence.tree, question_.gap);
  if (asked.empty()) return 1;
  const auto said = prepositions(passage_->tree(), token);
  if (said.empty()) return 1;
  return said.front() == asked.front() ? kPrepositionRight : kPrepositionOther;
}

// "A will govern with B": B does as A does.
bool AnswerReader::IsCompany(int argument) const {
  return absl::c_any_of(
      extractor::CaseMarkers(passage_->tree(), argument),
      [&](int marker) { return passage_->tree()[marker].lemma == "with"; });
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
      const bool converse = IsConverse(match.token);
      const Role wanted = converse ? ConverseRole(gap_role_) : gap_role_;
      const bool clash =
          (arc.role == Role::kSubject) != (wanted == Role::kSubject) &&
          !(converse && wanted == Role::kObject) && !IsCompany(arc.argument);
      best = std::max(best, arc.role == Role::kNone || wanted == Role::kNone ? 1
                            : arc.role == wanted ? kRoleRight
                            : clash              ? kRoleWrong
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

// Does the term tell one thing from others of its kind, and does the passage
// speak of another? "the justice ministry" is not "the finance ministry", and
// "the next captain" no captain of today.
bool AnswerReader::IsOtherKind(size_t term) const {
  static constexpr absl::string_view kTelling[] = {
      "next", "second", "third", "last", "previous", "future"};
  const Term& told = question_.terms[term];
  if (absl::c_linear_search(kTelling, told.text)) return true;
  if (told.head < 0) return false;
  const extractor::Node& node = question_.sentence.tree[told.head];
  if (node.label != Deprel::kCompound) return false;
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    if (question_.terms[t].head != node.head) continue;
    for (const MatchAt& match : matches_[t]) {
      if (passage_->tree().Child(match.token, Deprel::kCompound) >= 0) {
        return true;
      }
    }
  }
  return false;
}

// Words of the question that neither the passage nor its surroundings say.
double AnswerReader::MissingFactor() const {
  double factor = 1;
  for (size_t t = 0; t < matches_.size(); ++t) {
    const Term& term = question_.terms[t];
    if (term.verb || !matches_[t].empty()) continue;
    if (IsOtherKind(t)) factor -= kKindMissing;
    if (context_[t] > 0) continue;
    if (term.weight >= 0.5) factor -= kWordMissing * term.weight;
  }
  return std::max(0.4, factor);
}

// How well the predicate of the question is said near the candidate: by the
// word that stands nearest and is said of the right things.
void AnswerReader::SignalsOfVerb(int token, Signals* signals) const {
  const bool light = verb_ < 0 || question_.terms[verb_].weight < 0.5;
  const std::vector<int> steps = StepsFrom(token, /*twins=*/true);
  double best = 0;
  int at = -1;
  for (size_t i = 0; verb_ >= 0 && i < matches_[verb_].size(); ++i) {
    const MatchAt& match = matches_[verb_][i];
    if (steps[match.token] < 0) continue;
    const size_t far =
        std::min<size_t>(std::max(0, steps[match.token] - (verb_distance_ - 1)),
                         std::size(kVerbFar) - 1);
    const double near = light ? 1 : kVerbFar[far];
    const double score = match.similarity * near * arguments_[i];
    if (score <= best) continue;
    best = score;
    at = match.token;
    if (!light) signals->verb = match.similarity;
    signals->verb_near = near;
    signals->argument = arguments_[i];
  }
  if (at >= 0) {
    if (IsDenied(*passage_, at) != question_.negated) {
      signals->denial = kDenied;
    } else if (IsUnreal(at) && !question_.modal) {
      signals->denial = AsksPast(question_) ? kUnrealPast : kUnreal;
    }
    return;
  }
  signals->verb = !light      ? 0
                  : verb_ < 0 ? 1
                  : question_.sentence.tree[question_.predicate].lemma == "have"
                      ? kHaveMissing
                      : kLightMissing;
  // Another word, or any: at least it must be said of the right things.
  if (const int over = PredicateOver(token); over >= 0) {
    signals->argument = ArgumentsAt(over);
  }
}

}  // namespace weft::service
