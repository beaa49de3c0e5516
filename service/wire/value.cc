#include "service/wire/value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graphstore/dict/value_id.h"
#include "service/wire/enums.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using Kind = extractor::ValueKind;

constexpr char kPercentUnit[] = "percent";
constexpr char kPercentagePointUnit[] = "percentage point";
constexpr char kTimesUnit[] = "times";
constexpr char kDateUnit[] = "date";
constexpr char kDurationUnit[] = "duration";
// The longest unit of graphstore::ValidateValue().
constexpr size_t kMaxUnitBytes = 64;

// Without an exponent, as short as it can be read back: 5500000, 0.25.
std::string NumberText(double number) {
  char buffer[400];  // DBL_MAX has 309 digits
  const auto result = std::to_chars(buffer, buffer + sizeof(buffer), number,
                                    std::chars_format::fixed);
  return std::string(buffer, result.ptr);
}

bool IsTime(const extractor::Value& value) {
  return value.kind == Kind::kDate || value.kind == Kind::kDuration;
}

bool IsFinite(const extractor::Value& value) {
  return std::isfinite(value.number) && std::isfinite(value.upper.value_or(0));
}

bool LooksLikeCurrency(absl::string_view unit) {
  return unit.size() == 3 &&
         std::all_of(unit.begin(), unit.end(), absl::ascii_isupper);
}

v1::Value Typed(v1::ValueKind kind, double number, absl::string_view unit) {
  v1::Value out;
  out.set_kind(kind);
  out.set_number(number);
  out.set_unit(ToUtf8(unit));
  out.set_comparator(v1::COMPARATOR_EXACTLY);
  return out;
}

v1::Value Date(absl::string_view iso) {
  v1::Value out = Typed(v1::VALUE_KIND_DATE, 0, "");
  out.set_iso(ToUtf8(iso));
  return out;
}

// "P5D" is 5 days, "PT90M" 90 minutes. Nothing for what is no duration.
std::optional<v1::Value> Duration(absl::string_view iso) {
  absl::string_view rest = iso;
  if (!absl::ConsumePrefix(&rest, "P")) return std::nullopt;
  const bool of_a_day = absl::ConsumePrefix(&rest, "T");
  if (rest.size() < 2 || !absl::ascii_isdigit(rest[0])) return std::nullopt;
  static constexpr std::pair<char, const char*> kDayUnits[] = {
      {'Y', "year"}, {'M', "month"}, {'W', "week"}, {'D', "day"}};
  static constexpr std::pair<char, const char*> kTimeUnits[] = {
      {'H', "hour"}, {'M', "minute"}, {'S', "second"}};
  const auto units =
      of_a_day ? absl::Span<const std::pair<char, const char*>>(kTimeUnits)
               : absl::Span<const std::pair<char, const char*>>(kDayUnits);
  const auto unit = std::find_if(
      units.begin(), units.end(),
      [rest](const auto& entry) { return entry.first == rest.back(); });
  if (unit == units.end()) return std::nullopt;
  rest.remove_suffix(1);
  double number = 0;
  // "P1Y2M" is a duration too, of no one unit.
  const bool simple = absl::SimpleAtod(rest, &number);
  v1::Value out = Typed(v1::VALUE_KIND_DURATION, simple ? number : 0,
                        simple ? unit->second : "");
  out.set_iso(ToUtf8(iso));
  return out;
}

// The kind of a number by its unit.
v1::ValueKind KindOfUnit(absl::string_view unit) {
  if (unit.empty()) return v1::VALUE_KIND_NUMBER;
  if (unit == kPercentUnit || unit == kPercentagePointUnit) {
    return v1::VALUE_KIND_PERCENT;
  }
  if (unit == kTimesUnit) return v1::VALUE_KIND_RATIO;
  return LooksLikeCurrency(unit) ? v1::VALUE_KIND_MONEY
                                 : v1::VALUE_KIND_QUANTITY;
}

// "17" or "10/15" with a unit.
std::optional<v1::Value> Number(absl::string_view text,
                                absl::string_view unit) {
  const std::vector<absl::string_view> ends = absl::StrSplit(text, '/');
  double lower = 0;
  double upper = 0;
  if (ends.size() > 2 || !absl::SimpleAtod(ends[0], &lower)) {
    return std::nullopt;
  }
  v1::Value out = Typed(KindOfUnit(unit), lower, unit);
  if (ends.size() == 2) {
    if (!absl::SimpleAtod(ends[1], &upper)) return std::nullopt;
    out.set_upper(upper);
  }
  return out;
}

std::string NumbersText(const extractor::Value& value) {
  const std::string lower = NumberText(value.number);
  return value.upper.has_value()
             ? absl::StrCat(lower, "/", NumberText(*value.upper))
             : lower;
}

// The unit by which KindOfUnit() finds the kind again.
std::string TellingUnit(const extractor::Value& value) {
  if (value.kind == Kind::kRatio) return kTimesUnit;
  if (value.kind == Kind::kPercent && value.unit.empty()) return kPercentUnit;
  if (value.kind == Kind::kQuantity && LooksLikeCurrency(value.unit)) {
    return absl::AsciiStrToLower(value.unit);
  }
  return value.unit;
}

