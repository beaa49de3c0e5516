// Whether the words before a date make it one of the future or of the past.
#ifndef WEFT_EXTRACTOR_VALUE_DATE_DIRECTION_H_
#define WEFT_EXTRACTOR_VALUE_DATE_DIRECTION_H_

#include <cstddef>

#include "extractor/value/calendar.h"
#include "extractor/value/words.h"

namespace weft::extractor {

// Of the date that begins at token `i`: "will open in", "due on", "until" and
// the present tense of what is on a calendar ("opens in") make a future,
// "since", "was" a past one; the nearest such word within the clause counts.
// kNearest when there is none.
Direction FindDirection(const Words& words, size_t i);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_DATE_DIRECTION_H_
