#include "graphstore/query/value/temporal_units.h"

#include <algorithm>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace weft::graphstore::query {
namespace {

bool IsZoned(const Temporal& value) {
  return value.kind == TemporalKind::kTime ||
         value.kind == TemporalKind::kDateTime;
}

// A place on one calendar without zones.
struct Point {
  int64_t days = 0;
  int64_t nanos = 0;  // of the day; beyond it where there is no date
};

// As `later` compared with `earlier`: whether the rest of the day goes against
// the direction of the days.
int64_t WholeDays(const Point& from, const Point& to) {
  const int64_t days = to.days - from.days;
  if (days > 0 && to.nanos < from.nanos) return days - 1;
  if (days < 0 && to.nanos > from.nanos) return days + 1;
  return days;
}

int64_t WholeMonths(const Point& from, const Point& to) {
  constexpr int64_t kPlaces = 32;  // more than a month has days
  const auto place = [](int64_t days) {
    const CivilDate date = CivilFromDays(days);
    return (date.year * 12 + date.month) * kPlaces + date.day;
  };
  const int64_t last = from.days + WholeDays(from, to);
  return (place(last) - place(from.days)) / kPlaces;
}

Point AddMonths(const Point& point, int64_t months) {
  Temporal date;
  date.days = point.days;
  Temporal duration;
  duration.kind = TemporalKind::kDuration;
  duration.months = months;
  return {AddDuration(date, duration, 1).days, point.nanos};
}

void SetNanos(int64_t days, int64_t nanos, Temporal* duration) {
  duration->seconds = days * (kNanosPerDay / kNanosPerSecond);
  duration->seconds += nanos / kNanosPerSecond;
  duration->nanos = nanos % kNanosPerSecond;
  if (duration->nanos < 0) {
    duration->nanos += kNanosPerSecond;
    --duration->seconds;
  }
}

// The first year of so many.
CivilDate FirstOf(int64_t year, int64_t years) {
  int64_t rest = year % years;
  if (rest < 0) rest += years;
  return {year - rest, 1, 1};
}

// nullopt: no unit of a date has this name.
std::optional<int64_t> TruncateDays(absl::string_view unit, int64_t days) {
  const CivilDate date = CivilFromDays(days);
  if (unit == "millennium") return DaysFromCivil(FirstOf(date.year, 1000));
  if (unit == "century") return DaysFromCivil(FirstOf(date.year, 100));
  if (unit == "decade") return DaysFromCivil(FirstOf(date.year, 10));
  if (unit == "year") return DaysFromCivil({date.year, 1, 1});
  if (unit == "quarter") {
    return DaysFromCivil({date.year, (date.month - 1) / 3 * 3 + 1, 1});
  }
  if (unit == "month") return DaysFromCivil({date.year, date.month, 1});
  if (unit == "day") return days;
  Temporal day;
  day.days = days;
  if (unit == "week")
    return days - (GetComponent(day, "dayOfWeek")->number - 1);
  if (unit == "weekYear") {
    return FirstDayOfWeek(GetComponent(day, "weekYear")->number, 1);
  }
  return std::nullopt;
}

// 0: no unit of a time has this name.
int64_t NanosOf(absl::string_view unit) {
  if (unit == "day") return kNanosPerDay;
  if (unit == "hour") return 3600 * kNanosPerSecond;
  if (unit == "minute") return 60 * kNanosPerSecond;
  if (unit == "second") return kNanosPerSecond;
  if (unit == "millisecond") return 1'000'000;
  if (unit == "microsecond") return 1'000;
  return 0;
}

}  // namespace

Temporal DurationBetween(const Temporal& a, const Temporal& b,
                         DurationUnits units) {
  Point from{a.days, a.nanos};
  Point to{b.days, b.nanos};
  if (IsZoned(a) && IsZoned(b)) {
    to.nanos += (a.offset - b.offset) * kNanosPerSecond;
  }
  if (!a.has_date() || !b.has_date()) {
    from.days = to.days = 0;
  } else if (to.nanos < 0) {
    to = {to.days - 1, to.nanos + kNanosPerDay};
  } else if (to.nanos >= kNanosPerDay) {
    to = {to.days + 1, to.nanos - kNanosPerDay};
  }
  Temporal duration;
  duration.kind = TemporalKind::kDuration;
  const bool months =
      units == DurationUnits::kAll || units == DurationUnits::kMonths;
  if (months) duration.months = WholeMonths(from, to);
  if (units == DurationUnits::kMonths) return duration;
  from = AddMonths(from, duration.months);
  if (units == DurationUnits::kSeconds) {
    SetNanos(to.days - from.days, to.nanos - from.nanos, &duration);
    return duration;
  }
  duration.days = WholeDays(from, to);
  if (units == DurationUnits::kDays) return duration;
  SetNanos(to.days - from.days - duration.days, to.nanos - from.nanos,
           &duration);
  return duration;
}

absl::StatusOr<Temporal> Truncate(TemporalKind kind, absl::string_view unit,
                                  const Temporal& value) {
  Temporal result;
  result.kind = kind;
  if (IsZoned(result) && IsZoned(value)) result.offset = value.offset;
  const bool lacks_date = result.has_date() && !value.has_date();
  const bool lacks_time = !result.has_date() && !value.has_time();
  if (value.kind == TemporalKind::kDuration || lacks_date || lacks_time) {
    return absl::InvalidArgumentError(
        absl::StrCat("no ", TemporalKindName(kind), " can be made of a ",
                     TemporalKindName(value.kind)));
  }
  if (result.has_date()) {
    if (const auto days = TruncateDays(unit, value.days)) {
      result.days = *days;
      return result;
    }
  }
  const int64_t size = NanosOf(unit);
  if (size == 0 || !result.has_time()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a ", TemporalKindName(kind), " has no unit \"", unit, "\""));
  }
  if (result.has_date()) result.days = value.days;
  result.nanos = value.nanos / size * size;
  return result;
}

}  // namespace weft::graphstore::query
