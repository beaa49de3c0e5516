// The values that a comparison compares: what things cost, weigh, employ, when
// they were founded.
#ifndef WEFT_SERVICE_ASK_COMPARISON_VALUES_H_
#define WEFT_SERVICE_ASK_COMPARISON_VALUES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/comparison.h"
#include "service/ask/lexicon.h"
#include "service/ask/measures.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"

namespace weft::service {

// Are times compared, not values?
bool IsTimed(const Comparison& asked, const Measure& measure);

// "USD"
bool IsCurrency(absl::string_view unit);

// Facts with the values, in one unit, of `nodes`, or of all things without any;
// sorted in the direction that is asked for. `question` compares, by `measure`
// where by an adjective. Errors: those of the reader and of `budget`.
absl::StatusOr<PatternReading> FindValues(
    const graphstore::Reader& reader, const Question& question,
    const Measure& measure, const std::vector<graphstore::NodeId>& nodes,
    const Lexicon& lexicon, AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_COMPARISON_VALUES_H_
