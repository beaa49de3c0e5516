#include "extractor/value/date_point.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "extractor/token/characters.h"
#include "extractor/value/number_reader.h"

namespace weft::extractor {
namespace {

// 1..31 in digits or as an ordinal ("27", "27th", "third"); 0 for others.
int ParseDayOfMonth(absl::string_view lower, bool ordinal_words) {
  int day = 0;
  if (IsAllDigits(lower) && lower.size() <= 2 &&
      absl::SimpleAtoi(lower, &day)) {
    return day >= 1 && day <= 31 ? day : 0;
  }
  if (!ordinal_words && !absl::ascii_isdigit(lower.empty() ? 'x' : lower[0])) {
    return 0;
  }
  const std::optional<int> ordinal = ParseOrdinal(lower);
  return ordinal && *ordinal >= 1 && *ordinal <= 31 ? *ordinal : 0;
}

int MonthAt(const Words& words, size_t i) {
  if (!StartsUpper(words.text(i))) return 0;
  return ParseMonth(words.lower(i)).value_or(0);
}

// "May" and "March" (and "Mar", "Sun") are words as well: alone they want a
// word before them that goes with dates.
bool IsDateLead(absl::string_view word) {
  static const auto& leads = *new absl::flat_hash_set<absl::string_view>{
      "in",   "since",   "until",  "till",    "by",    "of",
      "last", "next",    "this",   "early",   "late",  "mid",
      "from", "to",      "for",    "before",  "after", "during",
      "and",  "between", "around", "through", "about"};
  return leads.contains(word);
}

bool IsUnitWord(absl::string_view word) {
  static const auto& units = *new absl::flat_hash_set<absl::string_view>{
      "people",  "men",     "women",   "children", "percent",  "per",
      "%",       "million", "billion", "thousand", "trillion", "km",
      "kg",      "miles",   "metres",  "meters",   "feet",     "euros",
      "dollars", "pounds",  "yuan",    "yen",      "tonnes",   "tons",
      "mw",      "m",       "jobs",    "workers",  "homes",    "employees",
      "times",   "hours",   "acres",   "hectares", "copies",   "shares",
      "units",   "words",   "pages",   "students", "soldiers", "troops",
      "deaths",  "cases",   "seats",   "points"};
  return units.contains(word);
}

// Whether the year token at `i` that stands alone is a year.
bool LoneYearIsYear(const Words& words, size_t i, int year) {
  if (IsUnitWord(words.lower(words.SkipHyphen(i + 1)))) return false;
  if (i > 0 && (words.text(i - 1) == "$" || words.text(i - 1) == "€" ||
                words.text(i - 1) == "£" || words.text(i - 1) == "#")) {
    return false;
  }
  if (year >= 1900 && year <= 2100) return true;
  if (i == 0) return false;
  const absl::string_view before = words.lower(i - 1);
  return IsDateLead(before) || before == "(" || before == "the" ||
         (words.is_dash(i - 1) && i > 1 && ParseYear(words.text(i - 2)) > 0);
}

// Behind month and day: ", 2025", "2025".
void ReadTrailingYear(const Words& words, DatePoint& point) {
  size_t at = point.end;
  if (words.text(at) == "," || words.lower(at) == "of") ++at;
  const int year = ParseYear(words.text(at));
  if (year == 0) return;
  if (at == point.end + 1 && words.text(point.end) == "," &&
      IsUnitWord(words.lower(at + 1))) {
    return;
  }
  point.year = year;
  point.end = at + 1;
}

// "Jan. 27", "January 27th, 2025", "May 2023", "September".
std::optional<DatePoint> ReadMonthFirst(const Words& words, size_t i) {
  DatePoint point;
  point.month = MonthAt(words, i);
  if (point.month == 0) return std::nullopt;
  point.end = i + 1;
  size_t at = i + 1;
  if (words.lower(at) == "the") ++at;
  const int day = ParseDayOfMonth(words.lower(at), at > i + 1);
  if (day > 0 && words.text(at + 1) != "%" && !words.glued(at)) {
    point.day = day;
    point.end = at + 1;
    ReadTrailingYear(words, point);
    return point;
  }
  ReadTrailingYear(words, point);
  const absl::string_view name = words.lower(i);
  const bool word_too = name == "may" || name == "march" || name == "mar";
  if (word_too && !point.has_year() &&
      (i == 0 || !IsDateLead(words.lower(i - 1)))) {
    return std::nullopt;
  }
  return point;
}

// "3 January 1933", "the 3rd of May", "2 October".
std::optional<DatePoint> ReadDayFirst(const Words& words, size_t i) {
  DatePoint point;
  size_t at = i;
  const bool the = words.lower(at) == "the";
  if (the) ++at;
  point.day = ParseDayOfMonth(words.lower(at), the);
  if (point.day == 0) return std::nullopt;
  ++at;
  if (words.lower(at) == "of") ++at;
  point.month = MonthAt(words, at);
  if (point.month == 0) return std::nullopt;
  point.end = at + 1;
  ReadTrailingYear(words, point);
  return point;
}

// "2025-01-27", "27.01.2025", "01/27/2025", "27/01/2025" as one token. With
// slashes the month goes first as in American news, unless it cannot.
std::optional<DatePoint> ReadNumericDate(const Words& words, size_t i) {
  const absl::string_view token = words.text(i);
  if (token.size() < 6 || token.size() > 10) return std::nullopt;
  for (char separator : {'-', '/', '.'}) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(token, separator);
    if (parts.size() != 3) continue;
    std::array<int, 3> fields{};
    for (int k = 0; k < 3; ++k) {
      if (!IsAllDigits(parts[k]) || !absl::SimpleAtoi(parts[k], &fields[k])) {
        return std::nullopt;
      }
    }
    DatePoint point;
    point.end = i + 1;
    if (parts[0].size() == 4) {
      point.year = fields[0];
      point.month = fields[1];
      point.day = fields[2];
    } else if (parts[2].size() == 4) {
      const bool day_first = separator == '.' || fields[0] > 12;
      point.month = day_first ? fields[1] : fields[0];
      point.day = day_first ? fields[0] : fields[1];
      point.year = fields[2];
    } else {
      return std::nullopt;
    }
    const bool valid = point.month >= 1 && point.month <= 12 &&
                       point.day >= 1 && point.day <= 31 &&
                       point.year >= 1000 && point.year <= 2100;
    return valid ? std::optional<DatePoint>(point) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<DatePoint> ReadYearAlone(const Words& words, size_t i) {
  DatePoint point;
  point.year = ParseYear(words.text(i));
  if (point.year == 0 || !LoneYearIsYear(words, i, point.year)) {
    return std::nullopt;
  }
  point.end = i + 1;
  return point;
}

std::optional<DatePoint> ReadWithoutWeekday(const Words& words, size_t i) {
  for (const auto read :
       {ReadMonthFirst, ReadDayFirst, ReadNumericDate, ReadYearAlone}) {
    if (const auto point = read(words, i)) return point;
  }
  return std::nullopt;
}

// "Monday", "Monday, Jan. 27", "Fri Apr 12, 2024".
std::optional<DatePoint> ReadWeekdayFirst(const Words& words, size_t i) {
  if (!StartsUpper(words.text(i))) return std::nullopt;
  const auto weekday = ParseWeekday(words.lower(i));
  if (!weekday) return std::nullopt;
  // "Sun" and "Sat" alone are words; "Mon" is a name.
  const bool short_form = words.text(i).size() <= 3;
  size_t at = i + 1;
  if (words.text(at) == ",") ++at;
  if (words.lower(at) == "the") ++at;
  std::optional<DatePoint> point;
  if (MonthAt(words, at) > 0) point = ReadMonthFirst(words, at);
  if (!point) point = ReadDayFirst(words, at);
  if (!point && at > i + 1 && words.lower(at - 1) == "the") {
    point = ReadDayFirst(words, at - 1);
  }
  if (point && point->day > 0) {
    point->weekday = weekday;
    return point;
  }
  if (short_form) return std::nullopt;
  DatePoint alone;
  alone.weekday = weekday;
  alone.end = i + 1;
  return alone;
}

}  // namespace

int ParseYear(absl::string_view token) {
  int year = 0;
  if (token.size() != 4 || !IsAllDigits(token) ||
      !absl::SimpleAtoi(token, &year)) {
    return 0;
  }
  return year >= 1000 && year <= 2100 ? year : 0;
}

std::optional<DatePoint> ReadDatePoint(const Words& words, size_t i) {
  if (const auto point = ReadWeekdayFirst(words, i)) return point;
  return ReadWithoutWeekday(words, i);
}

std::string ResolvePoint(const DatePoint& point,
                         const DateReference& reference) {
  if (point.year == 0 && !reference.published) return "";
  if (point.month == 0) {
    if (point.year != 0) return IsoYear(point.year);
    return IsoDay(
        NearWeekday(*point.weekday, *reference.published, reference.direction));
  }
  if (point.day == 0) {
    const auto year = point.year != 0
                          ? point.year
                          : YearOfMonth(point.month, *reference.published,
                                        reference.direction);
    return IsoMonth(absl::CivilMonth(year, point.month));
  }
  const absl::CivilDay day =
      point.year != 0
          ? absl::CivilDay(point.year, point.month, point.day)
          : DayWithoutYear(point.month, point.day, *reference.published,
                           reference.direction);
  // CivilDay turns 30 February into 2 March.
  return day.month() == point.month ? IsoDay(day) : "";
}

}  // namespace weft::extractor
