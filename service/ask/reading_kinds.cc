#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/ask/answer_type.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

}  // namespace

// Yes or no: the predicate itself is the place, and whether it or what it is
// about is denied. A verb that could be any ("have") gives way to its object.
void AnswerReader::ReadYesNo() {
  int about = verb_;
  if (verb_ < 0 || question_.terms[verb_].weight < 0.5 ||
      matches_[verb_].empty()) {
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      const Term& term = question_.terms[t];
      if (term.name || static_cast<int>(t) == verb_ || matches_[t].empty()) {
        continue;
      }
      if (about == verb_ || term.weight > question_.terms[about].weight) {
        about = static_cast<int>(t);
      }
    }
  }
  if (about < 0) return;
  for (const MatchAt& match : matches_[about]) {
    Signals signals;
    SignalsOfPassage(&signals);
    signals.words = WordsAround(match.token, 0, 1, &signals);
    signals.verb = match.similarity;
    const int at = about == verb_ ? match.token : PredicateOver(match.token);
    if (at >= 0) signals.argument = ArgumentsAt(at);
    double score =
        signals.words * VerbFactor() * signals.argument * signals.missing;
    const bool noun_for_verb =
        question_.sentence.tree[question_.predicate].upos == Upos::kVerb &&
        passage_->tree()[match.token].upos != Upos::kVerb && about == verb_;
    bool denied = IsDenied(*passage_, match.token);
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      if (question_.terms[t].name) continue;
      for (const MatchAt& other : matches_[t]) {
        const std::vector<int> steps = passage_->Distances(match.token);
        if (steps[other.token] >= 0 && steps[other.token] <= 2 &&
            other.token != match.token && (other.similarity > 0.7) &&
            IsDenied(*passage_, other.token)) {
          denied = true;
        }
      }
    }
    if (noun_for_verb) signals.form = 0.75;
    if (IsUnreal(match.token) && !question_.modal) signals.form *= 0.5;
    score *= signals.form;
    Add(match.token, score, signals,
        denied == question_.negated ? "yes" : "no");
  }
}

// Who is X, what is X: what the sentence ascribes to it.
void AnswerReader::ReadDefinition() {
  if (matches_.empty()) return;
  const extractor::DependencyTree& tree = passage_->tree();
  constexpr double kApposition = 0.9, kCopula = 0.95, kBefore = 0.85;
  for (const MatchAt& match : matches_[0]) {
    const auto add = [&](int token, double score) {
      if (tree[token].upos == Upos::kPron || IsTakenByWord(token)) return;
      // Names and abbreviations define less than nouns do.
      const std::string word(passage_->Word(token));
      const bool shouted =
          word.size() > 1 && word == absl::AsciiStrToUpper(word);
      const double proper = shouted                      ? 0.6
                            : IsProper(*passage_, token) ? 0.8
                                                         : 1;
      Signals signals;
      signals.names = match.similarity;
      signals.role = score;
      signals.type = proper;
      Add(token, score * match.similarity * proper, signals);
    };
    const int at = match.token;
    if (tree[at].upos == Upos::kNoun && !IsProper(*passage_, at)) {
      add(at, kBefore);
    }
    for (const int child : tree.Children(at)) {
      if (tree[child].label == Deprel::kAppos) add(child, kApposition);
      if ((tree[child].label == Deprel::kNmodDesc ||
           tree[child].label == Deprel::kCompound) &&
          tree[child].upos == Upos::kNoun) {
        add(child, kBefore);
      }
    }
    const int head = tree[at].head;
    if (head < 0) continue;
    if (tree[at].label == Deprel::kAppos || tree[at].label == Deprel::kFlat) {
      add(head, kApposition);
    }
    if (extractor::BaseLabel(tree[at].label) == Deprel::kNsubj &&
        tree.Child(head, Deprel::kCop) >= 0 && !IsDenied(*passage_, head)) {
      add(head, kCopula);
    }
    for (const graphstore::Fact& fact : passage_->facts) {
      if (fact.statement.relation != "be" || fact.statement.negated) continue;
      const auto& nodes = links_[0].nodes;
      if (std::find(nodes.begin(), nodes.end(), fact.statement.subject.id) ==
          nodes.end()) {
        continue;
      }
      std::string text = fact.mention.object.text;
      if (text.empty()) text = fact.statement.object.text;
      Signals signals;
      signals.names = match.similarity;
      signals.role = kBefore;
      Add(at, kBefore, signals, std::move(text));
    }
  }
}

