// Answers from the facts that a question's pattern matched (pattern_reading.h).
//
//   which, who, what    the nodes at the end that is asked for
//   when                the times of the facts
//   how many            how many nodes of that kind there are, by name
//   did, is             yes where a fact says so, no where one denies it
//
// Reading the sentences of the facts (reading.h) says more about most answers;
// these are merged into it (MergeAnswers).
#ifndef WEFT_SERVICE_ASK_PATTERN_ANSWERS_H_
#define WEFT_SERVICE_ASK_PATTERN_ANSWERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/store/reader.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// Best first, each node once. Errors: those of the reader.
absl::StatusOr<std::vector<FoundAnswer>> AnswersOfPattern(
    const graphstore::Reader& reader, const Question& question,
    const PatternReading& pattern, const Lexicon& lexicon);

// An answer that both found has the facts of the pattern first and a score no
// lower than either; what only the pattern found is added. Best first again.
void MergeAnswers(std::vector<FoundAnswer> pattern,
                  std::vector<FoundAnswer>* answers);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_PATTERN_ANSWERS_H_
