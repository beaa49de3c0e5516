// Equality and functions of values, each in the shortest way to write it.
#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "graphstore/query/testing/naive_impl.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

std::optional<bool> ListsEqual(const List& a, const List& b) {
  if (a.size() != b.size()) return false;
  bool unknown = false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto equal = NaiveEquals(a[i], b[i]);
    if (equal == false) return false;
    if (!equal) unknown = true;
  }
  if (unknown) return std::nullopt;
  return true;
}

std::optional<bool> MapsEqual(const Map& a, const Map& b) {
  List left, right;
  for (const auto& [key, value] : a) {
    if (b.find(key) == b.end()) return false;
    left.push_back(value);
    right.push_back(b.at(key));
  }
  if (a.size() != b.size()) return false;
  return ListsEqual(left, right);
}

Value Substring(const std::string& text, int64_t from, int64_t count) {
  std::string part;  // the texts of the tests are ASCII
  for (int64_t i = from; i < from + count; ++i) {
    if (i >= 0 && i < static_cast<int64_t>(text.size())) part += text[i];
  }
  return Value::String(part);
}

Value Range(int64_t from, int64_t to, int64_t step) {
  List list;
  for (int64_t i = from; step > 0 ? i <= to : i >= to; i += step) {
    list.push_back(Value::Integer(i));
  }
  return Value::Of(std::move(list));
}

std::optional<Value> OfList(const std::string& name, const List& list) {
  if (name == "size") return Value::Integer(static_cast<int64_t>(list.size()));
  if (name == "isempty") return Value::Boolean(list.empty());
  if (name == "head") return list.empty() ? Value() : list.front();
  if (name == "last") return list.empty() ? Value() : list.back();
  if (name == "reverse") return Value::Of(List(list.rbegin(), list.rend()));
  if (name == "tail") {
    return Value::Of(list.empty() ? List()
                                  : List(list.begin() + 1, list.end()));
  }
  return std::nullopt;
}

std::optional<Value> OfString(const std::string& name, const List& arguments) {
  const std::string& text = arguments[0].string();
  const auto number = [&](size_t i) { return arguments[i].integer(); };
  const auto size = static_cast<int64_t>(text.size());
  if (name == "size") return Value::Integer(size);
  if (name == "isempty") return Value::Boolean(text.empty());
  if (name == "toupper") return Value::String(absl::AsciiStrToUpper(text));
  if (name == "tolower") return Value::String(absl::AsciiStrToLower(text));
  if (name == "reverse") {
    return Value::String(std::string(text.rbegin(), text.rend()));
  }
  if (name == "left") return Substring(text, 0, number(1));
  if (name == "right") return Substring(text, size - number(1), number(1));
  if (name == "substring") {
    return Substring(text, number(1), arguments.size() > 2 ? number(2) : size);
  }
  if (name == "tointeger") {
    int64_t integer = 0;
    return absl::SimpleAtoi(text, &integer) ? Value::Integer(integer) : Value();
  }
  return std::nullopt;
}

std::optional<Value> OfNumber(const std::string& name, const Value& value) {
  if (name == "tofloat") return Value::Float(value.number());
  if (name == "floor") return Value::Float(std::floor(value.number()));
  if (!value.is_integer()) return std::nullopt;
  const int64_t number = value.integer();
  if (name == "abs") return Value::Integer(number < 0 ? -number : number);
  if (name == "sign") return Value::Integer((number > 0) - (number < 0));
  if (name == "tointeger") return value;
  if (name == "tostring") return Value::String(absl::StrCat(number));
  return std::nullopt;
}

// Sorted; numbers.
Value Percentile(const List& values, double share, bool continuous) {
  const auto size = static_cast<double>(values.size());
  if (!continuous) {
    const double rank = std::max(1.0, std::ceil(share * size));
    return values[static_cast<size_t>(rank) - 1];
  }
  const double rank = share * (size - 1);
  const auto below = static_cast<size_t>(std::floor(rank));
  const auto above = static_cast<size_t>(std::ceil(rank));
  const double low = values[below].number();
  const double high = values[above].number();
  return Value::Float(low + (high - low) * (rank - std::floor(rank)));
}

Value Deviation(const List& values, bool of_sample) {
  double mean = 0, squares = 0;
  const auto size = static_cast<double>(values.size());
  for (const Value& value : values) mean += value.number() / size;
  for (const Value& value : values) {
    squares += (value.number() - mean) * (value.number() - mean);
  }
  if (of_sample && values.size() < 2) return Value::Float(0);
  return Value::Float(std::sqrt(squares / (of_sample ? size - 1 : size)));
}

}  // namespace

std::optional<bool> NaiveEquals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kBoolean:
      return a.boolean() == b.boolean();
    case ValueKind::kString:
      return a.string() == b.string();
    case ValueKind::kList:
      return ListsEqual(a.list(), b.list());
    case ValueKind::kMap:
      return MapsEqual(a.map(), b.map());
    case ValueKind::kNode:
      return a.node() == b.node();
    case ValueKind::kRelationship:
      return a.relationship() == b.relationship();
    case ValueKind::kPath:
      return a.path() == b.path();
    default:
      return std::nullopt;
  }
}

std::optional<Value> NaiveFunction(const std::string& name,
                                   const List& arguments) {
  if (name == "coalesce") {
    for (const Value& value : arguments) {
      if (!value.is_null()) return value;
    }
    return Value();
  }
  if (name == "nullif") {
    const bool equal = NaiveEquals(arguments[0], arguments[1]) == true;
    return equal ? Value() : arguments[0];
  }
  for (const Value& value : arguments) {
    if (value.is_null()) return Value();
  }
  const Value& first = arguments[0];
  if (name == "range") {
    return Range(first.integer(), arguments[1].integer(),
                 arguments.size() > 2 ? arguments[2].integer() : 1);
  }
  if (first.is_list()) return OfList(name, first.list());
  if (first.is_string()) return OfString(name, arguments);
  if (first.is_number()) return OfNumber(name, first);
  if (name == "tostring" && first.is_boolean()) {
    return Value::String(first.boolean() ? "true" : "false");
  }
  return std::nullopt;
}

std::optional<Value> NaiveAggregate(const std::string& name, const List& values,
                                    const Value& second) {
  if (name == "count") {
    return Value::Integer(static_cast<int64_t>(values.size()));
  }
  if (name == "collect") return Value::Of(values);
  List sorted = values;
  std::sort(sorted.begin(), sorted.end(),
            [](const Value& a, const Value& b) { return Order(a, b) < 0; });
  if (name == "min") return values.empty() ? Value() : sorted.front();
  if (name == "max") return values.empty() ? Value() : sorted.back();
  double total = 0;
  bool whole = true;
  for (const Value& value : values) {
    if (!value.is_number()) return std::nullopt;
    total += value.number();
    whole = whole && value.is_integer();
  }
  if (name == "sum") {
    return whole ? Value::Integer(static_cast<int64_t>(total))
                 : Value::Float(total);
  }
  if (name == "stdev" || name == "stdevp") {
    if (values.empty()) return Value::Float(0);
    return Deviation(values, name == "stdev");
  }
  if (values.empty()) return Value();
  if (name == "avg") {
    return Value::Float(total / static_cast<double>(values.size()));
  }
  return Percentile(sorted, second.number(), name == "percentilecont");
}

}  // namespace weft::graphstore::query
