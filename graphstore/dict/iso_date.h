// Dates in ISO 8601: reading, writing, comparing.
#ifndef WEFT_GRAPHSTORE_DICT_ISO_DATE_H_
#define WEFT_GRAPHSTORE_DICT_ISO_DATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace weft::graphstore {

// Stored: never renumber.
enum class Granularity : uint8_t {
  kYear = 0,
  kMonth = 1,
  kDay = 2,
  kMinute = 3,
  kSecond = 4,
  kMillisecond = 5,
};

// The start of a year, month, day ... of the proleptic Gregorian calendar in
// UTC, years 0000 to 9999.
struct IsoDate {
  int64_t start_ms = 0;  // since 1970-01-01T00:00:00Z
  Granularity granularity = Granularity::kDay;

  friend bool operator==(const IsoDate&, const IsoDate&) = default;
};

// "2025", "2025-01", "2025-01-20", "2025-01-20T09:30Z", "…T09:30:05Z",
// "…T09:30:05.250Z" and nothing else: FormatIsoDate() of the result is `text`.
std::optional<IsoDate> ParseIsoDate(absl::string_view text);
std::string FormatIsoDate(const IsoDate& date);
// "2025-01-20" for a day since 1970-01-01.
std::string FormatDay(int64_t day);

// 60 bits whose order is that of the starts, the coarser first at one start:
// start_ms + 2^49 in the upper 50 bits, granularity in the next 4, six zeros.
uint64_t EncodeDate(const IsoDate& date);
std::optional<IsoDate> DecodeDate(uint64_t code);

// Days since 1970-01-01, both included.
struct DayInterval {
  int64_t first = 0;
  int64_t last = 0;

  bool Touches(const DayInterval& other) const {
    return first <= other.last && other.first <= last;
  }
  friend bool operator==(const DayInterval&, const DayInterval&) = default;
};

// The days that a date covers. Reads what ParseIsoDate() does and also times in
// other zones (the day as written), quarters ("2025-Q1") and intervals
// ("2025-01/2025-03").
std::optional<DayInterval> ParseDays(absl::string_view text);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_DICT_ISO_DATE_H_
