#include "graphstore/query/value/temporal.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace weft::graphstore::query {
namespace {

int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

std::string FormatOffset(int32_t offset) {
  if (offset == 0) return "Z";
  const int32_t size = offset < 0 ? -offset : offset;
  std::string text = absl::StrFormat("%c%02d:%02d", offset < 0 ? '-' : '+',
                                     size / 3600, size / 60 % 60);
  if (size % 60 != 0) absl::StrAppendFormat(&text, ":%02d", size % 60);
  return text;
}

// ".5", or "" for none.
std::string FormatFraction(int64_t nanos) {
  if (nanos == 0) return "";
  std::string digits = absl::StrFormat(".%09d", nanos);
  while (digits.back() == '0') digits.pop_back();
  return digits;
}

std::string FormatTime(int64_t nanos) {
  const int64_t seconds = nanos / kNanosPerSecond;
  std::string text =
      absl::StrFormat("%02d:%02d", seconds / 3600, seconds / 60 % 60);
  if (nanos % (60 * kNanosPerSecond) != 0) {
    absl::StrAppendFormat(&text, ":%02d", seconds % 60);
    text += FormatFraction(nanos % kNanosPerSecond);
  }
  return text;
}

std::string FormatDate(int64_t days) {
  const CivilDate date = CivilFromDays(days);
  return absl::StrFormat("%s%04d-%02d-%02d", date.year < 0 ? "-" : "",
                         date.year < 0 ? -date.year : date.year, date.month,
                         date.day);
}

std::string FormatDuration(const Temporal& value) {
  std::string text = "P";
  const auto add = [&text](int64_t amount, const char* unit) {
    if (amount != 0) absl::StrAppend(&text, amount, unit);
  };
  add(value.months / 12, "Y");
  add(value.months % 12, "M");
  add(value.days, "D");
  int64_t seconds = value.seconds;
  int64_t nanos = value.nanos;
  if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= kNanosPerSecond;
  }
  std::string date_part = text;
  text += "T";
  add(seconds / 3600, "H");
  add(seconds / 60 % 60, "M");
  const int64_t rest = seconds % 60;
  if (rest != 0 || nanos != 0) {
    if (rest == 0 && nanos < 0) text += "-";
    absl::StrAppend(&text, rest, FormatFraction(nanos < 0 ? -nanos : nanos),
                    "S");
  }
  if (text.back() == 'T') text = date_part;
  return text == "P" ? "PT0S" : text;
}

// The last day that a date may mean.
int64_t LastDay(const Temporal& date) {
  const CivilDate first = CivilFromDays(date.days);
  switch (date.precision) {
    case DatePrecision::kYear:
      return DaysFromCivil({first.year, 12, 31});
    case DatePrecision::kMonth:
      return date.days + DaysInMonth(first.year, first.month) - 1;
    case DatePrecision::kDay:
      break;
  }
  return date.days;
}

std::string FormatPartOfDate(const Temporal& date) {
  constexpr size_t kMonthAndDay = 6;  // "-03-01"
  constexpr size_t kDay = 3;
  std::string text = FormatDate(date.days);
  if (date.precision == DatePrecision::kYear) {
    text.resize(text.size() - kMonthAndDay);
  } else if (date.precision == DatePrecision::kMonth) {
    text.resize(text.size() - kDay);
  }
  return text;
}

// In UTC, as (days, nanoseconds of the day).
std::pair<int64_t, int64_t> Utc(const Temporal& value) {
  const int64_t nanos = value.nanos - value.offset * kNanosPerSecond;
  const int64_t carry = FloorDiv(nanos, kNanosPerDay);
  return {value.days + carry, nanos - carry * kNanosPerDay};
}

}  // namespace

int64_t DaysFromCivil(CivilDate date) {
  return absl::CivilDay(date.year, date.month, date.day) -
         absl::CivilDay(1970, 1, 1);
}

CivilDate CivilFromDays(int64_t days) {
  const absl::CivilDay day = absl::CivilDay(1970, 1, 1) + days;
  return {day.year(), day.month(), day.day()};
}

namespace {

// Of the week in which 4 January lies, by ISO 8601 the first one.
int64_t FirstWeekOf(int64_t year) {
  const absl::CivilDay fourth(year, 1, 4);
  return DaysFromCivil({year, 1, 4}) -
         static_cast<int>(absl::GetWeekday(fourth));
}

}  // namespace

std::optional<int64_t> FirstDayOfWeek(int64_t year, int64_t week) {
  const int64_t day = FirstWeekOf(year) + (week - 1) * 7;
  if (week < 1 || day >= FirstWeekOf(year + 1)) return std::nullopt;
  return day;
}

