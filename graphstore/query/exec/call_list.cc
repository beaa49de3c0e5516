#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graphstore/query/exec/call.h"
#include "graphstore/query/exec/text.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

// Longer ranges would only meet the memory budget later.
constexpr int64_t kMaxRange = 50'000'000;

absl::StatusOr<Value> MakeRange(const std::vector<Value>& arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_integer()) {
      return RuntimeError("ArgumentError", "InvalidArgumentType",
                          absl::StrCat("`range` needs Integers, but this is ",
                                       KindName(argument)));
    }
  }
  const int64_t first = arguments[0].integer();
  const int64_t last = arguments[1].integer();
  const int64_t step = arguments.size() > 2 ? arguments[2].integer() : 1;
  if (step == 0) {
    return RuntimeError("ArgumentError", "NumberOutOfRange",
                        "the step of `range` cannot be 0");
  }
  List list;
  if (step > 0 ? first > last : first < last) return Value::Of(std::move(list));
  const __int128 distance = static_cast<__int128>(last) - first;
  const __int128 count = distance / step + 1;
  if (count > kMaxRange) {
    return RuntimeError(
        "ArgumentError", "NumberOutOfRange",
        absl::StrCat("`range` makes at most ", kMaxRange, " numbers"));
  }
  list.reserve(static_cast<size_t>(count));
  for (__int128 i = 0; i < count; ++i) {
    list.push_back(Value::Integer(static_cast<int64_t>(first + i * step)));
  }
  return Value::Of(std::move(list));
}

Value Size(const Value& value) {
  const size_t size = value.is_list()  ? value.list().size()
                      : value.is_map() ? value.map().size()
                                       : CountCharacters(value.string());
  return Value::Integer(static_cast<int64_t>(size));
}

}  // namespace

absl::StatusOr<Value> CallList(const FunctionInfo& function,
                               const std::vector<Value>& arguments) {
  if (function.id == FunctionId::kRange) return MakeRange(arguments);
  const Value& value = arguments[0];
  if (function.id == FunctionId::kSize || function.id == FunctionId::kIsEmpty) {
    if (!value.is_list() && !value.is_string() && !value.is_map()) {
      return BadArgument(function, value);
    }
    Value size = Size(value);
    if (function.id == FunctionId::kSize) return size;
    return Value::Boolean(size.integer() == 0);
  }
  if (function.id == FunctionId::kReverse && value.is_string()) {
    std::vector<absl::string_view> characters = Characters(value.string());
    std::string reversed;
    for (auto it = characters.rbegin(); it != characters.rend(); ++it) {
      absl::StrAppend(&reversed, *it);
    }
    return Value::String(std::move(reversed));
  }
  if (!value.is_list()) return BadArgument(function, value);
  const List& list = value.list();
  switch (function.id) {
    case FunctionId::kHead:
      return list.empty() ? Value() : list.front();
    case FunctionId::kLast:
      return list.empty() ? Value() : list.back();
    case FunctionId::kTail:
      return Value::Of(list.empty() ? List()
                                    : List(list.begin() + 1, list.end()));
    default:
      return Value::Of(List(list.rbegin(), list.rend()));
  }
}

}  // namespace weft::graphstore::query