// "What was the former occupation of Ruiz?": what a description says of her.
bool AnswerReader::AsksOccupation() const {
  static constexpr absl::string_view kNouns[] = {"occupation", "profession",
                                                 "job", "trade", "career"};
  return question_.predicate >= 0 &&
         question_.statement.kind == AnswerKind::kThing &&
         absl::c_linear_search(
             kNouns, question_.sentence.tree[question_.predicate].lemma);
}

void AnswerReader::ReadOccupation() {
  constexpr double kDescribed = 0.95;
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    if (!question_.terms[t].name) continue;
    for (const MatchAt& match : matches_[t]) {
      for (int i = 0; i < passage_->size(); ++i) {
        if (i == match.token || passage_->tree()[i].upos != Upos::kNoun ||
            !StandsFor(i, match.token) || IsTakenByWord(i) ||
            !lexicon_.IsA(passage_->tree()[i].lemma, "person")) {
          continue;
        }
        Signals signals;
        signals.names = match.similarity;
        signals.role = kDescribed;
        Add(i, kDescribed * match.similarity, signals, ShortPhrase(i));
      }
    }
  }
}

// "B is to be succeeded by A": A is her successor.
void AnswerReader::ReadRelationVerb(size_t one, size_t other) {
  struct Agent {
    absl::string_view verb, noun;
  };
  static constexpr Agent kAgents[] = {
      {"succeed", "successor"}, {"found", "founder"},    {"own", "owner"},
      {"lead", "leader"},       {"head", "head"},        {"coach", "coach"},
      {"teach", "teacher"},     {"advise", "adviser"},   {"employ", "employer"},
      {"supply", "supplier"},   {"insure", "insurer"},   {"sponsor", "sponsor"},
      {"marry", "spouse"},      {"create", "creator"},   {"train", "trainer"},
      {"manage", "manager"},    {"publish", "publisher"}};
  constexpr double kByVerb = 0.97;
  for (const Agent& agent : kAgents) {
    for (int i = 0; i < passage_->size(); ++i) {
      if (passage_->tree()[i].upos != Upos::kVerb ||
          passage_->tree()[i].lemma != agent.verb) {
        continue;
      }
      bool does = false, undergoes = false;
      for (const RoleArc& arc : passage_->roles) {
        if (arc.predicate != i) continue;
        does = does || (arc.role == Role::kSubject &&
                        HoldsTerm(arc.argument, {Role::kNone, one}) > 0);
        undergoes =
            undergoes || (arc.role == Role::kObject &&
                          HoldsTerm(arc.argument, {Role::kNone, other}) > 0);
      }
      if (!does || !undergoes || IsDenied(*passage_, i)) continue;
      Signals signals;
      signals.role = kByVerb;
      Add(i, kByVerb, signals, std::string(agent.noun));
    }
  }
}

