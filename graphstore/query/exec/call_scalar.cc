// Conversions, strings and numbers.
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "graphstore/query/exec/call.h"
#include "graphstore/query/exec/text.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/value/format.h"

namespace weft::graphstore::query {
namespace {

Value FloatToInteger(double number) {
  if (!(number > -9.3e18 && number < 9.3e18)) return Value();
  return Value::Integer(static_cast<int64_t>(number));
}

absl::StatusOr<Value> ToInteger(const FunctionInfo& function,
                                const Value& value) {
  if (value.is_integer()) return value;
  if (value.is_float()) return FloatToInteger(value.floating());
  if (value.is_boolean()) return Value::Integer(value.boolean() ? 1 : 0);
  if (!value.is_string()) return BadArgument(function, value);
  int64_t integer = 0;
  if (absl::SimpleAtoi(value.string(), &integer)) {
    return Value::Integer(integer);
  }
  double number = 0;
  if (absl::SimpleAtod(value.string(), &number)) return FloatToInteger(number);
  return Value();
}

absl::StatusOr<Value> ToFloat(const FunctionInfo& function,
                              const Value& value) {
  if (value.is_number()) return Value::Float(value.number());
  if (!value.is_string()) return BadArgument(function, value);
  double number = 0;
  if (absl::SimpleAtod(value.string(), &number)) return Value::Float(number);
  return Value();
}

absl::StatusOr<Value> ToText(const FunctionInfo& function, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kString:
      return value;
    case ValueKind::kInteger:
      return Value::String(absl::StrCat(value.integer()));
    case ValueKind::kFloat:
      return Value::String(FormatFloat(value.floating()));
    case ValueKind::kBoolean:
      return Value::String(value.boolean() ? "true" : "false");
    case ValueKind::kTemporal:
      return Value::String(FormatTemporal(value.temporal()));
    default:
      return BadArgument(function, value);
  }
}

absl::StatusOr<Value> ToBoolean(const FunctionInfo& function,
                                const Value& value) {
  if (value.is_boolean()) return value;
  if (!value.is_string()) return BadArgument(function, value);
  const absl::string_view text = absl::StripAsciiWhitespace(value.string());
  if (absl::EqualsIgnoreCase(text, "true")) return Value::Boolean(true);
  if (absl::EqualsIgnoreCase(text, "false")) return Value::Boolean(false);
  return Value();
}

absl::StatusOr<Value> Convert(const FunctionInfo& function,
                              const Value& value) {
  switch (function.id) {
    case FunctionId::kToInteger:
    case FunctionId::kToIntegerOrNull:
    case FunctionId::kToIntegerList:
      return ToInteger(function, value);
    case FunctionId::kToFloat:
    case FunctionId::kToFloatOrNull:
    case FunctionId::kToFloatList:
      return ToFloat(function, value);
    case FunctionId::kToString:
    case FunctionId::kToStringOrNull:
    case FunctionId::kToStringList:
      return ToText(function, value);
    default:
      return ToBoolean(function, value);
  }
}

// What cannot be converted is null.
absl::StatusOr<Value> ConvertItems(const FunctionInfo& function,
                                   const Value& list) {
  if (!list.is_list()) return BadArgument(function, list);
  List converted;
  for (const Value& item : list.list()) {
    const auto result = Convert(function, item);
    converted.push_back(result.ok() ? *result : Value());
  }
  return Value::Of(std::move(converted));
}

// The characters of `text` from `start`, at most `count`.
absl::StatusOr<Value> Substring(const std::string& text, int64_t start,
                                int64_t count) {
  if (start < 0 || count < 0) {
    return RuntimeError("ArgumentError", "NumberOutOfRange",
                        "places and lengths in strings cannot be negative");
  }
  const std::vector<absl::string_view> characters = Characters(text);
  std::string part;
  for (size_t i = static_cast<size_t>(start);
       i < characters.size() && count > 0; ++i, --count) {
    absl::StrAppend(&part, characters[i]);
  }
  return Value::String(std::move(part));
}

Value Split(const std::string& text, const std::string& delimiter) {
  List parts;
  if (delimiter.empty()) {
    for (absl::string_view character : Characters(text)) {
      parts.push_back(Value::String(character));
    }
    return Value::Of(std::move(parts));
  }
  for (absl::string_view part : absl::StrSplit(text, delimiter)) {
    parts.push_back(Value::String(part));
  }
  return Value::Of(std::move(parts));
}

Value Replace(const std::string& text, const std::string& search,
              const std::string& with) {
  if (search.empty()) return Value::String(text);
  return Value::String(absl::StrReplaceAll(text, {{search, with}}));
}

// To the nearest whole number, halves up, or to so many decimal digits, halves
// away from zero, as Neo4j does.
double Round(double number, int64_t places) {
  if (places == 0) {
    const double below = std::floor(number);
    return number - below < 0.5 ? below : below + 1;
  }
  const double scale = std::pow(10.0, static_cast<double>(places));
  return std::round(number * scale) / scale;
}

absl::StatusOr<Value> AbsOrSign(const FunctionInfo& function,
                                const Value& value) {
  if (function.id == FunctionId::kSign) {
    const double number = value.number();
    return Value::Integer(number > 0 ? 1 : number < 0 ? -1 : 0);
  }
  if (value.is_float()) return Value::Float(std::fabs(value.floating()));
  if (value.integer() == std::numeric_limits<int64_t>::min()) {
    return RuntimeError("ArithmeticError", "IntegerOverflow",
                        "`abs` of the smallest integer does not fit");
  }
  return Value::Integer(std::abs(value.integer()));
}

double Compute(FunctionId id, double x) {
  switch (id) {
    case FunctionId::kCeil:
      return std::ceil(x);
    case FunctionId::kFloor:
      return std::floor(x);
    case FunctionId::kSqrt:
      return std::sqrt(x);
    case FunctionId::kExp:
      return std::exp(x);
    case FunctionId::kLog:
      return std::log(x);
    case FunctionId::kLog10:
      return std::log10(x);
    case FunctionId::kSin:
      return std::sin(x);
    case FunctionId::kCos:
      return std::cos(x);
    case FunctionId::kTan:
      return std::tan(x);
    case FunctionId::kCot:
      return 1 / std::tan(x);
    case FunctionId::kAsin:
      return std::asin(x);
    case FunctionId::kAcos:
      return std::acos(x);
    case FunctionId::kAtan:
      return std::atan(x);
    case FunctionId::kDegrees:
      return x * 180 / std::numbers::pi;
    case FunctionId::kHaversin:
      return (1 - std::cos(x)) / 2;
    case FunctionId::kSinh:
      return std::sinh(x);
    case FunctionId::kCosh:
      return std::cosh(x);
    case FunctionId::kTanh:
      return std::tanh(x);
    case FunctionId::kCoth:
      return 1 / std::tanh(x);
    default:
      return x * std::numbers::pi / 180;
  }
}

}  // namespace

