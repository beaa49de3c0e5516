// Yes or no from the facts of a pattern.
//
// A question about a fact has both ends named ("Did Norvane buy Quill?"). Its
// pattern is run as it stands, then for what is denied, then without its
// conditions of time and of factuality:
//
//   a fact says so                           yes
//   a fact denies it, and none says so       no
//   it happened once, at another time        no
//   it is only planned, said or possible     nothing: the graph does not know
#ifndef WEFT_SERVICE_ASK_PATTERN_VERDICT_H_
#define WEFT_SERVICE_ASK_PATTERN_VERDICT_H_

#include <optional>

#include "absl/status/statusor.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/lexicon.h"
#include "service/ask/pattern_reading.h"
#include "service/ask/question.h"

namespace weft::service {

enum class Verdict : uint8_t {
  kUnsaid,  // no fact speaks of it
  kYes,
  kNo,
  kOnlyPossible  // planned, possible, hoped for
};

struct PatternVerdict {
  Verdict verdict = Verdict::kUnsaid;
  PatternReading shown;  // the pattern whose rows say so
};

// `pattern`: of the question, run. Errors: those of the reader and of
// `budget`.
absl::StatusOr<PatternVerdict> JudgePattern(const graphstore::Reader& reader,
                                            const Question& question,
                                            const PatternReading& pattern,
                                            const Lexicon& lexicon,
                                            AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_PATTERN_VERDICT_H_
