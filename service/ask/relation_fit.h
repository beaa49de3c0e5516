// Does a relation of the graph say what a question asks about, and which of
// its ends is which?
//
//   asked: found, gap the subject, named the object ("Who founded Norvane?")
//     "found"         yes, the gap is the subject
//     "be founder of" yes, the gap is the subject
//     "be found in"   no: what was founded stands before it, but no founder
//
// Names of relations are those of the extractor: "buy", "buy tug from", "be
// found in" (passive, nobody named who did it), "be chief executive of", "be
// larger than", "revenue rise". Words are compared by meaning (lexicon.h).
#ifndef WEFT_SERVICE_ASK_RELATION_FIT_H_
#define WEFT_SERVICE_ASK_RELATION_FIT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/ask/lexicon.h"
#include "service/ask/passage.h"

namespace weft::service {

// What stands at one end of the predicate that is asked about.
struct AskedEnd {
  Role role = Role::kNone;  // kNone: any, the other end decides
  std::string preposition;  // of an oblique, "in" for "at" and "on"; "" any
  // "revenue" for Norvane in "Norvane's revenue rose".
  std::string owned;
};

// The predicate of a question: a verb, or a noun that one is of another ("the
// director of Norvane": the gap is the subject, Norvane the object).
struct AskedRelation {
  std::vector<std::string> bases;      // the likeliest first
  std::vector<std::string> modifiers;  // "chief" of "chief executive"
  bool noun = false;
  AskedEnd gap;
  AskedEnd named;
};

struct RelationFit {
  double likeness = 0;  // of the words, 0..1
  bool gap_is_subject = false;
};

// Below this a relation says something else. Synonyms in frequent senses
// reach it, kinds of a thing do not.
inline constexpr double kLeastLikeness = 0.74;

// nullopt: the relation says something else, or nothing of these two ends.
std::optional<RelationFit> FitRelation(absl::string_view relation,
                                       const AskedRelation& asked,
                                       const Lexicon& lexicon);

// "in" for "at", "on", "within", "into"; "of" for "from" after verbs of dying:
// prepositions that change easily.
std::string PlainPreposition(absl::string_view preposition);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_RELATION_FIT_H_
