#include "extractor/value/relative_date.h"

#include <string>

#include "absl/strings/strip.h"
#include "extractor/value/calendar.h"
#include "extractor/value/number_reader.h"
#include "extractor/value/time_unit.h"

namespace weft::extractor {
namespace {

enum class Shift { kLast, kThis, kNext, kOther };

std::optional<Shift> ParseShift(absl::string_view word) {
  if (word == "last" || word == "past") return Shift::kLast;
  if (word == "this" || word == "current") return Shift::kThis;
  if (word == "next" || word == "coming" || word == "upcoming") {
    return Shift::kNext;
  }
  // Counted from a time that the sentence before may name.
  if (word == "previous" || word == "preceding" || word == "following") {
    return Shift::kOther;
  }
  return std::nullopt;
}

int Steps(Shift shift) {
  return shift == Shift::kLast ? -1 : shift == Shift::kNext ? 1 : 0;
}

bool IsPartOfDay(absl::string_view word) {
  return word == "morning" || word == "afternoon" || word == "evening" ||
         word == "night" || word == "nighttime" || word == "midday";
}

// The stretch of one unit that lies `steps` units from `day`.
std::string UnitIso(TimeUnit unit, absl::CivilDay day, int64_t steps) {
  switch (unit) {
    case TimeUnit::kSecond:
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
      return IsoDay(day);
    case TimeUnit::kDay:
      return IsoDay(day + steps);
    case TimeUnit::kWeek:
      return IsoWeek(day, static_cast<int>(steps));
    case TimeUnit::kFortnight:
      return IsoWeek(day, static_cast<int>(2 * steps));
    case TimeUnit::kMonth:
      return IsoMonth(absl::CivilMonth(day) + steps);
    case TimeUnit::kQuarter: {
      const absl::CivilMonth month = absl::CivilMonth(day) + 3 * steps;
      return IsoQuarter(month.year(), (month.month() + 2) / 3);
    }
    case TimeUnit::kYear:
      return IsoYear(day.year() + steps);
    case TimeUnit::kDecade: {
      const auto first = day.year() / 10 * 10 + 10 * steps;
      return IsoYears(first, first + 9);
    }
    case TimeUnit::kCentury: {
      const auto first = (day.year() - 1) / 100 * 100 + 1 + 100 * steps;
      return IsoYears(first, first + 99);
    }
  }
  return "";
}

// The stretch from now over `count` units, back or ahead: "the past two
// years", "the next ten days".
std::string StretchIso(TimeUnit unit, absl::CivilDay day, double count,
                       int sign) {
  auto between = [&](const std::string& a, const std::string& b) {
    return sign < 0 ? a + "/" + b : b + "/" + a;
  };
  const auto steps = static_cast<int64_t>(count) * sign;
  switch (unit) {
    case TimeUnit::kDay:
      return between(IsoDay(day + steps), IsoDay(day));
    case TimeUnit::kWeek:
      return between(IsoDay(day + 7 * steps), IsoDay(day));
    case TimeUnit::kFortnight:
      return between(IsoDay(day + 14 * steps), IsoDay(day));
    case TimeUnit::kMonth:
      return between(IsoMonth(absl::CivilMonth(day) + steps),
                     IsoMonth(absl::CivilMonth(day)));
    case TimeUnit::kYear:
      return between(IsoYear(day.year() + steps), IsoYear(day.year()));
    case TimeUnit::kDecade:
      return between(IsoYear(day.year() + 10 * steps), IsoYear(day.year()));
    default:
      return "";
  }
}

std::optional<DateReading> Found(size_t end, std::string iso) {
  return DateReading{std::move(iso), end};
}

// "yesterday", "today", "tonight", "tomorrow morning".
std::optional<DateReading> ReadNamedDay(const Words& words, size_t i,
                                        const DateReference& reference) {
  const absl::string_view word = words.lower(i);
  int steps = 0;
  if (word == "yesterday") {
    steps = -1;
  } else if (word == "tomorrow") {
    steps = 1;
  } else if (word != "today" && word != "tonight") {
    return std::nullopt;
  }
  const size_t end = i + (IsPartOfDay(words.lower(i + 1)) ? 2 : 1);
  if (!reference.published) return Found(end, "");
  return Found(end, IsoDay(*reference.published + steps));
}

std::string ShiftedSeason(Season season, absl::CivilDay day, Shift shift) {
  // The season of this name that has begun last.
  auto year = day.year();
  if (SeasonBegin(year, season) > absl::CivilMonth(day)) --year;
  const bool running = absl::CivilMonth(day) - SeasonBegin(year, season) < 3;
  if (shift == Shift::kLast && running) --year;
  if (shift == Shift::kNext) ++year;
  if (shift == Shift::kThis && !running && season != Season::kWinter &&
      SeasonBegin(day.year(), season) > absl::CivilMonth(day)) {
    year = day.year();
  }
  return IsoSeason(year, season);
}

std::string ShiftedMonth(int month, absl::CivilDay day, Shift shift) {
  const absl::CivilMonth now(day);
  const int back = (now.month() - month + 12) % 12;
  switch (shift) {
    case Shift::kLast:
      return IsoMonth(now - (back == 0 ? 12 : back));
    case Shift::kNext:
      return IsoMonth(now + (back == 0 ? 12 : 12 - back));
    case Shift::kThis:
    case Shift::kOther:
      break;
  }
  return IsoMonth(absl::CivilMonth(day.year(), month));
}

// Behind "last", "this", "next": what they shift.
std::optional<DateReading> ReadShifted(const Words& words, size_t i,
                                       Shift shift,
                                       const DateReference& reference) {
  const absl::string_view word = words.lower(i);
  const bool known = reference.published && shift != Shift::kOther;
  const absl::CivilDay day = reference.published.value_or(absl::CivilDay());
  if (shift == Shift::kThis && IsPartOfDay(word)) {
    return Found(i + 1, known ? IsoDay(day) : "");
  }
  if (shift == Shift::kLast && word == "night") {
    return Found(i + 1, known ? IsoDay(day - 1) : "");
  }
  if (word == "weekend") {
    // On Saturday and Sunday "this weekend" runs, before it lies ahead.
    const absl::Weekday weekday = absl::GetWeekday(day);
    const bool runs =
        weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
    const int offset = shift == Shift::kLast   ? (runs ? -1 : 0)
                       : shift == Shift::kThis ? (runs ? 0 : 1)
                                               : 1;
    return Found(i + 1, known ? IsoWeekend(day, offset) : "");
  }
  if (const auto weekday = ParseWeekday(word)) {
    const absl::CivilDay found =
        shift == Shift::kLast ? absl::PrevWeekday(day, *weekday)
        : shift == Shift::kNext
            ? absl::NextWeekday(day, *weekday)
            : NearWeekday(*weekday, day, reference.direction);
    const size_t end = i + (IsPartOfDay(words.lower(i + 1)) ? 2 : 1);
    return Found(end, known ? IsoDay(found) : "");
  }
  if (const auto season = ParseSeason(word)) {
    return Found(i + 1, known ? ShiftedSeason(*season, day, shift) : "");
  }
  if (const auto month = ParseMonth(word)) {
    return Found(i + 1, known ? ShiftedMonth(*month, day, shift) : "");
  }
  const auto unit = ParseTimeUnit(word);
  if (!unit || *unit < TimeUnit::kDay || word.back() == 's') {
    return std::nullopt;
  }
  return Found(i + 1, known ? UnitIso(*unit, day, Steps(shift)) : "");
}

// "the past two years", "the next 30 days", "the last decade".
std::optional<DateReading> ReadStretch(const Words& words, size_t i,
                                       Shift shift,
                                       const DateReference& reference) {
  if (shift != Shift::kLast && shift != Shift::kNext) return std::nullopt;
  const auto number = ReadNumber(words, i);
  if (!number || number->article) return std::nullopt;
  const auto unit = ParseTimeUnit(words.lower(number->end));
  if (!unit) return std::nullopt;
  if (!reference.published) return Found(number->end + 1, "");
  return Found(number->end + 1, StretchIso(*unit, *reference.published,
                                           number->value, Steps(shift)));
}

// "last month", "the past year", "earlier this week", "this year".
std::optional<DateReading> ReadShiftPhrase(const Words& words, size_t i,
                                           const DateReference& reference) {
  size_t at = i;
  if (words.lower(at) == "earlier" || words.lower(at) == "later" ||
      words.lower(at) == "early" || words.lower(at) == "late") {
    ++at;
    if (words.lower(at) == "in") ++at;
  }
  const bool the = words.lower(at) == "the";
  if (the) ++at;
  const auto shift = ParseShift(words.lower(at));
  if (!shift) return std::nullopt;
  ++at;
  if (auto stretch = ReadStretch(words, at, *shift, reference)) return stretch;
  // "the past year" is the stretch of a year, "the past month" of a month.
  const auto unit = ParseTimeUnit(words.lower(at));
  if (words.lower(at - 1) == "past" && unit && *unit >= TimeUnit::kDay &&
      words.lower(at).back() != 's') {
    return Found(at + 1, reference.published
                             ? StretchIso(*unit, *reference.published, 1, -1)
                             : "");
  }
  if (words.lower(at - 1) == "past") return std::nullopt;
  return ReadShifted(words, at, *shift, reference);
}

// "two years ago", "a week ago", "half a century ago".
std::optional<DateReading> ReadAgo(const Words& words, size_t i,
                                   const DateReference& reference) {
  double count = 1;
  size_t at = i;
  if (const auto number = ReadNumber(words, i)) {
    count = number->value;
    at = number->end;
  } else if (words.lower(i) == "a" || words.lower(i) == "an") {
    at = i + 1;
  } else {
    return std::nullopt;
  }
  if (words.lower(at) == "couple" && words.lower(at + 1) == "of") {
    count = 2;
    at += 2;
  }
  const auto unit = ParseTimeUnit(words.lower(at));
  if (!unit) return std::nullopt;
  ++at;
  // "a year earlier" counts from a time that the text before names.
  if (words.lower(at) == "earlier" || words.lower(at) == "later" ||
      words.lower(at) == "before") {
    return Found(at + 1, "");
  }
  if (words.lower(at) != "ago") return std::nullopt;
  if (!reference.published) return Found(at + 1, "");
  const auto steps = -static_cast<int64_t>(count + 0.5);
  if (*unit == TimeUnit::kDecade) {
    return Found(at + 1, IsoYear(reference.published->year() + 10 * steps));
  }
  return Found(at + 1, UnitIso(*unit, *reference.published, steps));
}

// "the weekend" in "over the weekend": the last one, or the next one.
std::optional<DateReading> ReadWeekend(const Words& words, size_t i,
                                       const DateReference& reference) {
  if (words.lower(i) != "the" || words.lower(i + 1) != "weekend") {
    return std::nullopt;
  }
  if (!reference.published) return Found(i + 2, "");
  const int offset = reference.direction == Direction::kFuture ? 1 : 0;
  return Found(i + 2, IsoWeekend(*reference.published, offset));
}

}  // namespace

std::optional<DateReading> ReadRelativeDate(const Words& words, size_t i,
                                            const DateReference& reference) {
  for (const auto read :
       {ReadNamedDay, ReadShiftPhrase, ReadAgo, ReadWeekend}) {
    if (auto found = read(words, i, reference)) return found;
  }
  return std::nullopt;
}

}  // namespace weft::extractor
