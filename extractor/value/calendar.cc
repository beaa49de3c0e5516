#include "extractor/value/calendar.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"

namespace weft::extractor {

std::string IsoDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string IsoMonth(absl::CivilMonth month) {
  return absl::StrFormat("%04d-%02d", month.year(), month.month());
}

std::string IsoYear(absl::civil_year_t year) {
  return absl::StrFormat("%04d", year);
}

std::string IsoDays(absl::CivilDay first, absl::CivilDay last) {
  return absl::StrCat(IsoDay(first), "/", IsoDay(last));
}

std::string IsoMonths(absl::CivilMonth first, absl::CivilMonth last) {
  return absl::StrCat(IsoMonth(first), "/", IsoMonth(last));
}

std::string IsoYears(absl::civil_year_t first, absl::civil_year_t last) {
  return absl::StrCat(IsoYear(first), "/", IsoYear(last));
}

std::string IsoWeek(absl::CivilDay day, int weeks) {
  const absl::CivilDay monday =
      absl::PrevWeekday(day + 1, absl::Weekday::monday) + 7 * weeks;
  return IsoDays(monday, monday + 6);
}

std::string IsoWeekend(absl::CivilDay day, int offset) {
  const absl::CivilDay saturday =
      absl::PrevWeekday(day + 1, absl::Weekday::saturday) + 7 * offset;
  return IsoDays(saturday, saturday + 1);
}

std::string IsoQuarter(absl::civil_year_t year, int quarter) {
  const absl::CivilMonth first(year, 3 * quarter - 2);
  return IsoMonths(first, first + 2);
}

std::string IsoHalf(absl::civil_year_t year, int half) {
  const absl::CivilMonth first(year, 6 * half - 5);
  return IsoMonths(first, first + 5);
}

absl::CivilMonth SeasonBegin(absl::civil_year_t year, Season season) {
  return absl::CivilMonth(year, 3 + 3 * static_cast<int>(season));
}

std::string IsoSeason(absl::civil_year_t year, Season season) {
  const absl::CivilMonth first = SeasonBegin(year, season);
  return IsoMonths(first, first + 2);
}

absl::CivilDay LastDayOf(absl::CivilMonth month) {
  return absl::CivilDay(month + 1) - 1;
}

std::optional<int> ParseMonth(absl::string_view lower) {
  static const auto& map = *new absl::flat_hash_map<absl::string_view, int>{
      {"jan", 1},  {"january", 1},   {"feb", 2},    {"february", 2},
      {"mar", 3},  {"march", 3},     {"apr", 4},    {"april", 4},
      {"may", 5},  {"jun", 6},       {"june", 6},   {"jul", 7},
      {"july", 7}, {"aug", 8},       {"august", 8}, {"sep", 9},
      {"sept", 9}, {"september", 9}, {"oct", 10},   {"october", 10},
      {"nov", 11}, {"november", 11}, {"dec", 12},   {"december", 12}};
  const auto found = map.find(absl::StripSuffix(lower, "."));
  if (found == map.end()) return std::nullopt;
  return found->second;
}

std::optional<absl::Weekday> ParseWeekday(absl::string_view lower) {
  using absl::Weekday;
  static const auto& map = *new absl::flat_hash_map<absl::string_view, Weekday>{
      {"monday", Weekday::monday},   {"mon", Weekday::monday},
      {"tuesday", Weekday::tuesday}, {"tue", Weekday::tuesday},
      {"tues", Weekday::tuesday},    {"wednesday", Weekday::wednesday},
      {"wed", Weekday::wednesday},   {"thursday", Weekday::thursday},
      {"thu", Weekday::thursday},    {"thur", Weekday::thursday},
      {"thurs", Weekday::thursday},  {"friday", Weekday::friday},
      {"fri", Weekday::friday},      {"saturday", Weekday::saturday},
      {"sat", Weekday::saturday},    {"sunday", Weekday::sunday},
      {"sun", Weekday::sunday}};
  const auto found = map.find(absl::StripSuffix(lower, "."));
  if (found == map.end()) return std::nullopt;
  return found->second;
}

std::optional<Season> ParseSeason(absl::string_view lower) {
  if (lower == "spring") return Season::kSpring;
  if (lower == "summer") return Season::kSummer;
  if (lower == "autumn" || lower == "fall") return Season::kAutumn;
  if (lower == "winter") return Season::kWinter;
  return std::nullopt;
}

absl::civil_year_t YearOfMonth(int month, absl::CivilDay reference,
                               Direction direction) {
  const absl::CivilMonth now(reference);
  const int back = (now.month() - month + 12) % 12;
  const int ahead = (month - now.month() + 12) % 12;
  const bool future = direction == Direction::kFuture ||
                      (direction == Direction::kNearest && 4 * ahead < back);
  return future ? (now + ahead).year() : (now - back).year();
}

absl::CivilDay DayWithoutYear(int month, int day, absl::CivilDay reference,
                              Direction direction) {
  absl::CivilDay past(reference.year(), month, day);
  if (past > reference) {
    past = absl::CivilDay(reference.year() - 1, month, day);
  }
  if (past == reference) return past;
  const absl::CivilDay next(past.year() + 1, month, day);
  const bool future = direction == Direction::kFuture ||
                      (direction == Direction::kNearest &&
                       4 * (next - reference) < reference - past);
  return future ? next : past;
}

absl::CivilDay NearWeekday(absl::Weekday weekday, absl::CivilDay reference,
                           Direction direction) {
  return direction == Direction::kFuture
             ? absl::NextWeekday(reference - 1, weekday)
             : absl::PrevWeekday(reference + 1, weekday);
}

}  // namespace weft::extractor
