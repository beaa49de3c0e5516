// Every expression of time at a place in a sentence: points (date_point.h),
// ranges of them, relative ones, quarters, seasons, decades, times of day.
#ifndef WEFT_EXTRACTOR_VALUE_DATE_READER_H_
#define WEFT_EXTRACTOR_VALUE_DATE_READER_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "extractor/value/words.h"

namespace weft::extractor {

struct DateReading {
  std::string iso;  // "" when it cannot be resolved
  size_t end = 0;   // behind the last token
};

// The longest expression of time that begins at token `i`; the preposition
// before it is no part of it.
std::optional<DateReading> ReadDate(const Words& words, size_t i,
                                    std::optional<absl::CivilDay> published);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_DATE_READER_H_
