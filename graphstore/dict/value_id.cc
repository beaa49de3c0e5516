#include "graphstore/dict/value_id.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "base/coding.h"
#include "base/hash.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/dict/number_code.h"

namespace weft::graphstore {
namespace {

constexpr size_t kShortStringBytes = 7;
constexpr size_t kLongStringBytes = 400;
constexpr size_t kNormalizedBytes = 256;
constexpr size_t kUnitBytes = 64;

uint64_t EncodeShortString(absl::string_view text) {
  uint64_t payload = 0;
  for (size_t i = 0; i < kShortStringBytes; ++i) {
    const uint64_t byte = i < text.size() ? static_cast<uint8_t>(text[i]) : 0;
    payload = (payload << 8) | byte;
  }
  return (payload << 4) | text.size();
}

std::optional<std::string> DecodeShortString(uint64_t payload) {
  const size_t size = payload & 0xF;
  if (size == 0 || size > kShortStringBytes) return std::nullopt;
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    text.push_back(static_cast<char>(payload >> (4 + 8 * (6 - i))));
  }
  return text;
}

void AppendText(absl::string_view text, std::string* content) {
  absl::StrAppend(content, text.substr(0, kLongStringBytes));
  if (text.size() <= kLongStringBytes) return;
  content->push_back('\0');
  PutFixed64(StableHash(text), content);
}

}  // namespace

absl::Status ValidateValue(const Value& value) {
  switch (value.kind) {
    case ValueKind::kString:
    case ValueKind::kDate:
      if (!value.text.empty()) return absl::OkStatus();
      return absl::InvalidArgumentError("a value is empty");
    case ValueKind::kMoney:
    case ValueKind::kQuantity:
      if (value.unit.size() > kUnitBytes ||
          value.unit.find('\0') != std::string::npos) {
        return absl::InvalidArgumentError(
            absl::StrCat("a unit must be at most ", kUnitBytes,
                         " bytes of text: ", value.unit.substr(0, kUnitBytes)));
      }
      [[fallthrough]];
    case ValueKind::kNumber:
    case ValueKind::kPercent:
      if (std::isfinite(value.number)) return absl::OkStatus();
      return absl::InvalidArgumentError("a number is not finite");
  }
  return absl::InvalidArgumentError("a value is of an unknown kind");
}

std::optional<NodeId> InlineId(const Value& value) {
  switch (value.kind) {
    case ValueKind::kNumber:
      return NodeId::Make(NodeKind::kNumber, EncodeNumber(value.number));
    case ValueKind::kPercent:
      return NodeId::Make(NodeKind::kPercent, EncodeNumber(value.number));
    case ValueKind::kDate: {
      const auto date = ParseIsoDate(value.text);
      if (!date) return std::nullopt;
      return NodeId::Make(NodeKind::kDate, EncodeDate(*date));
    }
    case ValueKind::kString:
      if (value.text.empty() || value.text.size() > kShortStringBytes ||
          NormalizeName(value.text) != value.text) {
        return std::nullopt;
      }
      return NodeId::Make(NodeKind::kShortString,
                          EncodeShortString(value.text));
    default:
      return std::nullopt;
  }
}

std::optional<Value> InlineValue(NodeId id) {
  switch (id.kind()) {
    case NodeKind::kNumber:
      return Value::Number(DecodeNumber(id.payload()));
    case NodeKind::kPercent:
      return Value::Percent(DecodeNumber(id.payload()));
    case NodeKind::kDate: {
      const auto date = DecodeDate(id.payload());
      if (!date) return std::nullopt;
      return Value::Date(FormatIsoDate(*date));
    }
    case NodeKind::kShortString: {
      auto text = DecodeShortString(id.payload());
      if (!text) return std::nullopt;
      return Value::String(*std::move(text));
    }
    default:
      return std::nullopt;
  }
}

std::string LiteralTextPrefix(absl::string_view text) {
  std::string prefix(1, static_cast<char>(ValueKind::kString));
  const std::string normal = NormalizeName(text);
  absl::StrAppend(&prefix,
                  absl::string_view(normal).substr(0, kNormalizedBytes));
  prefix.push_back('\0');
  return prefix;
}

std::string LiteralContent(const Value& value) {
  std::string content(1, static_cast<char>(value.kind));
  switch (value.kind) {
    case ValueKind::kString:
      content = LiteralTextPrefix(value.text);
      AppendText(value.text, &content);
      break;
    case ValueKind::kDate:
      AppendText(value.text, &content);
      break;
    default:
      absl::StrAppend(&content, value.unit);
      content.push_back('\0');
      PutFixed64(OrderedBits(value.number), &content);
  }
  return content;
}

std::string ValueText(const Value& value) {
  switch (value.kind) {
    case ValueKind::kString:
    case ValueKind::kDate:
      return value.text;
    case ValueKind::kNumber:
      return FormatNumber(value.number);
    case ValueKind::kPercent:
      return FormatNumber(value.number) + "%";
    case ValueKind::kMoney:
    case ValueKind::kQuantity:
      break;
  }
  if (value.unit.empty()) return FormatNumber(value.number);
  return absl::StrCat(FormatNumber(value.number), " ", value.unit);
}

std::string EncodeLiteralRecord(const LiteralRecord& record) {
  std::string bytes;
  PutVarint(record.statement_count, &bytes);
  bytes.push_back(static_cast<char>(record.value.kind));
  PutLengthPrefixed(record.value.text, &bytes);
  PutLengthPrefixed(record.value.unit, &bytes);
  PutDouble(record.value.number, &bytes);
  return bytes;
}

bool DecodeLiteralRecord(absl::string_view bytes, LiteralRecord* record) {
  if (!GetVarint(&bytes, &record->statement_count) || bytes.empty()) {
    return false;
  }
  const auto kind = static_cast<uint8_t>(bytes.front());
  if (kind > static_cast<uint8_t>(ValueKind::kQuantity)) return false;
  record->value.kind = static_cast<ValueKind>(kind);
  bytes.remove_prefix(1);
  absl::string_view text, unit;
  if (!GetLengthPrefixed(&bytes, &text) || !GetLengthPrefixed(&bytes, &unit) ||
      !GetDouble(&bytes, &record->value.number)) {
    return false;
  }
  record->value.text = std::string(text);
  record->value.unit = std::string(unit);
  return bytes.empty();
}

}  // namespace weft::graphstore
