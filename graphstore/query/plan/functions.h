// The functions of the language: names, arguments, results.
//
// What they compute is in exec/.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_FUNCTIONS_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_FUNCTIONS_H_

#include <array>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "graphstore/query/plan/types.h"

namespace weft::graphstore::query {

enum class FunctionId : uint8_t {
  // Aggregates.
  kCount,
  kSum,
  kAvg,
  kMin,
  kMax,
  kCollect,
  kPercentileCont,
  kPercentileDisc,
  kStDev,
  kStDevP,
  // Elements of the graph.
  kLabels,
  kType,
  kId,
  kElementId,
  kProperties,
  kKeys,
  kNodes,
  kRelationships,
  kLength,
  kStartNode,
  kEndNode,
  // Lists.
  kSize,
  kHead,
  kLast,
  kTail,
  kReverse,
  kRange,
  kIsEmpty,
  // Any value.
  kCoalesce,
  kExists,
  kNullIf,
  kValueType,
  kToInteger,
  kToFloat,
  kToString,
  kToBoolean,
  kToIntegerOrNull,
  kToFloatOrNull,
  kToStringOrNull,
  kToBooleanOrNull,
  kToIntegerList,
  kToFloatList,
  kToStringList,
  kToBooleanList,
  // Strings.
  kToUpper,
  kToLower,
  kTrim,
  kLTrim,
  kRTrim,
  kReplace,
  kSubstring,
  kLeft,
  kRight,
  kSplit,
  // Numbers.
  kAbs,
  kCeil,
  kFloor,
  kRound,
  kSign,
  kSqrt,
  kExp,
  kLog,
  kLog10,
  kSin,
  kCos,
  kTan,
  kCot,
  kAsin,
  kAcos,
  kAtan,
  kAtan2,
  kDegrees,
  kRadians,
  kHaversin,
  kSinh,
  kCosh,
  kTanh,
  kCoth,
  kPi,
  kE,
  kRand,
  kIsNaN,
  kTimestamp,
  // Temporal.
  kDate,
  kLocalTime,
  kTime,
  kLocalDateTime,
  kDateTime,
  kDuration,
  kDurationBetween,
  kDurationInMonths,
  kDurationInDays,
  kDurationInSeconds,
  kDateTruncate,
  kLocalTimeTruncate,
  kTimeTruncate,
  kLocalDateTimeTruncate,
  kDateTimeTruncate,
  kFromEpoch,
  kFromEpochMillis,
};

struct FunctionInfo {
  const char* name;  // as documented; looked up without regard to case
  FunctionId id;
  int min_arguments;
  int max_arguments;  // -1: any number
  // Kinds that the first arguments may have.
  std::array<TypeMask, 3> arguments;
  TypeMask result;
  bool aggregate = false;
};

// Null: there is no such function.
const FunctionInfo* FindFunction(absl::string_view name);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_FUNCTIONS_H_
