// Normalised values: dates, money, percentages, numbers and quantities.
#ifndef WEFT_EXTRACTOR_VALUE_VALUE_H_
#define WEFT_EXTRACTOR_VALUE_VALUE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace weft::extractor {

enum class ValueKind : uint8_t {
  kNumber,    // "three", "2.5 million"; unit ""
  kPercent,   // "17%"; number 17, unit "percent"; "a fifth" is 20 percent;
              // "2 percentage points" has the unit "percentage point"
  kMoney,     // "$5.5 million"; number 5500000, unit "USD" (ISO 4217; the
              // bare word where it names several currencies: "krone")
  kQuantity,  // "50,000 chips"; number 50000, unit "chip" (noun, singular)
  kRatio,     // "27 times"; number 27, unit "times"
  kDate,      // a point or stretch of time; see `iso`
  kDuration,  // "five days"; number 5, unit "day", iso "P5D"
};

// How the text qualifies a number.
enum class Comparator : uint8_t {
  kExactly,
  kAbout,
  kAtLeast,
  kMoreThan,
  kAtMost,
  kLessThan,
  kNearly,
};

struct Value {
  ValueKind kind = ValueKind::kNumber;
  std::string text;   // the words, "17%"
  double number = 0;  // not set for kDate
  // The upper end of a range: "10 to 15 percent" has number 10 and upper 15.
  std::optional<double> upper;
  std::string unit;  // see ValueKind
  Comparator comparator = Comparator::kExactly;
  // kDate: ISO 8601 with the granularity of the text: "2025-01-20", "2025-01",
  // "2025", "2025-01-27T17:00", interval "2020-03/2020-05" (weeks, seasons,
  // quarters and decades are intervals too); kDuration: "P5D".
  // "" when the text names a time that cannot be resolved.
  std::string iso;
};

absl::string_view ValueKindName(ValueKind kind);          // "percent"
absl::string_view ComparatorName(Comparator comparator);  // "at_least"
std::optional<ValueKind> ParseValueKind(absl::string_view name);
std::optional<Comparator> ParseComparator(absl::string_view name);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_VALUE_H_
