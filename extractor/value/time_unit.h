// Units of time: "weeks" -> kWeek, and durations in ISO 8601.
#ifndef WEFT_EXTRACTOR_VALUE_TIME_UNIT_H_
#define WEFT_EXTRACTOR_VALUE_TIME_UNIT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace weft::extractor {

// In order of length.
enum class TimeUnit : uint8_t {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kYear,
  kDecade,
  kCentury,
};

// Singular, plural and the usual short forms: "hours", "hrs", "yr".
std::optional<TimeUnit> ParseTimeUnit(absl::string_view lower);

absl::string_view TimeUnitName(TimeUnit unit);  // "year"

// 5 days -> "P5D", 2.5 years -> "P2.5Y", 90 minutes -> "PT90M", 2 decades ->
// "P20Y".
std::string IsoDuration(double count, TimeUnit unit);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_TIME_UNIT_H_