// How is A related to B: the noun that one is of the other. Best a noun that
// stands for A or for B ("Ruiz, an analyst at Norvane", "her son, Ruiz"),
// then any on the way between the two.
void AnswerReader::ReadRelation() {
  std::vector<size_t> names;
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    if (question_.terms[t].name && !matches_[t].empty()) names.push_back(t);
  }
  const extractor::DependencyTree& tree = passage_->tree();
  // "Its leader, Olav Stensby": the other one is meant by a pronoun, or by the
  // sentence before.
  if (names.size() == 1 && HasOwnContext(names[0])) {
    constexpr double kOwned = 0.8, kPlain = 0.55;
    for (const MatchAt& a : matches_[names[0]]) {
      for (int i = 0; i < passage_->size(); ++i) {
        if (tree[i].upos != Upos::kNoun ||
            !(i == a.token || StandsFor(i, a.token)) || IsTakenByWord(i)) {
          continue;
        }
        const bool owned = tree.Child(i, Deprel::kNmodPoss) >= 0;
        // "an analyst at Merikanto": of another one.
        const int whose = tree.Child(i, Deprel::kNmod);
        if (!owned && whose >= 0 && IsProper(*passage_, whose)) continue;
        Signals signals;
        signals.role = owned ? kOwned : kPlain;
        signals.names = 0.5;
        Add(i, signals.role, signals, ShortPhrase(i));
      }
    }
  }
  if (names.size() < 2) return;
  ReadRelationVerb(names[0], names[1]);
  for (const MatchAt& a : matches_[names[0]]) {
    for (const MatchAt& b : matches_[names[1]]) {
      if (a.token == b.token) continue;
      const std::vector<int> from_a = passage_->Distances(a.token);
      const std::vector<int> from_b = passage_->Distances(b.token);
      for (int i = 0; i < passage_->size(); ++i) {
        if (tree[i].upos != Upos::kNoun || IsTakenByWord(i) || from_a[i] < 0 ||
            from_b[i] < 0 || passage_->ValueAt(i) != nullptr ||
            IsProper(*passage_, i)) {
          continue;
        }
        const bool stands = i == a.token || i == b.token ||
                            StandsFor(i, a.token) || StandsFor(i, b.token);
        const bool relational = lexicon_.IsA(tree[i].lemma, "person") ||
                                lexicon_.IsA(tree[i].lemma, "organization") ||
                                tree[i].lemma == "spinoff";
        const int steps = from_a[i] + from_b[i];
        // "a spinoff of B", "B's coach": the other name hangs on the noun.
        const bool of_other =
            tree.Dominates(i, a.token) != tree.Dominates(i, b.token);
        Signals signals;
        signals.role = (stands ? 0.95 : 0.75) * (of_other ? 1.25 : 1.0);
        signals.type = relational ? 1.0 : 0.75;
        signals.words = std::max(0.3, 1 - 0.08 * std::max(0, steps - 3));
        Add(i, signals.role * signals.type * signals.words, signals,
            ShortPhrase(i));
      }
    }
  }
}

// Do the surroundings hold another name of the question than this term?
bool AnswerReader::HasOwnContext(size_t term) const {
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    if (t != term && question_.terms[t].name && context_[t] > 0) return true;
  }
  return false;
}

// "chief economist" of "the chief economist of the bank".
std::string AnswerReader::ShortPhrase(int noun) const {
  const extractor::DependencyTree& tree = passage_->tree();
  int begin = noun;
  for (const int child : tree.Children(noun)) {
    const Deprel label = tree[child].label;
    if (child < begin &&
        (label == Deprel::kAmod || label == Deprel::kCompound)) {
      begin = child;
    }
  }
  return passage_->Text(begin, noun + 1);
}

// Does a noun say what the word at `token` is?
bool AnswerReader::StandsFor(int noun, int token) const {
  const extractor::DependencyTree& tree = passage_->tree();
  const auto ties = [&](int child, int head) {
    const Deprel label = tree[child].label;
    return tree[child].head == head &&
           (label == Deprel::kAppos || label == Deprel::kNmodDesc ||
            label == Deprel::kFlat || label == Deprel::kCompound ||
            (extractor::BaseLabel(label) == Deprel::kNsubj &&
             tree.Child(head, Deprel::kCop) >= 0));
  };
  return ties(noun, token) || ties(token, noun);
}

}  // namespace weft::service
