#include "graphstore/query/exec/compare_ops.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/value/compare.h"
#include "re2/re2.h"

namespace weft::graphstore::query {
namespace {

Value ToValue(Ternary result) {
  return result.has_value() ? Value::Boolean(*result) : Value();
}

Value Inequality(BinaryOp op, const Value& a, const Value& b) {
  switch (Compare(a, b)) {
    case Comparison::kNotComparable:
      return Value();
    case Comparison::kUnordered:
      return Value::Boolean(false);
    case Comparison::kLess:
      return Value::Boolean(op == BinaryOp::kLess ||
                            op == BinaryOp::kLessOrEqual);
    case Comparison::kGreater:
      return Value::Boolean(op == BinaryOp::kGreater ||
                            op == BinaryOp::kGreaterOrEqual);
    case Comparison::kEqual:
      return Value::Boolean(op == BinaryOp::kLessOrEqual ||
                            op == BinaryOp::kGreaterOrEqual);
  }
  return Value();
}

absl::StatusOr<Value> In(const Value& item, const Value& list) {
  if (list.is_null()) return Value();
  if (!list.is_list()) {
    return RuntimeError(
        "TypeError", "InvalidArgumentType",
        absl::StrCat("IN needs a List, but this is ", KindName(list)));
  }
  bool unknown = false;
  for (const Value& candidate : list.list()) {
    const Ternary equal = Equals(item, candidate);
    if (equal == true) return Value::Boolean(true);
    if (!equal.has_value()) unknown = true;
  }
  return unknown ? Value() : Value::Boolean(false);
}

absl::StatusOr<Value> MatchRegex(const std::string& text,
                                 const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 regex(pattern, options);
  if (!regex.ok()) {
    return RuntimeError(
        "ArgumentError", "InvalidRegex",
        absl::StrCat("`", pattern,
                     "` is no regular expression: ", regex.error()));
  }
  return Value::Boolean(RE2::FullMatch(text, regex));
}

}  // namespace

absl::StatusOr<Value> CompareWith(BinaryOp op, const Value& a, const Value& b) {
  switch (op) {
    case BinaryOp::kEqual:
      return ToValue(Equals(a, b));
    case BinaryOp::kNotEqual: {
      const Ternary equal = Equals(a, b);
      return equal.has_value() ? Value::Boolean(!*equal) : Value();
    }
    case BinaryOp::kLess:
    case BinaryOp::kLessOrEqual:
    case BinaryOp::kGreater:
    case BinaryOp::kGreaterOrEqual:
      return Inequality(op, a, b);
    case BinaryOp::kIn:
      return In(a, b);
    default:
      break;
  }
  if (!a.is_string() || !b.is_string()) return Value();
  switch (op) {
    case BinaryOp::kStartsWith:
      return Value::Boolean(absl::StartsWith(a.string(), b.string()));
    case BinaryOp::kEndsWith:
      return Value::Boolean(absl::EndsWith(a.string(), b.string()));
    case BinaryOp::kContains:
      return Value::Boolean(absl::StrContains(a.string(), b.string()));
    default:
      return MatchRegex(a.string(), b.string());
  }
}

}  // namespace weft::graphstore::query