v1::Value TypedFromStored(const graphstore::Value& value) {
  switch (value.kind) {
    case graphstore::ValueKind::kNumber:
      return Typed(v1::VALUE_KIND_NUMBER, value.number, "");
    case graphstore::ValueKind::kPercent:
      return Typed(v1::VALUE_KIND_PERCENT, value.number, kPercentUnit);
    case graphstore::ValueKind::kDate:
      return Date(value.text);
    case graphstore::ValueKind::kMoney:
      return Typed(v1::VALUE_KIND_MONEY, value.number, value.unit);
    case graphstore::ValueKind::kQuantity:
      if (value.unit == kTimesUnit || value.unit == kPercentagePointUnit) {
        return Typed(KindOfUnit(value.unit), value.number, value.unit);
      }
      return Typed(v1::VALUE_KIND_QUANTITY, value.number, value.unit);
    case graphstore::ValueKind::kString:
      break;
  }
  return Duration(value.text).value_or(Typed(v1::VALUE_KIND_TEXT, 0, ""));
}

}  // namespace

v1::Value ToProto(const extractor::Value& value) {
  v1::Value out = Typed(ToProto(value.kind), value.number, value.unit);
  out.set_text(ToUtf8(value.text));
  out.set_comparator(ToProto(value.comparator));
  out.set_iso(ToUtf8(value.iso));
  if (value.upper.has_value()) out.set_upper(*value.upper);
  return out;
}

graphstore::Value ToStored(const extractor::Value& value) {
  if (IsTime(value)) {
    if (value.iso.empty()) return graphstore::Value::String(value.text);
    return value.kind == Kind::kDate ? graphstore::Value::Date(value.iso)
                                     : graphstore::Value::String(value.iso);
  }
  if (!IsFinite(value) || value.upper.has_value() ||
      value.unit.size() > kMaxUnitBytes) {
    return graphstore::Value::String(value.text);
  }
  if (value.kind == Kind::kNumber) {
    return graphstore::Value::Number(value.number);
  }
  if (value.kind == Kind::kPercent && value.unit != kPercentagePointUnit) {
    return graphstore::Value::Percent(value.number);
  }
  if (value.kind == Kind::kMoney && !value.unit.empty()) {
    return graphstore::Value::Money(value.number, value.unit);
  }
  return graphstore::Value::Quantity(
      value.number, value.kind == Kind::kRatio ? kTimesUnit : value.unit);
}

std::vector<graphstore::Qualifier> ValueQualifiers(
    const extractor::Value& value) {
  std::vector<graphstore::Qualifier> out;
  if (value.upper.has_value() && IsFinite(value)) {
    graphstore::Qualifier& range = out.emplace_back();
    range.role = kRangeRole;
    StoreQualifierValue(value, &range);
  }
  if (value.comparator != extractor::Comparator::kExactly) {
    graphstore::Qualifier& comparator = out.emplace_back();
    comparator.role = kComparatorRole;
    comparator.value = std::string(extractor::ComparatorName(value.comparator));
  }
  return out;
}

v1::Value FromStored(const graphstore::Value& value, absl::string_view text) {
  v1::Value out = TypedFromStored(value);
  out.set_text(
      ToUtf8(text.empty() ? graphstore::ValueText(value) : std::string(text)));
  return out;
}

bool ApplyValueQualifier(const graphstore::Qualifier& qualifier,
                         v1::Value* value) {
  if (qualifier.role == kComparatorRole) {
    value->set_comparator(ComparatorFromStored(qualifier.value));
    return true;
  }
  if (qualifier.role != kRangeRole) return false;
  if (auto range = QualifierValueFromStored(qualifier)) {
    range->set_text(value->text());
    range->set_comparator(value->comparator());
    *value = *std::move(range);
  }
  return true;
}

void StoreQualifierValue(const extractor::Value& value,
                         graphstore::Qualifier* qualifier) {
  if (IsTime(value)) {
    if (value.iso.empty()) return;
    qualifier->value = value.iso;
    qualifier->unit = value.kind == Kind::kDate ? kDateUnit : kDurationUnit;
  } else if (IsFinite(value)) {
    qualifier->value = NumbersText(value);
    qualifier->unit = TellingUnit(value);
  }
}

std::optional<v1::Value> QualifierValueFromStored(
    const graphstore::Qualifier& qualifier) {
  if (qualifier.value.empty() || qualifier.unit == kEntityUnit) {
    return std::nullopt;
  }
  std::optional<v1::Value> out;
  if (qualifier.unit == kDateUnit) {
    out = Date(qualifier.value);
  } else if (qualifier.unit == kDurationUnit) {
    out = Duration(qualifier.value);
  } else {
    out = Number(qualifier.value, qualifier.unit);
  }
  if (out.has_value()) out->set_text(ToUtf8(qualifier.mention.text));
  return out;
}

}  // namespace weft::service