absl::StatusOr<Value> CallConversion(const FunctionInfo& function,
                                     const Value& argument) {
  if (function.id >= FunctionId::kToIntegerList) {
    return ConvertItems(function, argument);
  }
  absl::StatusOr<Value> result = Convert(function, argument);
  const bool or_null = function.id >= FunctionId::kToIntegerOrNull;
  if (!result.ok() && or_null) return Value();
  return result;
}

absl::StatusOr<Value> CallString(const FunctionInfo& function,
                                 const std::vector<Value>& arguments) {
  for (size_t i = 0; i < arguments.size(); ++i) {
    const bool fits = function.arguments[i] == kStringType
                          ? arguments[i].is_string()
                          : arguments[i].is_integer();
    if (!fits) return BadArgument(function, arguments[i]);
  }
  const std::string& text = arguments[0].string();
  switch (function.id) {
    case FunctionId::kToUpper:
      return Value::String(ToUpper(text));
    case FunctionId::kToLower:
      return Value::String(ToLower(text));
    case FunctionId::kTrim:
      return Value::String(absl::StripAsciiWhitespace(text));
    case FunctionId::kLTrim:
      return Value::String(absl::StripLeadingAsciiWhitespace(text));
    case FunctionId::kRTrim:
      return Value::String(absl::StripTrailingAsciiWhitespace(text));
    case FunctionId::kReplace:
      return Replace(text, arguments[1].string(), arguments[2].string());
    case FunctionId::kSubstring:
      return Substring(text, arguments[1].integer(),
                       arguments.size() > 2
                           ? arguments[2].integer()
                           : std::numeric_limits<int64_t>::max());
    case FunctionId::kLeft:
      return Substring(text, 0, arguments[1].integer());
    case FunctionId::kRight: {
      const auto size = static_cast<int64_t>(CountCharacters(text));
      const int64_t count = arguments[1].integer();
      return Substring(text, std::max<int64_t>(0, size - count), count);
    }
    default:
      return Split(text, arguments[1].string());
  }
}

absl::StatusOr<Value> CallNumber(const FunctionInfo& function,
                                 const std::vector<Value>& arguments,
                                 ExecContext* context) {
  for (const Value& argument : arguments) {
    if (!argument.is_number()) return BadArgument(function, argument);
  }
  switch (function.id) {
    case FunctionId::kPi:
      return Value::Float(std::numbers::pi);
    case FunctionId::kE:
      return Value::Float(std::numbers::e);
    case FunctionId::kRand:
      return Value::Float(
          std::uniform_real_distribution<double>()(context->random()));
    case FunctionId::kTimestamp:
      return Value::Integer(absl::ToUnixMillis(context->now()));
    case FunctionId::kAbs:
    case FunctionId::kSign:
      return AbsOrSign(function, arguments[0]);
    case FunctionId::kIsNaN:
      return Value::Boolean(std::isnan(arguments[0].number()));
    case FunctionId::kAtan2:
      return Value::Float(
          std::atan2(arguments[0].number(), arguments[1].number()));
    case FunctionId::kRound:
      return Value::Float(Round(
          arguments[0].number(),
          arguments.size() > 1 ? static_cast<int64_t>(arguments[1].number())
                               : 0));
    default:
      return Value::Float(Compute(function.id, arguments[0].number()));
  }
}

}  // namespace weft::graphstore::query
