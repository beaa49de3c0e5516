// Times of day: "12:31", "5 p.m.", "5:30 pm EST", "noon", "midnight".
#ifndef WEFT_EXTRACTOR_VALUE_TIME_OF_DAY_H_
#define WEFT_EXTRACTOR_VALUE_TIME_OF_DAY_H_

#include <cstddef>
#include <optional>
#include <string>

#include "extractor/value/words.h"

namespace weft::extractor {

struct TimeOfDay {
  int hour = 0;    // 0..23
  int minute = 0;  // 0..59
  size_t end = 0;  // behind the last token, a time zone included
};

// The time that begins at token `i`. A bare hour is none, and "3:2" neither.
std::optional<TimeOfDay> ReadTimeOfDay(const Words& words, size_t i);

// "2025-01-27", 17:00 -> "2025-01-27T17:00". The zone is left out: the day of
// the text counts.
std::string IsoTime(const std::string& day, const TimeOfDay& time);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_TIME_OF_DAY_H_
