#include "graphstore/query/plan/functions.h"

#include "absl/strings/match.h"

namespace weft::graphstore::query {
namespace {

constexpr TypeMask kAny = kAnyType;
constexpr TypeMask kString = kStringType;
constexpr TypeMask kNumber = kNumberType;
constexpr TypeMask kInt = kIntegerType;
constexpr TypeMask kEntity = kNodeType | kRelationshipType;
// Sums of numbers are numbers, of durations durations.
constexpr TypeMask kAddable = kNumberType | kTemporalType;
using Id = FunctionId;

constexpr FunctionInfo kFunctions[] = {
    {"count", Id::kCount, 1, 1, {kAny}, kInt, true},
    {"sum", Id::kSum, 1, 1, {kAny}, kAddable, true},
    {"avg", Id::kAvg, 1, 1, {kAny}, kAddable, true},
    {"min", Id::kMin, 1, 1, {kAny}, kAny, true},
    {"max", Id::kMax, 1, 1, {kAny}, kAny, true},
    {"collect", Id::kCollect, 1, 1, {kAny}, kListType, true},
    {"percentileCont", Id::kPercentileCont, 2, 2, {kAny, kAny}, kNumber, true},
    {"percentileDisc", Id::kPercentileDisc, 2, 2, {kAny, kAny}, kNumber, true},
    {"stDev", Id::kStDev, 1, 1, {kAny}, kFloatType, true},
    {"stDevP", Id::kStDevP, 1, 1, {kAny}, kFloatType, true},
    {"labels", Id::kLabels, 1, 1, {kNodeType}, kListType},
    {"type", Id::kType, 1, 1, {kRelationshipType}, kString},
    {"id", Id::kId, 1, 1, {kEntity}, kInt},
    {"elementId", Id::kElementId, 1, 1, {kEntity}, kString},
    {"properties", Id::kProperties, 1, 1, {kEntity | kMapType}, kMapType},
    {"keys", Id::kKeys, 1, 1, {kEntity | kMapType}, kListType},
    {"nodes", Id::kNodes, 1, 1, {kPathType}, kListType},
    {"relationships", Id::kRelationships, 1, 1, {kPathType}, kListType},
    {"rels", Id::kRelationships, 1, 1, {kPathType}, kListType},
    {"length", Id::kLength, 1, 1, {kPathType}, kInt},
    {"startNode", Id::kStartNode, 1, 1, {kRelationshipType}, kNodeType},
    {"endNode", Id::kEndNode, 1, 1, {kRelationshipType}, kNodeType},
    {"size", Id::kSize, 1, 1, {kString | kListType | kMapType}, kInt},
    {"char_length", Id::kSize, 1, 1, {kString}, kInt},
    {"character_length", Id::kSize, 1, 1, {kString}, kInt},
    {"head", Id::kHead, 1, 1, {kListType}, kAny},
    {"last", Id::kLast, 1, 1, {kListType}, kAny},
    {"tail", Id::kTail, 1, 1, {kListType}, kListType},
    {"reverse", Id::kReverse, 1, 1, {kString | kListType}, kString | kListType},
    {"range", Id::kRange, 2, 3, {kAny, kAny, kAny}, kListType},
    {"isEmpty",
     Id::kIsEmpty,
     1,
     1,
     {kString | kListType | kMapType},
     kBooleanType},
    {"coalesce", Id::kCoalesce, 1, -1, {kAny, kAny, kAny}, kAny},
    {"exists", Id::kExists, 1, 1, {kAny}, kBooleanType},
    {"nullIf", Id::kNullIf, 2, 2, {kAny, kAny}, kAny},
    {"valueType", Id::kValueType, 1, 1, {kAny}, kString},
    {"toInteger", Id::kToInteger, 1, 1, {kAny}, kInt},
    {"toInt", Id::kToInteger, 1, 1, {kAny}, kInt},
    {"toFloat", Id::kToFloat, 1, 1, {kAny}, kFloatType},
    {"toString", Id::kToString, 1, 1, {kAny}, kString},
    {"toBoolean", Id::kToBoolean, 1, 1, {kAny}, kBooleanType},
    {"toIntegerOrNull", Id::kToIntegerOrNull, 1, 1, {kAny}, kInt},
    {"toFloatOrNull", Id::kToFloatOrNull, 1, 1, {kAny}, kFloatType},
    {"toStringOrNull", Id::kToStringOrNull, 1, 1, {kAny}, kString},
    {"toBooleanOrNull", Id::kToBooleanOrNull, 1, 1, {kAny}, kBooleanType},
    {"toUpper", Id::kToUpper, 1, 1, {kString}, kString},
    {"upper", Id::kToUpper, 1, 1, {kString}, kString},
    {"toLower", Id::kToLower, 1, 1, {kString}, kString},
    {"lower", Id::kToLower, 1, 1, {kString}, kString},
    {"trim", Id::kTrim, 1, 1, {kString}, kString},
    {"lTrim", Id::kLTrim, 1, 1, {kString}, kString},
    {"rTrim", Id::kRTrim, 1, 1, {kString}, kString},
    {"replace", Id::kReplace, 3, 3, {kString, kString, kString}, kString},
    {"substring", Id::kSubstring, 2, 3, {kString, kInt, kInt}, kString},
    {"left", Id::kLeft, 2, 2, {kString, kInt}, kString},
    {"right", Id::kRight, 2, 2, {kString, kInt}, kString},
    {"split", Id::kSplit, 2, 2, {kString, kString}, kListType},
    {"abs", Id::kAbs, 1, 1, {kNumber}, kNumber},
    {"ceil", Id::kCeil, 1, 1, {kNumber}, kFloatType},
    {"floor", Id::kFloor, 1, 1, {kNumber}, kFloatType},
    {"round", Id::kRound, 1, 2, {kNumber, kInt}, kFloatType},
    {"sign", Id::kSign, 1, 1, {kNumber}, kInt},
    {"sqrt", Id::kSqrt, 1, 1, {kNumber}, kFloatType},
    {"exp", Id::kExp, 1, 1, {kNumber}, kFloatType},
    {"log", Id::kLog, 1, 1, {kNumber}, kFloatType},
    {"log10", Id::kLog10, 1, 1, {kNumber}, kFloatType},
    {"sin", Id::kSin, 1, 1, {kNumber}, kFloatType},
    {"cos", Id::kCos, 1, 1, {kNumber}, kFloatType},
    {"tan", Id::kTan, 1, 1, {kNumber}, kFloatType},
    {"cot", Id::kCot, 1, 1, {kNumber}, kFloatType},
    {"asin", Id::kAsin, 1, 1, {kNumber}, kFloatType},
    {"acos", Id::kAcos, 1, 1, {kNumber}, kFloatType},
    {"atan", Id::kAtan, 1, 1, {kNumber}, kFloatType},
    {"atan2", Id::kAtan2, 2, 2, {kNumber, kNumber}, kFloatType},
    {"degrees", Id::kDegrees, 1, 1, {kNumber}, kFloatType},
    {"radians", Id::kRadians, 1, 1, {kNumber}, kFloatType},
    {"pi", Id::kPi, 0, 0, {}, kFloatType},
    {"e", Id::kE, 0, 0, {}, kFloatType},
    {"rand", Id::kRand, 0, 0, {}, kFloatType},
    {"isNaN", Id::kIsNaN, 1, 1, {kNumber}, kBooleanType},
    {"timestamp", Id::kTimestamp, 0, 0, {}, kInt},
    {"date", Id::kDate, 0, 1, {kAny}, kTemporalType},
    {"localtime", Id::kLocalTime, 0, 1, {kAny}, kTemporalType},
    {"time", Id::kTime, 0, 1, {kAny}, kTemporalType},
    {"localdatetime", Id::kLocalDateTime, 0, 1, {kAny}, kTemporalType},
    {"datetime", Id::kDateTime, 0, 1, {kAny}, kTemporalType},
    {"duration", Id::kDuration, 1, 1, {kAny}, kTemporalType},
    {"duration.between",
     Id::kDurationBetween,
     2,
     2,
     {kTemporalType, kTemporalType},
     kTemporalType},
};

}  // namespace

const FunctionInfo* FindFunction(absl::string_view name) {
  for (const FunctionInfo& function : kFunctions) {
    if (absl::EqualsIgnoreCase(function.name, name)) return &function;
  }
  return nullptr;
}

absl::string_view TypeName(TypeMask mask) {
  static constexpr const char* kNames[] = {
      "a Boolean", "an Integer",      "a Float", "a String",
      "a List",    "a Map",           "a Node",  "a Relationship",
      "a Path",    "a temporal value"};
  if (mask == kNullType) return "null";
  for (int bit = 0; bit < 10; ++bit) {
    if (mask & (1u << bit)) return kNames[bit];
  }
  return "a value";
}

}  // namespace weft::graphstore::query
