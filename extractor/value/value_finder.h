// Finds dates, money, percentages, numbers and quantities in a sentence and
// normalises them.
#ifndef WEFT_EXTRACTOR_VALUE_VALUE_FINDER_H_
#define WEFT_EXTRACTOR_VALUE_VALUE_FINDER_H_

#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "base/span.h"
#include "extractor/token/token.h"
#include "extractor/value/value.h"

namespace weft::extractor {

struct ValueMention {
  TokenSpan tokens;  // of the sentence, the comparator words included
  Value value;
};

// Disjoint mentions in text order, longest first where several fit. Relative
// times ("last month", "Monday") are counted from `published`; without it they
// are found with an empty `iso`. A date without a year is the one nearest to
// `published`, the past preferred (news reports what has happened).
std::vector<ValueMention> FindValues(absl::Span<const Token> tokens,
                                     std::optional<absl::CivilDay> published);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_VALUE_FINDER_H_
