#include "service/wire/query_value.h"

#include <cmath>
#include <limits>
#include <string>

#include "google/protobuf/util/json_util.h"
#include "graphstore/query/lang/error.h"
#include "gtest/gtest.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using graphstore::query::List;
using graphstore::query::Map;
using graphstore::query::Value;

google::protobuf::Value FromJson(const std::string& json) {
  google::protobuf::Value value;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json, &value).ok())
      << json;
  return value;
}

std::string ToJson(const Value& value) {
  std::string json;
  EXPECT_TRUE(
      google::protobuf::util::MessageToJsonString(ToProtoValue(value), &json)
          .ok());
  return json;
}

TEST(QueryValue, WholeNumbersAreIntegers) {
  EXPECT_TRUE(FromProtoValue(FromJson("5")).is_integer());
  EXPECT_EQ(FromProtoValue(FromJson("-5")).integer(), -5);
  EXPECT_EQ(FromProtoValue(FromJson("9007199254740992")).integer(),
            int64_t{1} << 53);
  EXPECT_TRUE(FromProtoValue(FromJson("1e300")).is_float());
  EXPECT_EQ(FromProtoValue(FromJson("0.5")).floating(), 0.5);
}

TEST(QueryValue, EveryKindGoesThereAndBack) {
  for (const char* json :
       {"null", "true", "\"Tern\"", "17", "0.25", "[]", "[1,[\"a\",null]]",
        "{}", "{\"a\":{\"b\":[true]}}"}) {
    EXPECT_EQ(ToJson(FromProtoValue(FromJson(json))), json);
  }
  EXPECT_TRUE(FromProtoValue(google::protobuf::Value()).is_null());
}

TEST(QueryValue, WhatADoubleCannotHoldIsAString) {
  const int64_t largest = int64_t{1} << 53;
  EXPECT_EQ(ToJson(Value::Integer(largest)), "9007199254740992");
  EXPECT_EQ(ToJson(Value::Integer(largest + 1)), "\"9007199254740993\"");
  EXPECT_EQ(ToJson(Value::Integer(-largest - 1)), "\"-9007199254740993\"");
  EXPECT_EQ(ToJson(Value::Float(std::nan(""))), "\"NaN\"");
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ToJson(Value::Float(infinity)), "\"Infinity\"");
  EXPECT_EQ(ToJson(Value::Float(-infinity)), "\"-Infinity\"");
}

TEST(QueryValue, TextIsValidUtf8) {
  EXPECT_EQ(ToProtoValue(Value::String("a\xFF")).string_value(),
            "a\xEF\xBF\xBD");
  const auto map = ToProtoValue(Value::Of(Map{{"\xFF", Value::Integer(1)}}));
  EXPECT_EQ(map.struct_value().fields().count("\xEF\xBF\xBD"), 1u);
}

TEST(QueryValue, TheClassOfAnErrorIsItsReason) {
  const absl::Status status = graphstore::query::SyntaxErrorAt(
      "RETURN m", 7, "UndefinedVariable", "variable `m` is not defined");
  EXPECT_EQ(Reason(WithQueryReason(status)), "UNDEFINED_VARIABLE");
  EXPECT_EQ(WithQueryReason(status).message(), status.message());
  EXPECT_EQ(Reason(WithQueryReason(absl::NotFoundError("x"))), "");
}

}  // namespace
}  // namespace weft::service
