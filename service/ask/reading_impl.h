// The reader of answers, shared by the files that implement it: reading.cc
// (phrases), reading_factors.cc (how well a place fits), reading_kinds.cc
// (definitions, relations, yes and no). For them alone.
#ifndef WEFT_SERVICE_ASK_READING_IMPL_H_
#define WEFT_SERVICE_ASK_READING_IMPL_H_

#include <string>
#include <vector>

#include "extractor/clause/clause_finder.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/matcher.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// A word that is as good as this is taken by the question.
inline constexpr double kSimilarTaken = 0.8;

// Is the word denied: "did not reply", "no box was sold", "declined to say"?
bool IsDenied(const Passage& passage, int token);

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
  bool NamesPerson(const Term& term) const;
  void ReadDefinition();
  void ReadRelation();
  void ReadYesNo();
  void ReadPhrases();
  bool StandsFor(int noun, int token) const;
  bool HasOwnContext(size_t term) const;
  bool IsCandidate(int token) const;
  bool IsTaken(int token) const;
  bool IsTakenWord(int token) const;
  bool IsTakenByWord(int token) const;
  bool HasNameBeside(int token) const;
  bool OwnsNamed(int token) const;
  std::string ShortPhrase(int noun) const;
  std::vector<int> Twins(int token) const;
  double WordsAround(int token, int own_distance, double type) const;
  double VerbFactor() const;
  double ArgumentFactor() const;
  bool HasOtherIn(int verb, Role role, size_t term) const;
  double MissingFactor() const;
  double PrepositionFactor(int token) const;
  double RoleFactor(int token) const;
  double DenialFactor(int token) const;
  void Add(int token, double score, std::string text = "");
  std::vector<int> SupportOf(int token) const;

  const Question& question_;
  const std::vector<Link>& links_;
  const Lexicon& lexicon_;
  Matcher matcher_;
  std::vector<RoleArc> asked_;
  Role gap_role_ = Role::kNone;
  double total_ = 0;
  int verb_ = -1;  // the term that is the predicate
  int verb_distance_ = 1;

  // The passage being read.
  const Passage* passage_ = nullptr;
  const WeighedPassage* weighed_ = nullptr;
  TermMatches matches_;
  std::vector<double> context_;  // of each term: held near by

  double best_ = 0;  // score so far
  std::vector<FoundAnswer> found_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_READING_IMPL_H_
