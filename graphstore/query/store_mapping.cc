#include "graphstore/query/store_mapping.h"

#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "graphstore/query/value/temporal.h"

namespace weft::graphstore::query {
namespace {

// No NodeKind has this number.
constexpr uint64_t kNothingTag = uint64_t{7} << NodeId::kPayloadBits;

// Integers stay integers, so that 5 is printed as 5.
Value NumberValue(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) {
    return Value::Integer(static_cast<int64_t>(number));
  }
  return Value::Float(number);
}

Value DateValue(const std::string& text) {
  constexpr size_t kYearLength = 4, kMonthLength = 7, kDayLength = 10;
  if (text.size() == kYearLength || text.size() == kMonthLength ||
      text.size() == kDayLength) {
    auto date = ParseTemporal(TemporalKind::kDate, text);
    if (!date.ok()) return Value::String(text);
    date->precision = text.size() == kYearLength    ? DatePrecision::kYear
                      : text.size() == kMonthLength ? DatePrecision::kMonth
                                                    : DatePrecision::kDay;
    // Compact forms ("2025001") are texts here.
    if (FormatTemporal(*date) == text) return Value::Of(*date);
  } else if (text.size() > kDayLength) {
    const auto time = ParseTemporal(TemporalKind::kDateTime, text);
    if (time.ok()) return Value::Of(*time);
  }
  return Value::String(text);
}

}  // namespace

uint64_t NothingNode(StatementId statement) {
  return kNothingTag | (statement.value() & NodeId::kPayloadMask);
}

std::optional<StatementId> StatementOfNothing(uint64_t node) {
  if ((node & ~NodeId::kPayloadMask) != kNothingTag) return std::nullopt;
  return StatementId(node & NodeId::kPayloadMask);
}

uint64_t ToQueryId(NodeId id) {
  return id.is_entity() ? id.payload() : id.bits();
}

NodeId ToNodeId(uint64_t node) {
  return node <= NodeId::kPayloadMask ? NodeId::Entity(node) : NodeId(node);
}

std::string LabelForm(absl::string_view label) {
  std::string form;
  for (char c : label) {
    if (c == ' ' || c == '_' || c == '-') continue;
    form += absl::ascii_tolower(c);
  }
  return form;
}

absl::string_view LabelOf(graphstore::ValueKind kind) {
  switch (kind) {
    case graphstore::ValueKind::kString:
      return "string";
    case graphstore::ValueKind::kNumber:
      return "number";
    case graphstore::ValueKind::kPercent:
      return "percent";
    case graphstore::ValueKind::kDate:
      return "date";
    case graphstore::ValueKind::kMoney:
      return "money";
    case graphstore::ValueKind::kQuantity:
      return "quantity";
  }
  return "string";
}

Value ToQueryValue(const graphstore::Value& value) {
  switch (value.kind) {
    case graphstore::ValueKind::kString:
      return Value::String(value.text);
    case graphstore::ValueKind::kDate:
      return DateValue(value.text);
    case graphstore::ValueKind::kPercent:
      return Value::Amount(NumberValue(value.number), "%");
    default:
      return Value::Amount(NumberValue(value.number), value.unit);
  }
}

}  // namespace weft::graphstore::query
