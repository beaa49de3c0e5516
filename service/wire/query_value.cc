#include "service/wire/query_value.h"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "graphstore/query/lang/error.h"
#include "service/wire/status.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

namespace query = graphstore::query;
using query::ValueKind;

// Doubles hold every integer up to here.
constexpr int64_t kLargestExactInteger = int64_t{1} << 53;

query::Value FromNumber(double number) {
  // NaN fails both comparisons.
  if (std::fabs(number) <= static_cast<double>(kLargestExactInteger) &&
      number == std::floor(number)) {
    return query::Value::Integer(static_cast<int64_t>(number));
  }
  return query::Value::Float(number);
}

void SetInteger(int64_t number, google::protobuf::Value* out) {
  if (number >= -kLargestExactInteger && number <= kLargestExactInteger) {
    out->set_number_value(static_cast<double>(number));
  } else {
    out->set_string_value(absl::StrCat(number));
  }
}

void SetFloat(double number, google::protobuf::Value* out) {
  if (std::isfinite(number)) {
    out->set_number_value(number);
  } else if (std::isnan(number)) {
    out->set_string_value("NaN");
  } else {
    out->set_string_value(number > 0 ? "Infinity" : "-Infinity");
  }
}

// "UndefinedVariable" -> "UNDEFINED_VARIABLE".
std::string UpperSnake(absl::string_view camel) {
  std::string out;
  for (char c : camel) {
    if (absl::ascii_isupper(c) && !out.empty()) out += '_';
    out += absl::ascii_toupper(c);
  }
  return out;
}

}  // namespace

query::Value FromProtoValue(const google::protobuf::Value& value) {
  switch (value.kind_case()) {
    case google::protobuf::Value::kBoolValue:
      return query::Value::Boolean(value.bool_value());
    case google::protobuf::Value::kNumberValue:
      return FromNumber(value.number_value());
    case google::protobuf::Value::kStringValue:
      return query::Value::String(value.string_value());
    case google::protobuf::Value::kListValue: {
      query::List list;
      for (const auto& item : value.list_value().values()) {
        list.push_back(FromProtoValue(item));
      }
      return query::Value::Of(std::move(list));
    }
    case google::protobuf::Value::kStructValue: {
      query::Map map;
      for (const auto& [key, item] : value.struct_value().fields()) {
        map[key] = FromProtoValue(item);
      }
      return query::Value::Of(std::move(map));
    }
    case google::protobuf::Value::kNullValue:
    case google::protobuf::Value::KIND_NOT_SET:
      break;
  }
  return query::Value();
}

google::protobuf::Value ToProtoValue(const query::Value& value) {
  google::protobuf::Value out;
  switch (value.kind()) {
    case ValueKind::kBoolean:
      out.set_bool_value(value.boolean());
      return out;
    case ValueKind::kInteger:
      SetInteger(value.integer(), &out);
      return out;
    case ValueKind::kFloat:
      SetFloat(value.floating(), &out);
      return out;
    case ValueKind::kString:
      out.set_string_value(ToUtf8(value.string()));
      return out;
    case ValueKind::kList:
      out.mutable_list_value();  // an empty list is a list
      for (const query::Value& item : value.list()) {
        *out.mutable_list_value()->add_values() = ToProtoValue(item);
      }
      return out;
    case ValueKind::kMap: {
      auto& fields = *out.mutable_struct_value()->mutable_fields();
      for (const auto& [key, item] : value.map()) {
        fields[ToUtf8(key)] = ToProtoValue(item);
      }
      return out;
    }
    case ValueKind::kNull:
    case ValueKind::kNode:
    case ValueKind::kRelationship:
    case ValueKind::kPath:
    case ValueKind::kTemporal:
      break;
  }
  out.set_null_value(google::protobuf::NULL_VALUE);
  return out;
}

v1::CutOff ToProto(query::CutOff cut_off) {
  switch (cut_off) {
    case query::CutOff::kNone:
      return v1::CUT_OFF_UNSPECIFIED;
    case query::CutOff::kEdges:
      return v1::CUT_OFF_EDGES_READ;
    case query::CutOff::kRows:
      return v1::CUT_OFF_ROWS;
    case query::CutOff::kMemory:
      return v1::CUT_OFF_MEMORY;
    case query::CutOff::kTime:
      return v1::CUT_OFF_TIME;
  }
  return v1::CUT_OFF_UNSPECIFIED;
}

absl::Status WithQueryReason(const absl::Status& status) {
  const std::optional<query::ErrorInfo> info = query::ErrorInfoOf(status);
  if (!info.has_value() || info->detail.empty()) return status;
  return WithReason(status, UpperSnake(info->detail));
}

}  // namespace weft::service
