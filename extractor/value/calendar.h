// Dates as text in ISO 8601, and the arithmetic that news dates need.
//
// Stretches longer than a day that are no month and no year (weeks, quarters,
// seasons, decades) are intervals "first/last", both ends included.
#ifndef WEFT_EXTRACTOR_VALUE_CALENDAR_H_
#define WEFT_EXTRACTOR_VALUE_CALENDAR_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace weft::extractor {

std::string IsoDay(absl::CivilDay day);        // "2025-01-27"
std::string IsoMonth(absl::CivilMonth month);  // "2025-01"
std::string IsoYear(absl::civil_year_t year);  // "2025"

std::string IsoDays(absl::CivilDay first, absl::CivilDay last);
std::string IsoMonths(absl::CivilMonth first, absl::CivilMonth last);
std::string IsoYears(absl::civil_year_t first, absl::civil_year_t last);

// Monday to Sunday of the week `day` lies in, `weeks` later.
std::string IsoWeek(absl::CivilDay day, int weeks);
// Saturday and Sunday. offset 0: the weekend next before `day`, or the one it
// lies in; +1: the one after.
std::string IsoWeekend(absl::CivilDay day, int offset);
std::string IsoQuarter(absl::civil_year_t year, int quarter);  // 1..4
std::string IsoHalf(absl::civil_year_t year, int half);        // 1..2

// Meteorological seasons of the northern half: spring is March to May, winter
// begins in December of `year`.
enum class Season { kSpring, kSummer, kAutumn, kWinter };
std::string IsoSeason(absl::civil_year_t year, Season season);
absl::CivilMonth SeasonBegin(absl::civil_year_t year, Season season);

absl::CivilDay LastDayOf(absl::CivilMonth month);

// Words, lower case: "jan", "jan.", "january" -> 1; "mon", "monday"; "autumn".
std::optional<int> ParseMonth(absl::string_view lower);
std::optional<absl::Weekday> ParseWeekday(absl::string_view lower);
std::optional<Season> ParseSeason(absl::string_view lower);

// Which of the years around it a date without a year is meant in.
enum class Direction {
  kNearest,  // the last one before the reference, unless the next one is much
             // nearer (less than a quarter of the way back)
  kPast,
  kFuture,
};

// The year in which month `month` is meant, seen from `reference`. The month
// of the reference itself counts as past and as future.
absl::civil_year_t YearOfMonth(int month, absl::CivilDay reference,
                               Direction direction);
absl::CivilDay DayWithoutYear(int month, int day, absl::CivilDay reference,
                              Direction direction);
// The last (next) such weekday; the reference itself counts for both.
absl::CivilDay NearWeekday(absl::Weekday weekday, absl::CivilDay reference,
                           Direction direction);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_CALENDAR_H_
