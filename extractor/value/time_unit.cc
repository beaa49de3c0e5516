#include "extractor/value/time_unit.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

namespace weft::extractor {

std::optional<TimeUnit> ParseTimeUnit(absl::string_view lower) {
  static const auto& map =
      *new absl::flat_hash_map<absl::string_view, TimeUnit>{
          {"second", TimeUnit::kSecond},
          {"seconds", TimeUnit::kSecond},
          {"sec", TimeUnit::kSecond},
          {"secs", TimeUnit::kSecond},
          {"minute", TimeUnit::kMinute},
          {"minutes", TimeUnit::kMinute},
          {"min", TimeUnit::kMinute},
          {"mins", TimeUnit::kMinute},
          {"hour", TimeUnit::kHour},
          {"hours", TimeUnit::kHour},
          {"hr", TimeUnit::kHour},
          {"hrs", TimeUnit::kHour},
          {"day", TimeUnit::kDay},
          {"days", TimeUnit::kDay},
          {"week", TimeUnit::kWeek},
          {"weeks", TimeUnit::kWeek},
          {"fortnight", TimeUnit::kFortnight},
          {"fortnights", TimeUnit::kFortnight},
          {"month", TimeUnit::kMonth},
          {"months", TimeUnit::kMonth},
          {"quarter", TimeUnit::kQuarter},
          {"quarters", TimeUnit::kQuarter},
          {"year", TimeUnit::kYear},
          {"years", TimeUnit::kYear},
          {"yr", TimeUnit::kYear},
          {"yrs", TimeUnit::kYear},
          {"decade", TimeUnit::kDecade},
          {"decades", TimeUnit::kDecade},
          {"century", TimeUnit::kCentury},
          {"centuries", TimeUnit::kCentury}};
  const auto found = map.find(lower);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

absl::string_view TimeUnitName(TimeUnit unit) {
  static constexpr absl::string_view kNames[] = {
      "second", "minute",  "hour", "day",    "week",   "fortnight",
      "month",  "quarter", "year", "decade", "century"};
  return kNames[static_cast<int>(unit)];
}

std::string IsoDuration(double count, TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kSecond:
      return absl::StrCat("PT", count, "S");
    case TimeUnit::kMinute:
      return absl::StrCat("PT", count, "M");
    case TimeUnit::kHour:
      return absl::StrCat("PT", count, "H");
    case TimeUnit::kDay:
      return absl::StrCat("P", count, "D");
    case TimeUnit::kWeek:
      return absl::StrCat("P", count, "W");
    case TimeUnit::kFortnight:
      return absl::StrCat("P", 2 * count, "W");
    case TimeUnit::kMonth:
      return absl::StrCat("P", count, "M");
    case TimeUnit::kQuarter:
      return absl::StrCat("P", 3 * count, "M");
    case TimeUnit::kYear:
      return absl::StrCat("P", count, "Y");
    case TimeUnit::kDecade:
      return absl::StrCat("P", 10 * count, "Y");
    case TimeUnit::kCentury:
      return absl::StrCat("P", 100 * count, "Y");
  }
  return "";
}

}  // namespace weft::extractor
