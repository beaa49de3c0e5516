// Propositions: who did what to whom, as token indexes of one sentence.
//
// A proposition is n-ary and still close to the text; the views (views.h) and
// the facts of the pipeline are cut out of it. Verb clauses give one each,
// nouns (appositions, titles, possessives, ...) give binary ones whose relation
// may hold words that the text leaves out ("is", "has", "of").
#ifndef WEFT_EXTRACTOR_OPENIE_PROPOSITION_H_
#define WEFT_EXTRACTOR_OPENIE_PROPOSITION_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

// What the text says about the truth of a clause.
enum class Certainty : uint8_t {
  kAsserted,
  kPossible,      // may, might, could, perhaps, seems to
  kPlanned,       // will, would, plans to, is expected to
  kConditional,   // holds if something else does
  kHypothetical,  // is the condition, a wish or an order
  kClaimed,       // claimed, believed, alleged by somebody
  kQuestion,
};

struct Factuality {
  bool negated = false;
  Certainty certainty = Certainty::kAsserted;
  // Head token of who says so, kNoHead when the text itself does; `speaker`
  // may be a pronoun.
  int source = kNoHead;
};

// The relation of a proposition: words of the sentence in text order, with
// what is to be read before and after them.
struct Relation {
  absl::string_view implied_before;  // "is", "has", ""
  std::vector<int> words;
  absl::string_view implied_after;  // "of", "in", ""
};

struct Proposition {
  absl::string_view rule;  // "verb.svo", "possessive.value"; static storage
  int clause = -1;         // index of the clause it comes from, -1 for nouns
  int subject = kNoHead;   // head token
  // A dependent of the subject that makes the proposition and is no part of
  // its name: "founded in 2005" of "the fund founded in 2005".
  int subject_without = kNoHead;
  Relation relation;
  // Objects and complements first, then obliques, in text order. For nouns at
  // most one: the object.
  std::vector<Argument> arguments;
  bool passive = false;
  Factuality factuality;

  // First argument of this role, or nullptr.
  const Argument* Find(ArgumentRole role) const {
    for (const Argument& argument : arguments) {
      if (argument.role == role) return &argument;
    }
    return nullptr;
  }
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_PROPOSITION_H_
