// Dates, times and durations.
//
// The proleptic Gregorian calendar, years -9999 to 9999, nanoseconds, and fixed
// offsets from UTC; names of time zones are not known. A basic part of
// openCypher's temporal types (CIP2015-08-06): calendar dates and ISO 8601
// strings in the extended or basic form; no week or quarter dates.
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

struct Temporal {
  TemporalKind kind = TemporalKind::kDate;
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

// From ISO 8601: "2024-02-29", "2024-02", "2024", "20240229", "12:30:14.5",
// "12:30+01:00", "2024-02-29T12:30Z", "P1Y2M3DT4H5M6.7S". InvalidArgument: not
// of that kind.
absl::StatusOr<Temporal> ParseTemporal(TemporalKind kind,
                                       absl::string_view text);
// "+01:00", "-0800", "Z", "UTC" in seconds.
absl::StatusOr<int32_t> ParseOffset(absl::string_view text);
// ISO 8601; seconds and fractions only where they are not zero.
std::string FormatTemporal(const Temporal& value);

// `now` as `kind`, in UTC. Not for durations.
Temporal TemporalNow(TemporalKind kind, absl::Time now);

// <0, 0, >0 for two of one kind; nullopt for durations, which have no order.
// Times and instants compare by UTC, then by offset.
std::optional<int> CompareTemporal(const Temporal& a, const Temporal& b);

// A component such as "year", "hour", "epochSeconds", "timezone", "months".
// nullopt: there is none of that name. Text components are in `text`.
struct TemporalComponent {
  int64_t number = 0;
  std::string text;
  bool is_text = false;
};
std::optional<TemporalComponent> GetComponent(const Temporal& value,
                                              absl::string_view name);

// A temporal value and `sign` (+1, -1) times a duration; or two durations.
Temporal AddDuration(const Temporal& value, const Temporal& duration, int sign);
// From a to b in days and seconds; both need a date, or both a time.
Temporal DurationBetween(const Temporal& a, const Temporal& b);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_TEMPORAL_H_
