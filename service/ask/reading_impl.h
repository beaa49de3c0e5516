// The reader of answers, shared by the files that implement it: reading.cc
// (phrases), reading_candidates.cc (which words may answer),
// reading_factors.cc (how well a place fits), reading_arguments.cc (what the
// predicate is said of), reading_denial.cc, reading_kinds.cc (definitions,
// relations, yes and no). For them alone.
#ifndef WEFT_SERVICE_ASK_READING_IMPL_H_
#define WEFT_SERVICE_ASK_READING_IMPL_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/clause/clause_finder.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/matcher.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// What is said is said of something else.
inline constexpr double kOtherThing = 0.3;

// A word that is as good as this is taken by the question.
inline constexpr double kSimilarTaken = 0.8;

// Is the word denied: "did not reply", "no box was sold", "declined to say"?
bool IsDenied(const Passage& passage, int token);

// A term of the question that its predicate is said of.
struct NamedArgument {
  Role role = Role::kNone;  // kNone: whose it is, of a noun
  size_t term = 0;
  bool within = false;  // "Norvane's shares": the term is not the head
};

// The role at "sold" of what has `role` at "bought".
Role ConverseRole(Role role);

class AnswerReader {
 public:
  AnswerReader(const Question& question, const std::vector<Link>& links,
               const Lexicon& lexicon)
      : question_(question),
        links_(links),
        lexicon_(lexicon),
        matcher_(question, links, lexicon) {
    const auto clauses = extractor::FindClauses(question.sentence.tree);
    asked_ = RolesOf(clauses, question.sentence.tree);
    for (const RoleArc& arc : asked_) {
      if (arc.predicate == question.predicate && arc.argument == question.gap) {
        gap_role_ = arc.role;
      }
    }
    FindNamedArguments();
    for (size_t t = 0; t < question.terms.size(); ++t) {
      total_ += question.terms[t].weight;
      if (question.terms[t].verb) {
        verb_ = static_cast<int>(t);
        verb_distance_ = question.terms[t].distance;
      }
    }
  }

  void Read(const WeighedPassage& weighed);
  std::vector<FoundAnswer> Take() &&;

 private:
  void MatchPronouns();
  bool IsAgeOfSomeone(int token) const;
  extractor::EntityType TypeOf(const Term& term) const;
  void ReadDefinition();
  bool AsksOccupation() const;
  void ReadOccupation();
  void ReadRelation();
  void ReadRelationVerb(size_t one, size_t other);
  void ReadYesNo();
  void ReadPhrases();
  bool StandsFor(int noun, int token) const;
  bool HasOwnContext(size_t term) const;
  bool IsNoAnswer(int token) const;
  bool SaysBecause(int verb) const;
  bool IsBased(int token) const;
  bool MayBeSaid() const;
  bool HasContent(int noun) const;
  bool RepeatsQuestion(int token) const;
  bool IsDescribed(int token) const;
  bool IsCandidate(int token) const;
  bool IsTaken(int token) const;
  bool IsTakenWord(int token) const;
  bool IsNameAsked(absl::string_view text) const;
  bool IsTakenByWord(int token) const;
  bool HasNameBeside(int token) const;
  bool OwnsNamed(int token) const;
  std::string ShortPhrase(int noun) const;
  std::vector<int> Twins(int token) const;
  std::vector<int> StepsFrom(int token, bool twins) const;
  double WordsAround(int token, int own_distance, double type,
                     Signals* signals) const;
  void SignalsOfPassage(Signals* signals) const;
  double VerbFactor() const;
  std::vector<size_t> TermsWithin(int argument) const;
  void FindNamedArguments();
  double HoldsTerm(int head, const NamedArgument& named) const;
  int ImpliedSubject(int verb) const;
  bool IsPassive(int verb) const;
  double InPlaceOf(int head, size_t term) const;
  double NothingInPlace(size_t term) const;
  double ArgumentAtVerb(int verb, const NamedArgument& named,
                        bool converse) const;
  double ArgumentAtNoun(int noun, const NamedArgument& named) const;
  double ArgumentsAt(int predicate) const;
  int PredicateOver(int token) const;
  bool IsConverse(int predicate) const;
  bool IsBesideNamed(int token) const;
  bool MeansOther(int pronoun, size_t term) const;
  bool IsEpithet(int noun) const;
  bool MayDescribe(int noun, const Term& term) const;
  bool IsUnreal(int verb) const;
  bool IsOtherKind(size_t term) const;
  double MissingFactor() const;
  double PrepositionFactor(int token) const;
  bool IsCompany(int argument) const;
  double RoleFactor(int token) const;
  void SignalsOfVerb(int token, Signals* signals) const;
  void Add(int token, double fit, const Signals& signals,
           std::string text = "");
  std::vector<int> SupportOf(int token) const;

  const Question& question_;
  const std::vector<Link>& links_;
  const Lexicon& lexicon_;
  Matcher matcher_;
  std::vector<RoleArc> asked_;
  Role gap_role_ = Role::kNone;
  std::vector<NamedArgument> named_;
  double total_ = 0;
  int verb_ = -1;  // the term that is the predicate
  int verb_distance_ = 1;

  // The passage being read.
  const Passage* passage_ = nullptr;
  const WeighedPassage* weighed_ = nullptr;
  TermMatches matches_;
  std::vector<double> context_;    // of each term: held near by
  std::vector<double> arguments_;  // of each place of the predicate

  double best_ = 0;  // fit so far
  std::vector<FoundAnswer> found_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_READING_IMPL_H_
