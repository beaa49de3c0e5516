// Questions that compare: the words that say what is compared with what.
//
//   Is the Terne faster than the Skarv?             yes or no
//   Which is cheaper, the Lom or the Terne?         one of two
//   How much cheaper is the Lom than the Terne?     the difference
//   Which yard employs the most people?             the most of all
//   Which yard was founded first?                   ... by time
#ifndef WEFT_SERVICE_ASK_COMPARISON_H_
#define WEFT_SERVICE_ASK_COMPARISON_H_

#include <cstdint>
#include <string>

#include "extractor/analysis/analyzer.h"
#include "service/ask/lexicon.h"

namespace weft::service {

enum class ComparisonKind : uint8_t {
  kNone,
  kIsMore,      // is A more than B
  kWhich,       // A or B
  kDifference,  // by how much
  kMost,        // of all
};

// Either an adjective is compared ("cheap"), or how much is done ("employ"
// people).
struct Comparison {
  ComparisonKind kind = ComparisonKind::kNone;
  std::string adjective;  // base form; "" when `verb` is set
  std::string verb;       // base form
  std::string noun;       // what is counted, base form; "": any amount
  bool less = false;      // "less", "fewest", "last"
  bool by_time = false;   // "first", "last"
  bool passive = false;   // "was founded first"
  std::string a, b;       // the two, without articles; "" for kMost
};

// `question`: its own analysis. kNone for a question that does not compare.
Comparison ReadComparison(const extractor::AnalyzedSentence& question,
                          const Lexicon& lexicon);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_COMPARISON_H_