void AddToDuration(double months, double days, double seconds,
                   Temporal* duration) {
  constexpr double kDaysPerMonth = 30.436875;
  constexpr double kSecondsPerDay = 86'400;
  const double whole_months = std::trunc(months);
  days += (months - whole_months) * kDaysPerMonth;
  const double whole_days = std::trunc(days);
  seconds += (days - whole_days) * kSecondsPerDay;
  const double whole_seconds = std::trunc(seconds);
  duration->months += static_cast<int64_t>(whole_months);
  duration->days += static_cast<int64_t>(whole_days);
  const int64_t nanos =
      duration->nanos +
      std::llround((seconds - whole_seconds) * kNanosPerSecond);
  const int64_t carry = FloorDiv(nanos, kNanosPerSecond);
  duration->nanos = nanos - carry * kNanosPerSecond;
  duration->seconds += static_cast<int64_t>(whole_seconds) + carry;
}

int DaysInMonth(int64_t year, int month) {
  return static_cast<int>(absl::CivilDay(absl::CivilMonth(year, month) + 1) -
                          absl::CivilDay(absl::CivilMonth(year, month)));
}

absl::string_view TemporalKindName(TemporalKind kind) {
  switch (kind) {
    case TemporalKind::kDate:
      return "Date";
    case TemporalKind::kLocalTime:
      return "LocalTime";
    case TemporalKind::kTime:
      return "Time";
    case TemporalKind::kLocalDateTime:
      return "LocalDateTime";
    case TemporalKind::kDateTime:
      return "DateTime";
    case TemporalKind::kDuration:
      return "Duration";
  }
  return "?";
}

std::string FormatTemporal(const Temporal& value) {
  switch (value.kind) {
    case TemporalKind::kDate:
      return FormatPartOfDate(value);
    case TemporalKind::kLocalTime:
      return FormatTime(value.nanos);
    case TemporalKind::kTime:
      return FormatTime(value.nanos) + FormatOffset(value.offset);
    case TemporalKind::kLocalDateTime:
      return absl::StrCat(FormatDate(value.days), "T", FormatTime(value.nanos));
    case TemporalKind::kDateTime:
      return absl::StrCat(FormatDate(value.days), "T", FormatTime(value.nanos),
                          FormatOffset(value.offset));
    case TemporalKind::kDuration:
      return FormatDuration(value);
  }
  return "";
}

Temporal TemporalNow(TemporalKind kind, absl::Time now) {
  const int64_t nanos = absl::ToUnixNanos(now);
  const int64_t days = FloorDiv(nanos, kNanosPerDay);
  Temporal value;
  value.kind = kind;
  if (value.has_date()) value.days = days;
  if (value.has_time()) value.nanos = nanos - days * kNanosPerDay;
  return value;
}

std::optional<int> CompareTemporal(const Temporal& a, const Temporal& b) {
  if (a.kind != b.kind || a.kind == TemporalKind::kDuration) {
    return std::nullopt;
  }
  if (a.precision != b.precision) {
    if (LastDay(a) < b.days) return -1;
    if (LastDay(b) < a.days) return 1;
    return std::nullopt;
  }
  const auto left = Utc(a);
  const auto right = Utc(b);
  if (left != right) return left < right ? -1 : 1;
  if (a.offset != b.offset) return a.offset < b.offset ? -1 : 1;
  return 0;
}

