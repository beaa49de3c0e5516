#include "graphstore/query/exec/arithmetic.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/value/format.h"

namespace weft::graphstore::query {
namespace {

const char* Symbol(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return "+";
    case BinaryOp::kSubtract:
      return "-";
    case BinaryOp::kMultiply:
      return "*";
    case BinaryOp::kDivide:
      return "/";
    case BinaryOp::kModulo:
      return "%";
    default:
      return "^";
  }
}

absl::Status WrongTypes(BinaryOp op, const Value& a, const Value& b) {
  return RuntimeError("TypeError", "InvalidArgumentType",
                      absl::StrCat("`", Symbol(op), "` does not work on ",
                                   KindName(a), " and ", KindName(b)));
}

absl::Status Overflow(BinaryOp op) {
  return RuntimeError(
      "ArithmeticError", "IntegerOverflow",
      absl::StrCat("the result of `", Symbol(op),
                   "` does not fit into a 64-bit integer; use floats"));
}

absl::StatusOr<Value> CalculateIntegers(BinaryOp op, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (op) {
    case BinaryOp::kAdd:
      if (__builtin_add_overflow(a, b, &result)) return Overflow(op);
      return Value::Integer(result);
    case BinaryOp::kSubtract:
      if (__builtin_sub_overflow(a, b, &result)) return Overflow(op);
      return Value::Integer(result);
    case BinaryOp::kMultiply:
      if (__builtin_mul_overflow(a, b, &result)) return Overflow(op);
      return Value::Integer(result);
    case BinaryOp::kDivide:
    case BinaryOp::kModulo:
      if (b == 0) {
        return RuntimeError("ArithmeticError", "DivisionByZero",
                            "division by zero");
      }
      if (b == -1) {  // the one case that overflows, and its remainder
        if (op == BinaryOp::kModulo) return Value::Integer(0);
        if (a == INT64_MIN) return Overflow(op);
      }
      return Value::Integer(op == BinaryOp::kDivide ? a / b : a % b);
    default:
      return Value::Float(
          std::pow(static_cast<double>(a), static_cast<double>(b)));
  }
}

Value CalculateFloats(BinaryOp op, double a, double b) {
  switch (op) {
    case BinaryOp::kAdd:
      return Value::Float(a + b);
    case BinaryOp::kSubtract:
      return Value::Float(a - b);
    case BinaryOp::kMultiply:
      return Value::Float(a * b);
    case BinaryOp::kDivide:
      return Value::Float(a / b);
    case BinaryOp::kModulo:
      return Value::Float(std::fmod(a, b));
    default:
      return Value::Float(std::pow(a, b));
  }
}

Value Join(const Value& a, const Value& b) {
  List joined;
  if (a.is_list()) {
    joined = a.list();
  } else {
    joined.push_back(a);
  }
  if (b.is_list()) {
    joined.insert(joined.end(), b.list().begin(), b.list().end());
  } else {
    joined.push_back(b);
  }
  return Value::Of(std::move(joined));
}

// The unit of the result; "" where it has none.
absl::StatusOr<std::string> UnitOf(BinaryOp op, const Value& a,
                                   const Value& b) {
  switch (op) {
    case BinaryOp::kAdd:
    case BinaryOp::kSubtract:
      return UnitOfSum(a.unit(), b.unit());
    case BinaryOp::kMultiply:
      if (a.unit().empty()) return std::string(b.unit());
      return std::string(b.unit().empty() ? a.unit() : "");
    case BinaryOp::kDivide:
    case BinaryOp::kModulo:
      return std::string(b.unit().empty() ? a.unit() : "");
    default:
      return std::string();
  }
}

absl::StatusOr<Value> CalculateAmounts(BinaryOp op, const Value& a,
                                       const Value& b) {
  WEFT_ASSIGN_OR_RETURN(const std::string unit, UnitOf(op, a, b));
  WEFT_ASSIGN_OR_RETURN(const Value result, Calculate(op, Value::Amount(a, ""),
                                                      Value::Amount(b, "")));
  return Value::Amount(result, unit);
}

std::string AsText(const Value& value) {
  if (value.is_string()) return value.string();
  if (value.is_integer()) return absl::StrCat(value.integer());
  return FormatFloat(value.floating());
}

// Each part of the duration, what is left of it in smaller units.
absl::StatusOr<Value> Scale(const Temporal& duration, double factor) {
  constexpr double kMost = 9e15;  // doubles count to there one by one
  const double months = static_cast<double>(duration.months) * factor;
  const double days = static_cast<double>(duration.days) * factor;
  const double seconds = static_cast<double>(duration.seconds) * factor;
  const double nanos = static_cast<double>(duration.nanos) * factor;
  for (const double part : {months, days, seconds, nanos}) {
    if (!(std::fabs(part) < kMost)) {
      return RuntimeError("ArithmeticError", "NumberOutOfRange",
                          "the duration is too long");
    }
  }
  Temporal scaled;
  scaled.kind = TemporalKind::kDuration;
  AddToDuration(months, days, seconds, &scaled);
  AddToDuration(0, 0, nanos / kNanosPerSecond, &scaled);
  return Value::Of(scaled);
}

absl::StatusOr<Value> CalculateTemporal(BinaryOp op, const Value& a,
                                        const Value& b) {
  const auto is_duration = [](const Value& value) {
    return value.is_temporal() &&
           value.temporal().kind == TemporalKind::kDuration;
  };
  if (op == BinaryOp::kAdd && a.is_temporal() && is_duration(b)) {
    return Value::Of(AddDuration(a.temporal(), b.temporal(), 1));
  }
  if (op == BinaryOp::kAdd && is_duration(a) && b.is_temporal()) {
    return Value::Of(AddDuration(b.temporal(), a.temporal(), 1));
  }
  if (op == BinaryOp::kSubtract && a.is_temporal() && is_duration(b)) {
    return Value::Of(AddDuration(a.temporal(), b.temporal(), -1));
  }
  if (is_duration(a) && b.is_number()) {
    if (op == BinaryOp::kMultiply) return Scale(a.temporal(), b.number());
    if (op == BinaryOp::kDivide) return Scale(a.temporal(), 1 / b.number());
  }
  if (op == BinaryOp::kMultiply && a.is_number() && is_duration(b)) {
    return Scale(b.temporal(), a.number());
  }
  return WrongTypes(op, a, b);
}

}  // namespace

