// Comparisons answered from the graph: by what a fact says ("Quill is larger
// than Norvane"), else by the values of both ("employs 150 people").
//
// Values are compared within one unit. Of several values of one thing the
// latest counts. Where the graph has the values of fewer than two things
// nothing is the most of all.
#ifndef WEFT_SERVICE_ASK_COMPARISON_ANSWERS_H_
#define WEFT_SERVICE_ASK_COMPARISON_ANSWERS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/comparison.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

struct ComparisonReading {
  PatternReading shown;              // whose rows decided
  std::vector<FoundAnswer> answers;  // empty: the graph does not say
};

// `question` compares (question.comparison). Errors: those of the reader and of
// `budget`.
absl::StatusOr<ComparisonReading> CompareByGraph(
    const graphstore::Reader& reader, const Question& question,
    const Lexicon& lexicon, AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_COMPARISON_ANSWERS_H_
