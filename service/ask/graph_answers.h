// What the graph itself answers, beside the sentences that were read: the
// pattern of the question is run, and its rows, a verdict on them or a
// comparison of values join the answers.
#ifndef WEFT_SERVICE_ASK_GRAPH_ANSWERS_H_
#define WEFT_SERVICE_ASK_GRAPH_ANSWERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// The pattern that was run last, and whose rows show what it answers. `answers`
// come in as they were read, and go out with those of the graph, best first.
// Errors: those of the reader and of `budget`.
absl::StatusOr<PatternReading> AddGraphAnswers(
    const graphstore::Reader& reader, const Question& question,
    const std::vector<Link>& links, const Lexicon& lexicon, AskBudget& budget,
    std::vector<FoundAnswer>* answers);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_GRAPH_ANSWERS_H_
