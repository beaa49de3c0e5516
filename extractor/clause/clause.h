// Clauses: the one structure from which every view of a sentence is made.
//
// A clause is a predicate (a chain of verbs, a copula with its complement, or
// an existential "there is") with its subject and arguments, all of them as
// token indexes of one sentence. What the grammar leaves out is filled in: the
// subject of a coordinated verb, of a relative or participial clause, of a
// controlled infinitive.
//
//   "Ruiz, who founded Norvane, plans to sell it in May."
//     founded   subject Ruiz (relative)  object Norvane
//     plans to sell  subject Ruiz  object it  oblique May ("in")
#ifndef WEFT_EXTRACTOR_CLAUSE_CLAUSE_H_
#define WEFT_EXTRACTOR_CLAUSE_CLAUSE_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

enum class ClauseKind : uint8_t {
  kVerbal,
  kCopular,      // "is" and a nominal, adjectival or prepositional complement
  kExistential,  // "there is/are ..."
};

// How the clause hangs on the rest of the sentence.
enum class ClauseLink : uint8_t {
  kMain,
  kConjunct,     // of another clause's predicate
  kComplement,   // ccomp or csubj: "said that ..."
  kOpen,         // infinitive with another subject than the verb above:
                 // "asked him to leave"
  kRelative,     // "who founded ..."
  kParticipial,  // "the fund founded in 2005", "the map showing ..."
  kAdverbial,    // "while ...", "drawing parallels ..."
  kParataxis,
};

enum class SubjectSource : uint8_t {
  kNone,        // imperative, impersonal or not to be found
  kOwn,         // written in the clause
  kShared,      // of the first conjunct
  kControlled,  // subject or object of the verb above
  kRelative,    // antecedent of a relative clause
  kParticipial  // noun that the participle hangs on
};

enum class ArgumentRole : uint8_t {
  kObject,
  kIndirectObject,
  kComplement,  // what a copula, "become", "consider him" ascribes
  kAgent,       // "by ..." of a passive
  kOblique,     // prepositional phrase or bare time/measure phrase
  kAdverb,
  kContent,          // finite or open clause that is said, thought, wanted
  kAdverbialClause,  // "because ...", "to win"
};

absl::string_view ClauseKindName(ClauseKind kind);      // "copular"
absl::string_view ArgumentRoleName(ArgumentRole role);  // "oblique"

struct Argument {
  ArgumentRole role = ArgumentRole::kObject;
  int head = kNoHead;
  // Prepositions or conjunctions before it, in text order: "because" "of".
  std::vector<int> markers;
  // Set when the argument is the antecedent of a relative clause and stands
  // outside of the clause: "the gimmicks she used".
  bool antecedent = false;
  // A dependent of the head that is no part of the argument: the possessor in
  // "Norvane's stock", when the fact is about Norvane.
  int without = kNoHead;
};

struct Clause {
  ClauseKind kind = ClauseKind::kVerbal;
  ClauseLink link = ClauseLink::kMain;
  // Predicates from the finite one to the one that holds the content: "plans",
  // "sell". At least one; head() is the last.
  std::vector<int> chain;
  int head() const { return chain.back(); }
  // The verb group in text order: auxiliaries, negation, "to", particles and
  // the chain; without the complement of a copula.
  std::vector<int> verb;
  // Adverbs that stand inside the verb group or right before it.
  std::vector<int> adverbs;

  int subject = kNoHead;
  SubjectSource subject_source = SubjectSource::kNone;
  int relative = kNoHead;  // the relative pronoun, if one is written

  std::vector<Argument> arguments;  // in text order
  bool passive = false;             // of the last verb of the chain
  int negation = kNoHead;           // "not", "never", "no longer"
  int modal = kNoHead;              // "may", "will", "would"

  int parent = -1;         // index of the clause above, -1 at the top
  int governor = kNoHead;  // token that the clause hangs on

  // First argument of this role, or nullptr.
  const Argument* Find(ArgumentRole role) const;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_CLAUSE_H_
