// Whether the predicate is said of what the question says it of.
//
// "When was Norvane founded" is not answered by when Quill was founded, and
// "the director of Norvane" is not who is called "its director" of another.
// For each argument that the question names, the word that says the predicate
// in the passage is looked at: does the same thing stand there, a pronoun or a
// description that may mean it, nothing, or something else?
#include <algorithm>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "service/ask/answer_type.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

// How likely the passage speaks of what the question names, by what stands in
// its place.
constexpr double kSame = 1;
constexpr double kPronounThere = 0.9;    // where the name was said before
constexpr double kDescribedThere = 0.8;  // "the company"
constexpr double kNothingThere = 0.85;   // and the name stands near by
constexpr double kNowhere = 0.5;         // the name is not even near
constexpr double kOtherWord = 0.7;
constexpr double kNewThing = 0.5;  // "a valve"
constexpr double kWithin = 0.75;   // "a unit of Norvane"
constexpr double kBeside = 0.7;    // behind a preposition instead
constexpr double kPronounOfOther = 0.5;
constexpr double kPronounMatch = 0.7;  // what is less is a pronoun's
constexpr double kNameLater = 0.3;     // a pronoun, and the name only behind it
constexpr double kOtherEnd = 0.35;     // the name does what was done to it

bool IsOwner(Deprel label) {
  return label == Deprel::kNmodPoss || label == Deprel::kNmod ||
         label == Deprel::kCompound || label == Deprel::kNmodDesc;
}

bool IsDefinite(const Passage& passage, int noun) {
  const int det = passage.tree().Child(noun, Deprel::kDet);
  if (det < 0) return false;
  const std::string word = absl::AsciiStrToLower(passage.Word(det));
  return word == "the" || word == "this" || word == "that";
}

}  // namespace

Role ConverseRole(Role role) {
  switch (role) {
    case Role::kSubject:
      return Role::kOblique;
    case Role::kOblique:
      return Role::kSubject;
    default:
      return role;
  }
}

// The names, else the words, of the question inside of an argument.
std::vector<size_t> AnswerReader::TermsWithin(int argument) const {
  std::vector<size_t> names, words;
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    const Term& term = question_.terms[t];
    if (term.head < 0 ||
        !question_.sentence.tree.Dominates(argument, term.head)) {
      continue;
    }
    if (term.name) {
      names.push_back(t);
    } else if (term.head == argument && term.weight >= 0.5) {
      words.push_back(t);
    }
  }
  return names.empty() ? words : names;
}

void AnswerReader::FindNamedArguments() {
  const extractor::DependencyTree& tree = question_.sentence.tree;
  const auto add = [&](Role role, int argument) {
    if (argument == question_.gap || argument < 0) return;
    // What holds the gap is what is asked for.
    if (question_.gap >= 0 && tree.Dominates(argument, question_.gap)) return;
    for (const size_t t : TermsWithin(argument)) {
      named_.push_back({role, t, question_.terms[t].head != argument});
    }
  };
  for (const RoleArc& arc : asked_) {
    if (arc.predicate != question_.predicate) continue;
    if (arc.role == Role::kSubject || arc.role == Role::kObject) {
      add(arc.role, arc.argument);
    }
  }
  if (!named_.empty() || question_.predicate < 0) return;
  for (const int child : tree.Children(question_.predicate)) {
    if (!IsOwner(tree[child].label)) continue;
    add(Role::kNone, child);
    // "the leader of Norvane's youth wing": of the wing, too.
    for (size_t t = 0; t < question_.terms.size(); ++t) {
      const Term& term = question_.terms[t];
      if (term.head == child && !term.name && term.weight >= 0.5 &&
          absl::c_none_of(named_, [&](const NamedArgument& named) {
            return named.term == t;
          })) {
        named_.push_back({Role::kNone, t, false});
      }
    }
  }
}

// How well the phrase at `head` is the term: 1 by name, less by a pronoun or
// when the name only stands within ("a unit of Norvane"); 0 when it is not.
double AnswerReader::HoldsTerm(int head, const NamedArgument& named) const {
  const extractor::DependencyTree& tree = passage_->tree();
  const std::vector<int> members = Members(*passage_, head);
  double best = 0;
  for (const MatchAt& match : matches_[named.term]) {
    const double worth =
        match.similarity < kPronounMatch
            ? (match.similarity < kLeastSimilarity ? kPronounOfOther
                                                   : kPronounThere)
            : kSame;
    double within = 1;
    for (int i = match.token; i >= 0; i = tree[i].head) {
      if (absl::c_linear_search(members, i)) {
        best = std::max(best, worth * within);
        break;
      }
      const Deprel label = tree[i].label;
      const bool clause = extractor::BaseLabel(label) == Deprel::kAcl ||
                          extractor::BaseLabel(label) == Deprel::kAdvcl ||
                          label == Deprel::kCcomp ||
                          label == Deprel::kParataxis;
      if (clause || (label == Deprel::kAppos && i != match.token)) break;
      if (label == Deprel::kNmod && !named.within) within = kWithin;
    }
  }
  return best;
}

