// The terms of a question: its names and content words, with their weights and
// their distance from the gap. For question.cc alone.
#ifndef WEFT_SERVICE_ASK_QUESTION_TERMS_H_
#define WEFT_SERVICE_ASK_QUESTION_TERMS_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"

namespace weft::service {

// Fills question->terms; the statement, its analysis, the gap and the predicate
// are there. `is_name` as in ReadQuestion.
void ReadTerms(const Lexicon& lexicon,
               absl::FunctionRef<bool(absl::string_view)> is_name,
               Question* question);

// Is it one of the words that stand for the gap?
inline bool IsGapWord(absl::string_view word) {
  return word == kGapThing || word == kGapPerson || word == kGapAdverb;
}

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_QUESTION_TERMS_H_
