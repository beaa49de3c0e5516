// The query that shows where an answer over documents comes from.
//
// Three patterns are tried, from what the question asks to what the evidence
// says: the facts at its names whose relation says its verb; the fact behind
// the best answer with the answer as a variable; and that fact with the answer
// in its sentence. Each is run by the engine of `weft query`, and the first
// with the best answer among its rows is given, so that what is printed can be
// run by hand and shows the answer. Without an answer it is the first.
#ifndef WEFT_SERVICE_ASK_EXPLAIN_H_
#define WEFT_SERVICE_ASK_EXPLAIN_H_

#include <string>

#include "absl/status/statusor.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/lexicon.h"
#include "service/ask/text_asker.h"

namespace weft::service {

// `answered`: the first answer of `reading` is given. Errors: those of the
// reader and of `budget`.
absl::StatusOr<std::string> ExplainingQuery(const graphstore::Reader& reader,
                                            const TextReading& reading,
                                            bool answered,
                                            const Lexicon& lexicon,
                                            AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_EXPLAIN_H_