// The subject of a verb that has none of its own: "founded in 2004, Norvane
// sells boats", "a boat built in Malden".
int AnswerReader::ImpliedSubject(int verb) const {
  const extractor::DependencyTree& tree = passage_->tree();
  constexpr int kFar = 4;
  for (int i = verb, steps = 0; steps < kFar && tree[i].head >= 0; ++steps) {
    const Deprel label = extractor::BaseLabel(tree[i].label);
    if (label == Deprel::kAcl) return tree[i].head;
    if (label != Deprel::kAdvcl && label != Deprel::kConj &&
        label != Deprel::kXcomp) {
      return -1;
    }
    i = tree[i].head;
    for (const int child : tree.Children(i)) {
      if (extractor::BaseLabel(tree[child].label) == Deprel::kNsubj) {
        return child;
      }
    }
  }
  return -1;
}

bool AnswerReader::IsPassive(int verb) const {
  const extractor::DependencyTree& tree = passage_->tree();
  if (tree.Child(verb, Deprel::kAuxPass) >= 0) return true;
  return tree[verb].xpos == extractor::Xpos::kVbn &&
         tree.Child(verb, Deprel::kAux) < 0;
}

// What the phrase at `head`, which does not hold the term, says about it.
double AnswerReader::InPlaceOf(int head, size_t term) const {
  const Upos upos = passage_->tree()[head].upos;
  const double near = context_[term] > 0 || !matches_[term].empty() ? 1 : 0.6;
  if (upos == Upos::kPron || upos == Upos::kDet) {
    // "She plays chess and will meet Ruiz": she is not Ruiz.
    const bool later =
        !matches_[term].empty() &&
        absl::c_all_of(matches_[term], [&](const MatchAt& match) {
          return match.token > head;
        });
    if (later) return kNameLater;
    return MeansOther(head, term) ? kOtherThing : kPronounThere * near;
  }
  if (!question_.terms[term].name) return kOtherWord;
  if (IsProper(*passage_, head) && !IsEpithet(head)) return kOtherThing;
  if (IsDefinite(*passage_, head)) {
    return MayDescribe(head, question_.terms[term]) ? kDescribedThere * near
                                                    : kOtherWord;
  }
  // "Quill's shares" for "Norvane's shares".
  for (const int child : passage_->tree().Children(head)) {
    if (IsOwner(passage_->tree()[child].label) && IsProper(*passage_, child)) {
      return kOtherThing;
    }
  }
  const int det = passage_->tree().Child(head, Deprel::kDet);
  const bool is_new = det >= 0 && (passage_->tree()[det].lemma == "a" ||
                                   passage_->tree()[det].lemma == "an");
  return is_new ? kNewThing : kOtherWord;
}

// "The 22-year-old Estonian", "the Estonian": a person named before.
bool AnswerReader::IsEpithet(int noun) const {
  if (!IsDefinite(*passage_, noun)) return false;
  const std::string type = TypeAt(*passage_, noun);
  if (type == "person" || type == "organization") return false;
  const absl::string_view word = passage_->Word(noun);
  return absl::EndsWith(word, "an") || absl::EndsWith(word, "ish") ||
         absl::EndsWith(word, "ese");
}

// Does the extractor know a pronoun to mean something with a name that is not
// what the term says?
bool AnswerReader::MeansOther(int pronoun, size_t term) const {
  const EntityAt* entity = passage_->EntityHeadedBy(pronoun);
  if (entity == nullptr || absl::c_none_of(entity->name, absl::ascii_isupper)) {
    return false;
  }
  const std::vector<std::string> asked =
      lexicon_.BaseForms(question_.terms[term].text);
  for (const absl::string_view word : absl::StrSplit(entity->name, ' ')) {
    // "it" for "the oak well of Kelm", where a well is asked about.
    if (!question_.terms[term].name &&
        absl::c_linear_search(asked, lexicon_.BaseForms(word).front())) {
      return false;
    }
  }
  return true;
}

// Can "the club" be what the name names?
bool AnswerReader::MayDescribe(int noun, const Term& term) const {
  const std::string& lemma = passage_->tree()[noun].lemma;
  const bool person = lexicon_.IsA(lemma, "person");
  switch (TypeOf(term)) {
    case extractor::EntityType::kPerson:
      return person;
    case extractor::EntityType::kOrganization:
    case extractor::EntityType::kPlace:
      return !person;
    default:
      return true;
  }
}

