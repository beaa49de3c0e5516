#include "extractor/value/date_reader.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "extractor/value/date_direction.h"
#include "extractor/value/date_point.h"
#include "extractor/value/number_reader.h"
#include "extractor/value/relative_date.h"
#include "extractor/value/time_of_day.h"

namespace weft::extractor {
namespace {

// The longer of two readings, the first one when they are equally long.
void KeepLonger(std::optional<DateReading> reading,
                std::optional<DateReading>& best) {
  if (reading && (!best || reading->end > best->end)) {
    best = std::move(reading);
  }
}

// --- Ranges -----------------------------------------------------------------

// "slipped from October to January" names two times and no stretch.
bool IsMoved(const Words& words, size_t i) {
  static const auto& verbs = *new absl::flat_hash_set<absl::string_view>{
      "slipped", "slip",        "moved",   "move",  "postponed", "delayed",
      "pushed",  "rescheduled", "shifted", "shift", "brought",   "changed"};
  if (i == 0 || words.lower(i - 1) != "from") return false;
  for (size_t back = 2; back <= 4 && back <= i; ++back) {
    if (verbs.contains(words.lower(i - back))) return true;
  }
  return false;
}

// Index behind the word that joins the two ends of a range, 0 for none.
// "and" joins only behind "between", "to" only where `from` is set or both
// ends are of the same kind.
size_t RangeJoint(const Words& words, size_t i, size_t at) {
  if (words.is_dash(at)) return at + 1;
  const absl::string_view joint = words.lower(at);
  const absl::string_view before = i > 0 ? words.lower(i - 1) : "";
  if (joint == "and") return before == "between" ? at + 1 : 0;
  if (joint == "to" || joint == "until" || joint == "till" ||
      joint == "through") {
    return IsMoved(words, i) ? 0 : at + 1;
  }
  return 0;
}

// "3-5" in "January 3-5, 2025" and in "3-5 January": the second day.
std::optional<DateReading> ReadDayRange(const Words& words, size_t i,
                                        const DateReference& reference) {
  auto first = ReadDatePoint(words, i);
  if (!first || first->day == 0 || first->has_year()) return std::nullopt;
  const size_t joint = RangeJoint(words, i, first->end);
  if (joint == 0) return std::nullopt;
  int day = 0;
  if (!absl::SimpleAtoi(words.text(joint), &day) || day <= first->day ||
      day > 31) {
    return std::nullopt;
  }
  DatePoint last = *first;
  last.weekday.reset();
  last.day = day;
  last.end = joint + 1;
  size_t at = last.end;
  if (words.text(at) == ",") ++at;
  if (const int year = ParseYear(words.text(at)); year != 0) {
    first->year = last.year = year;
    last.end = at + 1;
  }
  const std::string begin = ResolvePoint(*first, reference);
  const std::string end = ResolvePoint(last, reference);
  return DateReading{
      begin.empty() || end.empty() ? "" : absl::StrCat(begin, "/", end),
      last.end};
}

int Granularity(const DatePoint& point) {
  if (point.day != 0 || point.weekday) return 3;
  return point.month != 0 ? 2 : 1;
}

// "2019-21": the last two digits of the second year.
int ShortYear(const Words& words, size_t at, int first_year) {
  int year = 0;
  if (words.text(at).size() != 2 || !words.glued(at) ||
      !absl::SimpleAtoi(words.text(at), &year)) {
    return 0;
  }
  year += first_year / 100 * 100;
  return year > first_year ? year : 0;
}

// "2019 and 2021", "March to May 2020", "2019-2021", "Jan. 20 to Feb. 3".
std::optional<DateReading> ReadRange(const Words& words, size_t i,
                                     const DateReference& reference) {
  auto first = ReadDatePoint(words, i);
  if (!first) return std::nullopt;
  const size_t joint = RangeJoint(words, i, first->end);
  if (joint == 0) return std::nullopt;
  auto last = ReadDatePoint(words, joint);
  if (!last && Granularity(*first) == 1 && words.is_dash(joint - 1)) {
    const int year = ShortYear(words, joint, first->year);
    if (year != 0) {
      last.emplace();
      last->year = year;
      last->end = joint + 1;
    }
  }
  if (!last || Granularity(*first) != Granularity(*last)) return std::nullopt;
  // "from 2019 to ..." may go to another thing: two years must ascend.
  if (first->has_year() && last->has_year() && first->year > last->year) {
    return std::nullopt;
  }
  if (!first->has_year() && last->has_year()) {
    first->year = first->month > last->month ? last->year - 1 : last->year;
  }
  std::string begin = ResolvePoint(*first, reference);
  if (first->has_year() && !last->has_year() && last->month != 0) {
    last->year = first->year + (last->month < first->month ? 1 : 0);
  }
  std::string end = ResolvePoint(*last, reference);
  if (begin.empty() || end.empty()) return DateReading{"", last->end};
  if (end < begin && !first->has_year() && first->month != 0) {
    // Without years: the range ends where it was resolved to and began in the
    // year before.
    const int year = std::stoi(end.substr(0, 4));
    first->year = first->month > last->month ? year - 1 : year;
    begin = ResolvePoint(*first, reference);
  }
  if (end < begin) return std::nullopt;
  return DateReading{absl::StrCat(begin, "/", end), last->end};
}

// --- Quarters, halves, seasons, decades, centuries --------------------------

// Behind a quarter or season: "of 2024", "2024", ", 2024"; 0 for none.
int ReadYearBehind(const Words& words, size_t& at) {
  size_t i = at;
  if (words.lower(i) == "of" || words.text(i) == ",") ++i;
  if (words.lower(i) == "fiscal" || words.lower(i) == "fy") ++i;
  if (const int year = ParseYear(words.text(i)); year != 0) {
    at = i + 1;
    return year;
  }
  return 0;
}

// "of the year", "of this year", "of last year" behind a quarter: the year.
int ReadRelativeYearBehind(const Words& words, size_t& at,
                           const DateReference& reference) {
  if (words.lower(at) != "of" || !reference.published) return 0;
  const absl::string_view which = words.lower(at + 1);
  const absl::string_view unit = words.lower(at + 2);
  if (unit != "year" || (which != "the" && which != "this" && which != "last" &&
                         which != "next")) {
    return 0;
  }
  at += 3;
  const int year = static_cast<int>(reference.published->year());
  return which == "last" ? year - 1 : which == "next" ? year + 1 : year;
}

std::string ResolvePart(int part, int parts, int year,
                        const DateReference& reference) {
  auto iso = [&](absl::civil_year_t y) {
    return parts == 4 ? IsoQuarter(y, part) : IsoHalf(y, part);
  };
  if (year != 0) return iso(year);
  if (!reference.published) return "";
  const absl::CivilDay day = *reference.published;
  const absl::CivilMonth last(day.year(), part * 12 / parts);
  const bool ended = LastDayOf(last) < day;
  // The last one that has ended; with a future verb the next one to end.
  const bool future = reference.direction == Direction::kFuture;
  const auto found_year =
      future ? day.year() + (ended ? 1 : 0) : day.year() - (ended ? 0 : 1);
  return iso(found_year);
}

// "the third quarter of 2024", "third-quarter", "Q3 2024", "H1", "the first
// half of 2025".
std::optional<DateReading> ReadPartOfYear(const Words& words, size_t i,
                                          const DateReference& reference) {
  size_t at = i;
  int part = 0;
  int parts = 4;
  const absl::string_view word = words.lower(at);
  if (word.size() == 2 && (word[0] == 'q' || word[0] == 'h') &&
      word[1] >= '1' && word[1] <= (word[0] == 'q' ? '4' : '2')) {
    part = word[1] - '0';
    parts = word[0] == 'q' ? 4 : 2;
    ++at;
  } else {
    if (words.lower(at) == "the") ++at;
    if (words.lower(at) == "fiscal") ++at;
    part = ParseOrdinal(words.lower(at)).value_or(0);
    at = words.SkipHyphen(at + 1);
    if (words.lower(at) == "fiscal") ++at;
    if (words.lower(at) == "half") parts = 2;
    if (words.lower(at) != "quarter" && parts == 4) return std::nullopt;
    ++at;
  }
  if (part < 1 || part > parts) return std::nullopt;
  int year = ReadYearBehind(words, at);
  if (year == 0) year = ReadRelativeYearBehind(words, at, reference);
  // Games have halves too.
  if (parts == 2 && year == 0) return std::nullopt;
  return DateReading{ResolvePart(part, parts, year, reference), at};
}

// "summer 2024", "the summer of 2019", "the spring".
std::optional<DateReading> ReadSeason(const Words& words, size_t i,
                                      const DateReference& reference) {
  size_t at = i;
  const bool the = words.lower(at) == "the";
  if (the) ++at;
  const auto season = ParseSeason(words.lower(at));
  if (!season) return std::nullopt;
  ++at;
  if (const int year = ReadYearBehind(words, at); year != 0) {
    return DateReading{IsoSeason(year, *season), at};
  }
  // "the fall" is hardly ever the season.
  if (!the || words.lower(at - 1) == "fall") return std::nullopt;
  if (words.lower(at) == "of") return std::nullopt;
  if (!reference.published) return DateReading{"", at};
  const absl::CivilMonth begin = SeasonBegin(2000, *season);
  const auto year =
      YearOfMonth(begin.month(), *reference.published, reference.direction);
  return DateReading{IsoSeason(year, *season), at};
}

// "1990s", "'90s", "mid-1980s" (in `part`: "early", "mid", "late").
std::optional<DateReading> ReadDecade(const Words& words, size_t i,
                                      absl::string_view part) {
  absl::string_view word = words.lower(i);
  for (absl::string_view mark : {"'", "\u2019", "\u2018"}) {
    absl::ConsumePrefix(&word, mark);
  }
  if (!absl::ConsumeSuffix(&word, "s")) return std::nullopt;
  for (absl::string_view mark : {"'", "\u2019"}) {
    absl::ConsumeSuffix(&word, mark);
  }
  int first = 0;
  if (!absl::SimpleAtoi(word, &first) || first % 10 != 0) return std::nullopt;
  if (word.size() == 2) {
    // Two digits are of the last hundred years or so.
    first += first >= 30 ? 1900 : 2000;
  } else if (word.size() != 4 || first < 1000 || first > 2100) {
    return std::nullopt;
  }
  // "the 1900s" and "the 1800s" are mostly centuries.
  const int years = first % 100 == 0 && first < 2000 ? 100 : 10;
  if (part == "early") return DateReading{IsoYears(first, first + 3), i + 1};
  if (part == "mid") return DateReading{IsoYears(first + 4, first + 6), i + 1};
  if (part == "late") return DateReading{IsoYears(first + 7, first + 9), i + 1};
  return DateReading{IsoYears(first, first + years - 1), i + 1};
}

// "the 19th century", "19th-century".
std::optional<DateReading> ReadCentury(const Words& words, size_t i) {
  size_t at = i;
  if (words.lower(at) == "the") ++at;
  std::optional<int> number = ParseOrdinal(words.lower(at));
  at = words.SkipHyphen(at + 1);
  if (!number && words.lower(at - 1) == "-") {
    // "twenty - first"
    number = ParseOrdinal(words.lower(at));
    if (number && words.lower(at - 2) == "twenty") {
      number = 20 + *number;
      at = words.SkipHyphen(at + 1);
    } else {
      number.reset();
    }
  }
  if (!number || *number < 1 || *number > 30) return std::nullopt;
  if (words.lower(at) != "century") return std::nullopt;
  const int first = 100 * (*number - 1) + 1;
  return DateReading{IsoYears(first, first + 99), at + 1};
}

// --- Parts of longer stretches ----------------------------------------------

// "early 2023", "late January", "mid-August", "mid-1980s": the month or year,
// parts of decades.
std::optional<DateReading> ReadModified(const Words& words, size_t i,
                                        const DateReference& reference) {
  absl::string_view word = words.lower(i);
  if (absl::StartsWith(word, "mid-") && word.size() > 4) {
    // One token, "mid-August": read its second half as a token of its own.
    const absl::string_view rest = words.text(i).substr(4);
    const Token token{rest, {}, true};
    Token year_token{words.text(i + 1), {}, true};
    const Token pair[] = {token, year_token};
    const Words inner(absl::MakeSpan(pair, i + 1 < words.size() ? 2 : 1));
    std::optional<DateReading> found = ReadDecade(inner, 0, "mid");
    if (!found) {
      const auto point = ReadDatePoint(inner, 0);
      if (point)
        found = DateReading{ResolvePoint(*point, reference), point->end};
    }
    if (!found) return std::nullopt;
    found->end += i;
    return found;
  }
  size_t at = i;
  if (words.lower(at) == "the") ++at;
  word = words.lower(at);
  if (word != "early" && word != "late" && word != "mid") return std::nullopt;
  size_t next = words.SkipHyphen(at + 1);
  if (words.lower(next) == "in") ++next;
  if (auto decade = ReadDecade(words, next, word)) return decade;
  if (auto season = ReadSeason(words, next, reference)) return season;
  if (const auto point = ReadDatePoint(words, next)) {
    return DateReading{ResolvePoint(*point, reference), point->end};
  }
  if (words.lower(next) == "yesterday") {
    return ReadRelativeDate(words, next, reference);
  }
  return std::nullopt;
}

// First and last day (month for years) of an ISO stretch.
std::string EdgeOf(const std::string& iso, bool end) {
  std::string edge = iso;
  if (const size_t slash = iso.find('/'); slash != std::string::npos) {
    edge = end ? iso.substr(slash + 1) : iso.substr(0, slash);
  }
  int year = 0, month = 0;
  if (!absl::SimpleAtoi(edge.substr(0, 4), &year)) return "";
  if (edge.size() >= 10) return edge.substr(0, 10);
  if (edge.size() == 4) {
    return end ? IsoDay(absl::CivilDay(year, 12, 31))
               : IsoMonth(absl::CivilMonth(year, 1));
  }
  if (!absl::SimpleAtoi(edge.substr(5, 2), &month)) return "";
  return end ? IsoDay(LastDayOf(absl::CivilMonth(year, month)))
             : IsoDay(absl::CivilDay(year, month, 1));
}

// "the year", "the month", "the week": the running one.
std::optional<DateReading> ReadRunningUnit(const Words& words, size_t i,
                                           const DateReference& reference) {
  if (words.lower(i) != "the") return std::nullopt;
  const absl::string_view unit = words.lower(i + 1);
  if (unit != "year" && unit != "month" && unit != "week" &&
      unit != "quarter" && unit != "decade") {
    return std::nullopt;
  }
  const Token pair[] = {{"this", {}, false}, {words.text(i + 1), {}, true}};
  auto found = ReadRelativeDate(Words(pair), 0, reference);
  if (found) found->end += i;
  return found;
}

// "the end of September", "the beginning of last year", "the end of the year",
// "year-end".
std::optional<DateReading> ReadEdge(const Words& words, size_t i,
                                    const DateReference& reference) {
  size_t at = i;
  if (words.lower(at) == "the") ++at;
  if (words.lower(at) == "year" && words.is_hyphen(at + 1) &&
      words.lower(at + 2) == "end") {
    const std::string iso =
        reference.published ? IsoYear(reference.published->year()) : "";
    return DateReading{iso.empty() ? "" : EdgeOf(iso, true), at + 3};
  }
  const absl::string_view edge = words.lower(at);
  const bool end = edge == "end" || edge == "close";
  const bool begin = edge == "start" || edge == "beginning";
  const bool middle = edge == "middle";
  if ((!end && !begin && !middle) || words.lower(at + 1) != "of") {
    return std::nullopt;
  }
  at += 2;
  std::optional<DateReading> whole;
  KeepLonger(ReadRelativeDate(words, at, reference), whole);
  KeepLonger(ReadRunningUnit(words, at, reference), whole);
  KeepLonger(ReadDecade(words, at, ""), whole);
  KeepLonger(ReadDecade(words, words.lower(at) == "the" ? at + 1 : at, ""),
             whole);
  KeepLonger(ReadPartOfYear(words, at, reference), whole);
  KeepLonger(ReadSeason(words, at, reference), whole);
  if (const auto point = ReadDatePoint(words, at);
      point && point->day == 0 && !point->weekday) {
    KeepLonger(DateReading{ResolvePoint(*point, reference), point->end}, whole);
  }
  if (!whole) return std::nullopt;
  if (!whole->iso.empty() && !middle) whole->iso = EdgeOf(whole->iso, end);
  return whole;
}

// "the first three months of 2025", "the first six months of the year".
std::optional<DateReading> ReadFirstMonths(const Words& words, size_t i,
                                           const DateReference& reference) {
  size_t at = i;
  if (words.lower(at) == "the") ++at;
  const bool first = words.lower(at) == "first";
  if (!first && words.lower(at) != "last") return std::nullopt;
  const auto number = ReadNumber(words, at + 1);
  if (!number || number->value < 1 || number->value > 11) return std::nullopt;
  at = number->end;
  if (words.lower(at) != "months") return std::nullopt;
  ++at;
  int year = ReadYearBehind(words, at);
  if (year == 0) year = ReadRelativeYearBehind(words, at, reference);
  if (year == 0) return std::nullopt;
  const int count = static_cast<int>(number->value);
  const absl::CivilMonth begin(year, first ? 1 : 13 - count);
  return DateReading{IsoMonths(begin, begin + (count - 1)), at};
}

// --- Times of day -----------------------------------------------------------

bool IsDayIso(const std::string& iso) {
  return iso.size() == 10 && iso.find('/') == std::string::npos;
}

std::optional<DateReading> ReadCalendarDate(const Words& words, size_t i,
                                            const DateReference& reference) {
  std::optional<DateReading> best;
  KeepLonger(ReadRange(words, i, reference), best);
  KeepLonger(ReadDayRange(words, i, reference), best);
  if (const auto point = ReadDatePoint(words, i)) {
    KeepLonger(DateReading{ResolvePoint(*point, reference), point->end}, best);
  }
  for (const auto read : {ReadRelativeDate, ReadPartOfYear, ReadSeason,
                          ReadModified, ReadEdge, ReadFirstMonths}) {
    KeepLonger(read(words, i, reference), best);
  }
  const size_t bare = words.lower(i) == "the" ? i + 1 : i;
  KeepLonger(ReadDecade(words, bare, ""), best);
  KeepLonger(ReadCentury(words, i), best);
  return best;
}

// Words that add nothing to a day: "Monday night", "on Tuesday morning".
void SkipPartOfDay(const Words& words, DateReading& reading) {
  const absl::string_view word = words.lower(reading.end);
  if (word == "morning" || word == "afternoon" || word == "evening" ||
      word == "night" || word == "nighttime") {
    ++reading.end;
  }
}

}  // namespace

std::optional<DateReading> ReadDate(const Words& words, size_t i,
                                    std::optional<absl::CivilDay> published) {
  const DateReference reference{published, FindDirection(words, i)};
  if (const auto time = ReadTimeOfDay(words, i)) {
    size_t at = time->end;
    if (words.text(at) == ",") ++at;
    if (words.lower(at) == "on") ++at;
    auto date = ReadCalendarDate(words, at, reference);
    if (date && IsDayIso(date->iso)) {
      return DateReading{IsoTime(date->iso, *time), date->end};
    }
    return DateReading{published ? IsoTime(IsoDay(*published), *time) : "",
                       time->end};
  }
  std::optional<DateReading> date = ReadCalendarDate(words, i, reference);
  if (!date) return std::nullopt;
  if (IsDayIso(date->iso) || date->iso.empty()) SkipPartOfDay(words, *date);
  if (!IsDayIso(date->iso)) return date;
  size_t at = date->end;
  if (words.text(at) == ",") ++at;
  if (words.lower(at) == "at") ++at;
  if (const auto time = ReadTimeOfDay(words, at)) {
    return DateReading{IsoTime(date->iso, *time), time->end};
  }
  return date;
}

}  // namespace weft::extractor
