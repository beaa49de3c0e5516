#include "graphstore/query/value/compare.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

Value Int(int64_t value) { return Value::Integer(value); }
Value Num(double value) { return Value::Float(value); }
Value Str(const char* value) { return Value::String(value); }
const Value kNull;
const Value kNaN = Value::Float(std::nan(""));

TEST(Equals, IsThreeValued) {
  const struct {
    Value a;
    Value b;
    Ternary expected;
  } kCases[] = {
      {Int(1), Int(1), true},
      {Int(1), Num(1.0), true},
      {Int(1), Str("1"), false},
      {kNull, kNull, std::nullopt},
      {kNaN, kNaN, false},
      {Value::Of(List{Int(1), kNull}), Value::Of(List{Int(1), kNull}),
       std::nullopt},
      {Value::Of(List{Int(1), kNull}), Value::Of(List{Int(2), kNull}), false},
      {Value::Of(List{Int(1)}), Value::Of(List{Int(1), kNull}), false},
      {Value::Of(Map{{"a", Int(1)}}), Value::Of(Map{{"a", Num(1)}}), true},
      {Value::Of(Map{{"a", kNull}}), Value::Of(Map{{"b", kNull}}), false},
      {Value::Of(NodeRef{1}), Value::Of(NodeRef{1}), true},
      {Value::Of(NodeRef{1}), Int(1), false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Equals(c.a, c.b), c.expected);
    EXPECT_EQ(Equals(c.b, c.a), c.expected);
  }
}

TEST(Compare, KnowsLargeIntegersExactly) {
  // 2^53 + 1 is no float: as floats the two would be equal.
  const Value large = Int((int64_t{1} << 53) + 1);
  EXPECT_EQ(Compare(large, Num(std::ldexp(1, 53))), Comparison::kGreater);
  EXPECT_EQ(Equals(large, Num(std::ldexp(1, 53))), false);
  EXPECT_EQ(
      Compare(Int(std::numeric_limits<int64_t>::max()), Num(std::ldexp(1, 63))),
      Comparison::kLess);
  EXPECT_EQ(Compare(Int(std::numeric_limits<int64_t>::min()),
                    Num(-std::ldexp(1, 63))),
            Comparison::kEqual);
}

TEST(Compare, OnlyValuesOfOneFamily) {
  EXPECT_EQ(Compare(Int(1), Str("a")), Comparison::kNotComparable);
  EXPECT_EQ(Compare(kNull, Int(1)), Comparison::kNotComparable);
  EXPECT_EQ(Compare(kNaN, Int(1)), Comparison::kUnordered);
  EXPECT_EQ(Compare(Str("a"), Str("b")), Comparison::kLess);
  EXPECT_EQ(Compare(Value::Of(List{Int(1)}), Value::Of(List{Int(1), Int(0)})),
            Comparison::kLess);
  EXPECT_EQ(
      Compare(Value::Of(List{Int(1), kNull}), Value::Of(List{Int(1), Int(0)})),
      Comparison::kNotComparable);
}

TEST(Order, IsTotalAndAgreesWithTheHash) {
  const std::vector<Value> ascending = {
      Value::Of(Map{}),
      Value::Of(Map{{"a", Int(1)}}),
      Value::Of(NodeRef{3}),
      Value::Of(RelationshipRef{1, 0, 0, 0}),
      Value::Of(List{}),
      Value::Of(List{Str("a")}),
      Value::Of(List{Int(1), Str("a")}),
      Value::Of(List{Int(1), kNull}),
      Value::Of(Path{{NodeRef{1}}, {}}),
      Value::Of(*ParseTemporal(TemporalKind::kDate, "2020-01-01")),
      Str(""),
      Str("a"),
      Value::Boolean(false),
      Value::Boolean(true),
      Num(-1.5),
      Int(0),
      Num(0.5),
      Int(7),
      kNaN,
      kNull,
  };
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      const int order = Order(ascending[i], ascending[j]);
      EXPECT_EQ(order < 0, i < j) << i << " " << j;
      EXPECT_EQ(order == 0, i == j) << i << " " << j;
    }
  }
  EXPECT_TRUE(Equivalent(Int(1), Num(1)));
  EXPECT_EQ(HashOf(Int(1)), HashOf(Num(1)));
  EXPECT_EQ(HashOf(Num(0.0)), HashOf(Num(-0.0)));
  EXPECT_TRUE(Equivalent(kNaN, kNaN));
  EXPECT_TRUE(Equivalent(kNull, kNull));
}

}  // namespace
}  // namespace weft::graphstore::query
