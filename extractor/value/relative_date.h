// Times counted from the day of publication: "yesterday", "last month", "two
// years ago", "earlier this week", "the past five years", "over the weekend".
#ifndef WEFT_EXTRACTOR_VALUE_RELATIVE_DATE_H_
#define WEFT_EXTRACTOR_VALUE_RELATIVE_DATE_H_

#include <cstddef>
#include <optional>

#include "extractor/value/date_point.h"
#include "extractor/value/date_reader.h"
#include "extractor/value/words.h"

namespace weft::extractor {

// Found with an empty `iso` when `reference` has no day of publication, or
// when the words count from another time ("the previous year").
std::optional<DateReading> ReadRelativeDate(const Words& words, size_t i,
                                            const DateReference& reference);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_RELATIVE_DATE_H_
