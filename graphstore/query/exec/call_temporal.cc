#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/call.h"
#include "graphstore/query/exec/temporal_map.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/value/temporal_units.h"

namespace weft::graphstore::query {
namespace {

TemporalKind KindOf(FunctionId id) {
  switch (id) {
    case FunctionId::kDate:
    case FunctionId::kDateTruncate:
      return TemporalKind::kDate;
    case FunctionId::kLocalTime:
    case FunctionId::kLocalTimeTruncate:
      return TemporalKind::kLocalTime;
    case FunctionId::kTime:
    case FunctionId::kTimeTruncate:
      return TemporalKind::kTime;
    case FunctionId::kLocalDateTime:
    case FunctionId::kLocalDateTimeTruncate:
      return TemporalKind::kLocalDateTime;
    case FunctionId::kDateTime:
    case FunctionId::kDateTimeTruncate:
    case FunctionId::kFromEpoch:
    case FunctionId::kFromEpochMillis:
      return TemporalKind::kDateTime;
    default:
      return TemporalKind::kDuration;
  }
}

Temporal Convert(TemporalKind kind, const Temporal& from) {
  Temporal value = from;
  value.kind = kind;
  if (kind != TemporalKind::kDate) value.precision = DatePrecision::kDay;
  if (!value.has_date()) value.days = 0;
  if (!value.has_time()) value.nanos = 0;
  if (kind != TemporalKind::kTime && kind != TemporalKind::kDateTime) {
    value.offset = 0;
  }
  return value;
}

absl::Status InvalidValue(const absl::Status& status) {
  return RuntimeError("ArgumentError", "InvalidArgumentValue",
                      std::string(status.message()));
}

absl::StatusOr<Value> Between(const FunctionInfo& function, const Value& from,
                              const Value& to) {
  for (const Value* value : {&from, &to}) {
    if (!value->is_temporal() ||
        value->temporal().kind == TemporalKind::kDuration) {
      return BadArgument(function, *value);
    }
  }
  const DurationUnits units =
      function.id == FunctionId::kDurationInMonths    ? DurationUnits::kMonths
      : function.id == FunctionId::kDurationInDays    ? DurationUnits::kDays
      : function.id == FunctionId::kDurationInSeconds ? DurationUnits::kSeconds
                                                      : DurationUnits::kAll;
  return Value::Of(DurationBetween(from.temporal(), to.temporal(), units));
}

// unit [, value [, {parts that replace what was truncated}]]
absl::StatusOr<Value> TruncateTo(const FunctionInfo& function,
                                 const std::vector<Value>& arguments,
                                 absl::Time now) {
  const TemporalKind kind = KindOf(function.id);
  if (!arguments[0].is_string()) return BadArgument(function, arguments[0]);
  Temporal value = TemporalNow(TemporalKind::kDateTime, now);
  if (arguments.size() > 1) {
    if (!arguments[1].is_temporal()) return BadArgument(function, arguments[1]);
    value = arguments[1].temporal();
  }
  absl::StatusOr<Temporal> result =
      Truncate(kind, arguments[0].string(), value);
  if (!result.ok()) return InvalidValue(result.status());
  if (arguments.size() > 2) {
    if (!arguments[2].is_map()) return BadArgument(function, arguments[2]);
    WEFT_RETURN_IF_ERROR(ReplaceParts(arguments[2].map(), &*result));
  }
  return Value::Of(*result);
}

// datetime.fromEpoch(seconds, nanoseconds), datetime.fromEpochMillis(n).
absl::StatusOr<Value> FromEpoch(const FunctionInfo& function,
                                const std::vector<Value>& arguments) {
  for (const Value& argument : arguments) {
    if (!argument.is_integer()) return BadArgument(function, argument);
  }
  const bool millis = function.id == FunctionId::kFromEpochMillis;
  const int64_t number = arguments[0].integer();
  absl::Time time =
      millis ? absl::FromUnixMillis(number) : absl::FromUnixSeconds(number);
  if (!millis) time += absl::Nanoseconds(arguments[1].integer());
  // Nanoseconds since 1970 fit for these years only.
  if (time < absl::FromUnixNanos(INT64_MIN) ||
      time > absl::FromUnixNanos(INT64_MAX)) {
    return RuntimeError(
        "ArgumentError", "NumberOutOfRange",
        absl::StrCat("`", function.name, "` knows the years 1678 to 2262"));
  }
  return Value::Of(TemporalNow(TemporalKind::kDateTime, time));
}

}  // namespace

absl::StatusOr<Value> CallTemporal(const FunctionInfo& function,
                                   const std::vector<Value>& arguments,
                                   ExecContext* context) {
  const TemporalKind kind = KindOf(function.id);
  if (arguments.empty()) {
    return Value::Of(TemporalNow(kind, context->now()));
  }
  if (function.id >= FunctionId::kDateTruncate &&
      function.id <= FunctionId::kDateTimeTruncate) {
    return TruncateTo(function, arguments, context->now());
  }
  if (function.id >= FunctionId::kDurationBetween &&
      function.id <= FunctionId::kDurationInSeconds) {
    return Between(function, arguments[0], arguments[1]);
  }
  if (function.id == FunctionId::kFromEpoch ||
      function.id == FunctionId::kFromEpochMillis) {
    return FromEpoch(function, arguments);
  }
  const Value& value = arguments[0];
  if (value.is_string()) {
    const absl::StatusOr<Temporal> parsed = ParseTemporal(kind, value.string());
    if (!parsed.ok()) return InvalidValue(parsed.status());
    return Value::Of(*parsed);
  }
  if (value.is_map()) {
    WEFT_ASSIGN_OR_RETURN(Temporal made, TemporalFromMap(kind, value.map()));
    return Value::Of(made);
  }
  const bool duration = kind == TemporalKind::kDuration;
  if (value.is_temporal() &&
      duration == (value.temporal().kind == TemporalKind::kDuration)) {
    return Value::Of(Convert(kind, value.temporal()));
  }
  return BadArgument(function, value);
}

}  // namespace weft::graphstore::query