double AnswerReader::NothingInPlace(size_t term) const {
  return context_[term] > 0 || !matches_[term].empty() ? kNothingThere
                                                       : kNowhere;
}

// One named argument at a verb of the passage.
double AnswerReader::ArgumentAtVerb(int verb, const NamedArgument& named,
                                    bool converse) const {
  const Role role = converse ? ConverseRole(named.role) : named.role;
  double same = 0, other = 0, elsewhere = 0;
  bool subject = false;
  const auto look = [&](int argument, Role at) {
    const double held = HoldsTerm(argument, named);
    const bool core = at == Role::kSubject || at == Role::kObject;
    if (at == role || named.role == Role::kNone ||
        (converse && named.role == Role::kObject && core)) {
      same = std::max(same, held);
      if (held == 0 && named.role != Role::kNone) {
        other = std::max(other, InPlaceOf(argument, named.term));
      }
    } else if (held > 0) {
      elsewhere =
          std::max(elsewhere, core && !named.within ? kOtherEnd : kBeside);
    }
  };
  for (const RoleArc& arc : passage_->roles) {
    if (arc.predicate != verb) continue;
    look(arc.argument, arc.role);
    subject =
        subject || extractor::BaseLabel(passage_->tree()[arc.argument].label) ==
                       Deprel::kNsubj;
  }
  if (const int implied = subject ? -1 : ImpliedSubject(verb); implied >= 0) {
    look(implied, IsPassive(verb) ? Role::kObject : Role::kSubject);
  }
  if (same > 0) return same;
  if (elsewhere > 0) return other > 0 ? std::min(other, elsewhere) : elsewhere;
  return other > 0 ? other : NothingInPlace(named.term);
}

// One named argument at a noun of the passage: whose it is.
double AnswerReader::ArgumentAtNoun(int noun,
                                    const NamedArgument& named) const {
  const extractor::DependencyTree& tree = passage_->tree();
  // "Ruiz, an analyst at Norvane": who the noun is said of.
  for (const MatchAt& match : matches_[named.term]) {
    if (StandsFor(noun, match.token)) return kSame;
  }
  double best = 0;
  for (const int child : tree.Children(noun)) {
    if (!IsOwner(tree[child].label)) continue;
    const double held = HoldsTerm(child, named);
    if (held > 0) return held;
    const bool pronoun =
        tree[child].upos == Upos::kPron || tree[child].upos == Upos::kDet;
    if (pronoun || IsProper(*passage_, child) ||
        tree[child].label == Deprel::kNmodPoss) {
      // "Its director alerted Norvane": not Norvane's.
      best = std::max(best, InPlaceOf(child, named.term));
    }
  }
  if (best > 0) return best;
  return NothingInPlace(named.term);
}

// The predicate whose argument the phrase is.
int AnswerReader::PredicateOver(int token) const {
  const RoleArc* nearest = nullptr;
  for (const RoleArc& arc : passage_->roles) {
    if (!passage_->tree().Dominates(arc.argument, token)) continue;
    if (nearest == nullptr ||
        passage_->tree().Dominates(nearest->argument, arc.argument)) {
      nearest = &arc;
    }
  }
  return nearest == nullptr ? -1 : nearest->predicate;
}

double AnswerReader::ArgumentsAt(int predicate) const {
  double factor = 1;
  const extractor::Upos upos = passage_->tree()[predicate].upos;
  const bool verb = upos == Upos::kVerb || upos == Upos::kAux;
  const bool converse = IsConverse(predicate);
  for (const NamedArgument& named : named_) {
    factor = std::min(factor, verb ? ArgumentAtVerb(predicate, named, converse)
                                   : ArgumentAtNoun(predicate, named));
  }
  return factor;
}

// Does the phrase stand beside a name of the question, as another argument of
// the same predicate?
bool AnswerReader::IsBesideNamed(int token) const {
  const int over = PredicateOver(token);
  for (size_t t = 0; over >= 0 && t < matches_.size(); ++t) {
    if (!question_.terms[t].name) continue;
    for (const MatchAt& match : matches_[t]) {
      if (PredicateOver(match.token) == over &&
          !passage_->tree().Dominates(match.token, token) &&
          !passage_->tree().Dominates(passage_->tree()[token].head,
                                      match.token)) {
        return true;
      }
    }
  }
  return false;
}

// Does the passage tell the event from the other end?
bool AnswerReader::IsConverse(int predicate) const {
  return verb_ >= 0 && predicate >= 0 &&
         lexicon_.AreConverse(lexicon_.BaseForms(question_.terms[verb_].text),
                              passage_->bases[predicate]);
}

}  // namespace weft::service
