// Dates that name themselves: "Monday, Jan. 27", "3 January 1933", "May 2023",
// "1987", "2025-01-27", with or without a year.
#ifndef WEFT_EXTRACTOR_VALUE_DATE_POINT_H_
#define WEFT_EXTRACTOR_VALUE_DATE_POINT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "extractor/value/calendar.h"
#include "extractor/value/words.h"

namespace weft::extractor {

// What a date without a year (or a weekday) is counted from.
struct DateReference {
  std::optional<absl::CivilDay> published;
  Direction direction = Direction::kNearest;
};

// What the words say; a field that they leave open is 0.
struct DatePoint {
  int year = 0;
  int month = 0;
  int day = 0;
  std::optional<absl::Weekday> weekday;
  size_t end = 0;  // behind the last token

  bool has_year() const { return year != 0; }
};

// The longest date that begins at token `i`. A lone year is one only where
// the words around it allow it ("in 1987", "the 2022 controls", but not "1987
// people"), a lone "May" or "March" only behind a preposition or the like.
std::optional<DatePoint> ReadDatePoint(const Words& words, size_t i);

// 1000..2100, a token of four digits; 0 for others.
int ParseYear(absl::string_view token);

// In ISO 8601, "" when it needs a reference that is not there or names no day
// of the calendar ("February 30").
std::string ResolvePoint(const DatePoint& point,
                         const DateReference& reference);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_DATE_POINT_H_
