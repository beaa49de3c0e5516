// What a question asks about: its predicate with the ends of it, one to be
// found and one named, and the words that are left over.
#ifndef WEFT_SERVICE_ASK_ASKED_RELATION_H_
#define WEFT_SERVICE_ASK_ASKED_RELATION_H_

#include <string>
#include <vector>

#include "service/ask/lexicon.h"
#include "service/ask/question.h"
#include "service/ask/relation_fit.h"

namespace weft::service {

struct QuestionRelation {
  AskedRelation relation;
  int named = -1;            // the term at the named end; -1: none
  int other = -1;            // the term at the other end, where it is named
  std::vector<int> further;  // terms that something else has to say
  std::string source;        // "according to Ruiz": Ruiz
};

// `relation.bases` is empty where the question has no predicate that a
// relation could say ("Why ...", "How did ...", "Who is Ruiz?").
QuestionRelation ReadRelation(const Question& question, const Lexicon& lexicon);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ASKED_RELATION_H_
