// Dates, times and durations.
//
// The proleptic Gregorian calendar, years -9999 to 9999, nanoseconds, and fixed
// offsets from UTC; names of time zones are not known. A basic part of
// openCypher's temporal types (CIP2015-08-06), with ISO 8601 strings in the
// extended or basic form.
#ifndef WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_H_
#define WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace weft::graphstore::query {

enum class TemporalKind : uint8_t {
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
};

inline constexpr int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr int64_t kNanosPerDay = 86'400 * kNanosPerSecond;

// How much of a date is known. The language makes whole ones only; what
// documents say is often a year or a month.
enum class DatePrecision : uint8_t { kYear, kMonth, kDay };

struct Temporal {
  TemporalKind kind = TemporalKind::kDate;
  // Of a kDate; `days` is the first day of that year or month.
  DatePrecision precision = DatePrecision::kDay;
  int64_t months = 0;  // of a duration
  // Since 1970-01-01, local; of a duration: its days.
  int64_t days = 0;
  int64_t seconds = 0;  // of a duration
  int64_t nanos = 0;    // of the local day; of a duration: of the second
  int32_t offset = 0;   // local - UTC in seconds; kTime, kDateTime

  bool has_date() const {
    return kind == TemporalKind::kDate ||
           kind == TemporalKind::kLocalDateTime ||
           kind == TemporalKind::kDateTime;
  }
  bool has_time() const {
    return kind != TemporalKind::kDate && kind != TemporalKind::kDuration;
  }
  friend bool operator==(const Temporal&, const Temporal&) = default;
};

struct CivilDate {
  int64_t year = 1970;
  int month = 1;
  int day = 1;
};

int64_t DaysFromCivil(CivilDate date);
CivilDate CivilFromDays(int64_t days);
// 28 to 31.
int DaysInMonth(int64_t year, int month);

// "Date", "LocalTime" ...
absl::string_view TemporalKindName(TemporalKind kind);

// From ISO 8601: "2024-02-29", "2024-02", "2024", "20240229", "2024-W09-4",
// "2024W09", "2024-Q1-60", "2024-060", "2024060", "12:30:14.5",
// "12:30+01:00", "2024-02-29T12:30Z", "P1Y2M3DT4H5M6.7S". InvalidArgument: not
// of that kind.
absl::StatusOr<Temporal> ParseTemporal(TemporalKind kind,
                                       absl::string_view text);
// "+01:00", "-0800", "Z", "UTC" in seconds.
absl::StatusOr<int32_t> ParseOffset(absl::string_view text);
// Adds to a duration. What is left of whole months goes into days (a month is
// 30.436875 days on average in the Gregorian calendar), of whole days into
// seconds, of these into nanoseconds.
void AddToDuration(double months, double days, double seconds,
                   Temporal* duration);

// The first day of a week of ISO 8601; nullopt: that year has no such week.
std::optional<int64_t> FirstDayOfWeek(int64_t year, int64_t week);

// ISO 8601; seconds and fractions only where they are not zero; of a date what
// is known of it: "2022", "2022-03", "2022-03-01".
std::string FormatTemporal(const Temporal& value);

// `now` as `kind`, in UTC. Not for durations.
Temporal TemporalNow(TemporalKind kind, absl::Time now);

// <0, 0, >0 for two of one kind; nullopt for durations, which have no order,
// and for dates of which one may lie before, in or after the other ("2022" and
// "2022-03-01"). Times and instants compare by UTC, then by offset.
std::optional<int> CompareTemporal(const Temporal& a, const Temporal& b);

// A component such as "year", "hour", "epochSeconds", "timezone", "months".
// nullopt: there is none of that name, or it is not known of this date. Text
// components are in `text`.
struct TemporalComponent {
  int64_t number = 0;
  std::string text;
  bool is_text = false;
};
std::optional<TemporalComponent> GetComponent(const Temporal& value,
                                              absl::string_view name);

// A temporal value and `sign` (+1, -1) times a duration; or two durations. A
// year or a month counts as its first day.
Temporal AddDuration(const Temporal& value, const Temporal& duration, int sign);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_H_
