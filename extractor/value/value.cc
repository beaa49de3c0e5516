#include "extractor/value/value.h"

namespace weft::extractor {
namespace {

constexpr ValueKind kKinds[] = {
    ValueKind::kNumber,   ValueKind::kPercent, ValueKind::kMoney,
    ValueKind::kQuantity, ValueKind::kRatio,   ValueKind::kDate,
    ValueKind::kDuration,
};

constexpr Comparator kComparators[] = {
    Comparator::kExactly,  Comparator::kAbout,  Comparator::kAtLeast,
    Comparator::kMoreThan, Comparator::kAtMost, Comparator::kLessThan,
    Comparator::kNearly,
};

}  // namespace

absl::string_view ValueKindName(ValueKind kind) {
  switch (kind) {
    case ValueKind::kNumber:
      return "number";
    case ValueKind::kPercent:
      return "percent";
    case ValueKind::kMoney:
      return "money";
    case ValueKind::kQuantity:
      return "quantity";
    case ValueKind::kRatio:
      return "ratio";
    case ValueKind::kDate:
      return "date";
    case ValueKind::kDuration:
      return "duration";
  }
  return "number";
}

absl::string_view ComparatorName(Comparator comparator) {
  switch (comparator) {
    case Comparator::kExactly:
      return "exactly";
    case Comparator::kAbout:
      return "about";
    case Comparator::kAtLeast:
      return "at_least";
    case Comparator::kMoreThan:
      return "more_than";
    case Comparator::kAtMost:
      return "at_most";
    case Comparator::kLessThan:
      return "less_than";
    case Comparator::kNearly:
      return "nearly";
  }
  return "exactly";
}

std::optional<ValueKind> ParseValueKind(absl::string_view name) {
  for (ValueKind kind : kKinds) {
    if (ValueKindName(kind) == name) return kind;
  }
  return std::nullopt;
}

std::optional<Comparator> ParseComparator(absl::string_view name) {
  for (Comparator comparator : kComparators) {
    if (ComparatorName(comparator) == name) return comparator;
  }
  return std::nullopt;
}

}  // namespace weft::extractor