std::optional<TemporalComponent> GetComponent(const Temporal& value,
                                              absl::string_view name) {
  const auto number = [](int64_t n) { return TemporalComponent{n, "", false}; };
  const int64_t day_seconds = value.nanos / kNanosPerSecond;
  const int64_t fraction = value.nanos % kNanosPerSecond;
  if (value.kind == TemporalKind::kDuration) {
    if (name == "years") return number(value.months / 12);
    if (name == "months") return number(value.months);
    if (name == "monthsOfYear") return number(value.months % 12);
    if (name == "quarters") return number(value.months / 3);
    if (name == "quartersOfYear") return number(value.months / 3 % 4);
    if (name == "monthsOfQuarter") return number(value.months % 3);
    if (name == "weeks") return number(value.days / 7);
    if (name == "daysOfWeek") return number(value.days % 7);
    if (name == "days") return number(value.days);
    if (name == "hours") return number(value.seconds / 3600);
    if (name == "minutes") return number(value.seconds / 60);
    if (name == "minutesOfHour") return number(value.seconds / 60 % 60);
    if (name == "seconds") return number(value.seconds);
    if (name == "secondsOfMinute") return number(value.seconds % 60);
    if (name == "milliseconds") {
      return number(value.seconds * 1'000 + value.nanos / 1'000'000);
    }
    if (name == "microseconds") {
      return number(value.seconds * 1'000'000 + value.nanos / 1'000);
    }
    if (name == "nanoseconds") {
      return number(value.seconds * kNanosPerSecond + value.nanos);
    }
    if (name == "millisecondsOfSecond") return number(value.nanos / 1'000'000);
    if (name == "microsecondsOfSecond") return number(value.nanos / 1'000);
    if (name == "nanosecondsOfSecond") return number(value.nanos);
    return std::nullopt;
  }
  if (value.has_date()) {
    const CivilDate date = CivilFromDays(value.days);
    if (name == "year") return number(date.year);
    if (value.precision == DatePrecision::kYear) return std::nullopt;
    if (name == "quarter") return number((date.month + 2) / 3);
    if (name == "month") return number(date.month);
    if (value.precision == DatePrecision::kMonth) return std::nullopt;
    if (name == "day") return number(date.day);
    const absl::CivilDay day(date.year, date.month, date.day);
    if (name == "ordinalDay") return number(absl::GetYearDay(day));
    if (name == "dayOfQuarter") {
      return number(
          value.days -
          DaysFromCivil({date.year, (date.month - 1) / 3 * 3 + 1, 1}) + 1);
    }
    if (name == "week" || name == "weekYear") {
      int64_t year = date.year + 1;
      while (FirstWeekOf(year) > value.days) --year;
      return number(name == "week" ? (value.days - FirstWeekOf(year)) / 7 + 1
                                   : year);
    }
    if (name == "dayOfWeek" || name == "weekDay") {
      return number(static_cast<int>(absl::GetWeekday(day)) + 1);
    }
  }
  if (value.has_time()) {
    if (name == "hour") return number(day_seconds / 3600);
    if (name == "minute") return number(day_seconds / 60 % 60);
    if (name == "second") return number(day_seconds % 60);
    if (name == "millisecond") return number(fraction / 1'000'000);
    if (name == "microsecond") return number(fraction / 1'000);
    if (name == "nanosecond") return number(fraction);
  }
  const bool zoned = value.kind == TemporalKind::kTime ||
                     value.kind == TemporalKind::kDateTime;
  if (zoned && (name == "timezone" || name == "offset")) {
    return TemporalComponent{0, FormatOffset(value.offset), true};
  }
  if (zoned && name == "offsetMinutes") return number(value.offset / 60);
  if (zoned && name == "offsetSeconds") return number(value.offset);
  if (value.kind == TemporalKind::kDateTime) {
    const auto [days, nanos] = Utc(value);
    const int64_t seconds = days * 86'400 + nanos / kNanosPerSecond;
    if (name == "epochSeconds") return number(seconds);
    if (name == "epochMillis") {
      return number(seconds * 1000 + nanos % kNanosPerSecond / 1'000'000);
    }
  }
  return std::nullopt;
}

Temporal AddDuration(const Temporal& value, const Temporal& duration,
                     int sign) {
  Temporal sum = value;
  if (value.kind == TemporalKind::kDuration) {
    sum.months += sign * duration.months;
    sum.days += sign * duration.days;
    const int64_t nanos = value.nanos + sign * duration.nanos;
    const int64_t carry = FloorDiv(nanos, kNanosPerSecond);
    sum.nanos = nanos - carry * kNanosPerSecond;
    sum.seconds = value.seconds + sign * duration.seconds + carry;
    return sum;
  }
  int64_t nanos = value.nanos;
  int64_t days = 0;
  if (value.has_time()) {
    nanos +=
        sign * (duration.seconds % 86'400 * kNanosPerSecond + duration.nanos);
    days = sign * (duration.seconds / 86'400);
    const int64_t carry = FloorDiv(nanos, kNanosPerDay);
    sum.nanos = nanos - carry * kNanosPerDay;
    days += carry;
  } else {
    days = sign * (duration.seconds / 86'400);
  }
  if (!value.has_date()) return sum;
  sum.precision = DatePrecision::kDay;
  CivilDate date = CivilFromDays(value.days);
  const int64_t month =
      date.year * 12 + date.month - 1 + sign * duration.months;
  date.year = FloorDiv(month, 12);
  date.month = static_cast<int>(month - date.year * 12) + 1;
  date.day = std::min(date.day, DaysInMonth(date.year, date.month));
  sum.days = DaysFromCivil(date) + sign * duration.days + days;
  return sum;
}

}  // namespace weft::graphstore::query