absl::StatusOr<std::string> UnitOfSum(absl::string_view a,
                                      absl::string_view b) {
  if (a.empty() || b.empty() || a == b) return std::string(a.empty() ? b : a);
  return RuntimeError(
      "TypeError", "InvalidArgumentType",
      absl::StrCat("a number in ", a, " and one in ", b, " have no sum"));
}

absl::StatusOr<Value> Calculate(BinaryOp op, const Value& a, const Value& b) {
  if (!a.unit().empty() || !b.unit().empty()) {
    if (a.is_number() && b.is_number()) return CalculateAmounts(op, a, b);
  }
  if (a.is_integer() && b.is_integer()) {
    return CalculateIntegers(op, a.integer(), b.integer());
  }
  if (a.is_null() || b.is_null()) return Value();
  if (a.is_number() && b.is_number()) {
    return CalculateFloats(op, a.number(), b.number());
  }
  if (op == BinaryOp::kAdd) {
    if (a.is_list() || b.is_list()) return Join(a, b);
    const bool text = (a.is_string() && (b.is_string() || b.is_number())) ||
                      (a.is_number() && b.is_string());
    if (text) return Value::String(AsText(a) + AsText(b));
  }
  if (a.is_temporal() || b.is_temporal()) return CalculateTemporal(op, a, b);
  return WrongTypes(op, a, b);
}

absl::StatusOr<Value> Negate(const Value& value) {
  if (value.is_null()) return value;
  if (value.is_float()) {
    return Value::Amount(Value::Float(-value.floating()), value.unit());
  }
  if (value.is_integer()) {
    WEFT_ASSIGN_OR_RETURN(
        const Value negated,
        CalculateIntegers(BinaryOp::kSubtract, 0, value.integer()));
    return Value::Amount(negated, value.unit());
  }
  if (value.is_temporal() && value.temporal().kind == TemporalKind::kDuration) {
    Temporal zero;
    zero.kind = TemporalKind::kDuration;
    return Value::Of(AddDuration(zero, value.temporal(), -1));
  }
  return RuntimeError(
      "TypeError", "InvalidArgumentType",
      absl::StrCat("a sign does not work on ", KindName(value)));
}

}  // namespace weft::graphstore::query
