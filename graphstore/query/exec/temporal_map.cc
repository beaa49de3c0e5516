#include "graphstore/query/exec/temporal_map.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

absl::Status OutOfRange(absl::string_view what) {
  return RuntimeError("ArgumentError", "InvalidArgumentValue",
                      absl::StrCat(what, " is out of range"));
}

// A number of a map, or `otherwise`.
absl::StatusOr<int64_t> Field(const Map& map, const char* key,
                              int64_t otherwise) {
  const auto it = map.find(absl::string_view(key));
  if (it == map.end() || it->second.is_null()) return otherwise;
  if (!it->second.is_number()) {
    return RuntimeError("ArgumentError", "InvalidArgumentType",
                        absl::StrCat("`", key, "` must be a number"));
  }
  return static_cast<int64_t>(it->second.number());
}

// The keys of a map that are no part of a temporal value are an error: what is
// misspelt would be left out without a word.
absl::Status CheckKeys(const Map& map, absl::Span<const char* const> known) {
  for (const auto& [key, value] : map) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return RuntimeError("ArgumentError", "InvalidArgumentValue",
                          absl::StrCat("`", key, "` is no part of this value"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Temporal> DurationFromMap(const Map& map) {
  Temporal value;
  value.kind = TemporalKind::kDuration;
  struct Unit {
    const char* key;
    int64_t months;
    int64_t days;
    int64_t seconds;
    int64_t nanos;
  };
  static constexpr Unit kUnits[] = {
      {"years", 12, 0, 0, 0},
      {"quarters", 3, 0, 0, 0},
      {"months", 1, 0, 0, 0},
      {"weeks", 0, 7, 0, 0},
      {"days", 0, 1, 0, 0},
      {"hours", 0, 0, 3600, 0},
      {"minutes", 0, 0, 60, 0},
      {"seconds", 0, 0, 1, 0},
      {"milliseconds", 0, 0, 0, 1'000'000},
      {"microseconds", 0, 0, 0, 1'000},
      {"nanoseconds", 0, 0, 0, 1},
  };
  int64_t nanos = 0;
  std::vector<const char*> keys;
  for (const Unit& unit : kUnits) {
    keys.push_back(unit.key);
    WEFT_ASSIGN_OR_RETURN(int64_t amount, Field(map, unit.key, 0));
    value.months += amount * unit.months;
    value.days += amount * unit.days;
    value.seconds += amount * unit.seconds;
    nanos += amount * unit.nanos;
    const auto given = map.find(absl::string_view(unit.key));
    if (given == map.end() || !given->second.is_float()) continue;
    const double part = given->second.floating() - static_cast<double>(amount);
    AddToDuration(part * static_cast<double>(unit.months),
                  part * static_cast<double>(unit.days),
                  part * static_cast<double>(unit.seconds), &value);
  }
  nanos += value.nanos;
  int64_t carry = nanos / kNanosPerSecond;
  if (nanos % kNanosPerSecond < 0) --carry;
  value.seconds += carry;
  value.nanos = nanos - carry * kNanosPerSecond;
  WEFT_RETURN_IF_ERROR(CheckKeys(map, keys));
  return value;
}

// The value of which a map such as {date: d, hour: 3} keeps the rest. Whether
// the time that it keeps is one of a known offset.
bool TakeBase(const Map& map, Temporal* value) {
  constexpr absl::string_view kDate = "date", kTime = "time",
                              kBoth = "datetime";
  bool zoned = false;
  for (const absl::string_view key : {kDate, kTime, kBoth}) {
    const auto it = map.find(key);
    if (it == map.end() || !it->second.is_temporal()) continue;
    const Temporal& base = it->second.temporal();
    if (value->has_date() && base.has_date()) value->days = base.days;
    if (!value->has_time() || !base.has_time() || key == kDate) continue;
    value->nanos = base.nanos;
    value->offset = base.offset;
    zoned = base.kind == TemporalKind::kTime ||
            base.kind == TemporalKind::kDateTime;
  }
  return zoned;
}

// The same instant at another offset.
void MoveTo(int32_t offset, Temporal* value) {
  value->nanos += (offset - value->offset) * kNanosPerSecond;
  value->offset = offset;
  if (value->nanos < 0) {
    value->nanos += kNanosPerDay;
    if (value->has_date()) --value->days;
  } else if (value->nanos >= kNanosPerDay) {
    value->nanos -= kNanosPerDay;
    if (value->has_date()) ++value->days;
  }
}

absl::StatusOr<std::optional<int32_t>> OffsetOf(const Map& map) {
  const auto zone = map.find(absl::string_view("timezone"));
  if (zone == map.end() || !zone->second.is_string()) return std::nullopt;
  const absl::StatusOr<int32_t> offset = ParseOffset(zone->second.string());
  if (!offset.ok()) {
    return RuntimeError("ArgumentError", "InvalidArgumentValue",
                        std::string(offset.status().message()));
  }
  return *offset;
}

bool Has(const Map& map, const char* key) {
  const auto it = map.find(absl::string_view(key));
  return it != map.end() && !it->second.is_null();
}

// {year, week, dayOfWeek}.
absl::Status SetWeekDate(const Map& map, int64_t year, Temporal* value) {
  WEFT_ASSIGN_OR_RETURN(const int64_t week, Field(map, "week", 1));
  const bool has_base = Has(map, "date") || Has(map, "datetime");
  const int64_t base_day = GetComponent(*value, "dayOfWeek")->number;
  WEFT_ASSIGN_OR_RETURN(const int64_t day,
                        Field(map, "dayOfWeek", has_base ? base_day : 1));
  const auto first = FirstDayOfWeek(year, week);
  if (!first) return OutOfRange("the week");
  if (day < 1 || day > 7) return OutOfRange("the day of the week");
  value->days = *first + day - 1;
  return absl::OkStatus();
}

// {year, quarter, dayOfQuarter}, {year, ordinalDay}: `months` from January on,
// and so many days.
absl::Status SetDayOf(int64_t year, int first_month, int months, int64_t day,
                      Temporal* value) {
  const int64_t first = DaysFromCivil({year, first_month, 1});
  const int end = first_month + months;
  const int64_t next = end > 12 ? DaysFromCivil({year + 1, 1, 1})
                                : DaysFromCivil({year, end, 1});
  if (day < 1 || first + day > next) return OutOfRange("the day");
  value->days = first + day - 1;
  return absl::OkStatus();
}

absl::Status SetDate(const Map& map, Temporal* value) {
  const CivilDate base = CivilFromDays(value->days);
  WEFT_ASSIGN_OR_RETURN(
      int64_t year,
      Field(map, "year",
            Has(map, "week") ? GetComponent(*value, "weekYear")->number
                             : base.year));
  if (year < -9999 || year > 9999) return OutOfRange("the year");
  if (Has(map, "week")) return SetWeekDate(map, year, value);
  if (Has(map, "ordinalDay")) {
    WEFT_ASSIGN_OR_RETURN(const int64_t day, Field(map, "ordinalDay", 1));
    return SetDayOf(year, 1, 12, day, value);
  }
  if (Has(map, "quarter")) {
    WEFT_ASSIGN_OR_RETURN(const int64_t quarter, Field(map, "quarter", 1));
    WEFT_ASSIGN_OR_RETURN(const int64_t day,
                          Field(map, "dayOfQuarter",
                                GetComponent(*value, "dayOfQuarter")->number));
    if (quarter < 1 || quarter > 4) return OutOfRange("the quarter");
    return SetDayOf(year, static_cast<int>(quarter) * 3 - 2, 3, day, value);
  }
  WEFT_ASSIGN_OR_RETURN(int64_t month, Field(map, "month", base.month));
  WEFT_ASSIGN_OR_RETURN(int64_t day, Field(map, "day", base.day));
  if (month < 1 || month > 12) return OutOfRange("the month");
  if (day < 1 || day > DaysInMonth(year, static_cast<int>(month))) {
    return OutOfRange("the day");
  }
  value->days =
      DaysFromCivil({year, static_cast<int>(month), static_cast<int>(day)});
  return absl::OkStatus();
}

bool HasFraction(const Map& map) {
  return Has(map, "millisecond") || Has(map, "microsecond") ||
         Has(map, "nanosecond");
}

absl::Status SetTime(const Map& map, Temporal* value) {
  const int64_t base = value->nanos / kNanosPerSecond;
  WEFT_ASSIGN_OR_RETURN(int64_t hour, Field(map, "hour", base / 3600));
  WEFT_ASSIGN_OR_RETURN(int64_t minute, Field(map, "minute", base / 60 % 60));
  WEFT_ASSIGN_OR_RETURN(int64_t second, Field(map, "second", base % 60));
  WEFT_ASSIGN_OR_RETURN(int64_t milli, Field(map, "millisecond", 0));
  WEFT_ASSIGN_OR_RETURN(int64_t micro, Field(map, "microsecond", 0));
  WEFT_ASSIGN_OR_RETURN(int64_t nano, Field(map, "nanosecond", 0));
  const int64_t fraction = HasFraction(map)
                               ? milli * 1'000'000 + micro * 1'000 + nano
                               : value->nanos % kNanosPerSecond;
  if (hour < 0 || hour > 23) return OutOfRange("the hour");
  if (minute < 0 || minute > 59) return OutOfRange("the minute");
  if (second < 0 || second > 59) return OutOfRange("the second");
  if (fraction < 0 || fraction >= kNanosPerSecond) {
    return OutOfRange("the fraction of a second");
  }
  value->nanos =
      ((hour * 60 + minute) * 60 + second) * kNanosPerSecond + fraction;
  return absl::OkStatus();
}

absl::Status CheckTemporalKeys(const Map& map) {
  static constexpr const char* kKeys[] = {
      "date",         "time",       "datetime", "year",      "quarter",
      "month",        "week",       "day",      "dayOfWeek", "ordinalDay",
      "dayOfQuarter", "hour",       "minute",   "second",    "millisecond",
      "microsecond",  "nanosecond", "timezone"};
  return CheckKeys(map, kKeys);
}

}  // namespace

absl::StatusOr<Temporal> TemporalFromMap(TemporalKind kind, const Map& map) {
  if (kind == TemporalKind::kDuration) return DurationFromMap(map);
  WEFT_RETURN_IF_ERROR(CheckTemporalKeys(map));
  Temporal value;
  value.kind = kind;
  const bool zoned = TakeBase(map, &value);
  WEFT_ASSIGN_OR_RETURN(const std::optional<int32_t> offset, OffsetOf(map));
  if (offset && zoned) MoveTo(*offset, &value);
  if (value.has_date()) WEFT_RETURN_IF_ERROR(SetDate(map, &value));
  if (value.has_time()) WEFT_RETURN_IF_ERROR(SetTime(map, &value));
  value.offset = offset.value_or(value.offset);
  if (kind != TemporalKind::kTime && kind != TemporalKind::kDateTime) {
    value.offset = 0;
  }
  return value;
}

absl::Status ReplaceParts(const Map& map, Temporal* value) {
  WEFT_RETURN_IF_ERROR(CheckTemporalKeys(map));
  WEFT_ASSIGN_OR_RETURN(const std::optional<int32_t> offset, OffsetOf(map));
  if (value->has_date() && Has(map, "dayOfWeek") && !Has(map, "week")) {
    WEFT_ASSIGN_OR_RETURN(const int64_t day, Field(map, "dayOfWeek", 1));
    if (day < 1 || day > 7) return OutOfRange("the day of the week");
    value->days += day - GetComponent(*value, "dayOfWeek")->number;
  } else if (value->has_date()) {
    WEFT_RETURN_IF_ERROR(SetDate(map, value));
  }
  if (value->has_time()) {
    const int64_t fraction =
        HasFraction(map) ? value->nanos % kNanosPerSecond : 0;
    WEFT_RETURN_IF_ERROR(SetTime(map, value));
    value->nanos += fraction;
  }
  if (offset && (value->kind == TemporalKind::kTime ||
                 value->kind == TemporalKind::kDateTime)) {
    value->offset = *offset;
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
