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

TEST(Compare, NumbersOfOneUnit) {
  const Value five_usd = Value::Amount(Int(5), "USD");
  const Value six_usd = Value::Amount(Num(6.5), "USD");
  const Value five_eur = Value::Amount(Num(5), "EUR");
  EXPECT_EQ(Compare(five_usd, six_usd), Comparison::kLess);
  EXPECT_EQ(Compare(five_usd, five_eur), Comparison::kNotComparable);
  EXPECT_EQ(Compare(six_usd, Value::Amount(Int(1), "%")),
            Comparison::kNotComparable);
  EXPECT_EQ(Equals(five_usd, five_eur), false);
  EXPECT_EQ(Equals(five_usd, Value::Amount(Num(5), "USD")), true);
  // A plain number is of any unit.
  EXPECT_EQ(Compare(five_usd, Int(6)), Comparison::kLess);
  EXPECT_EQ(Compare(Num(4.5), five_eur), Comparison::kLess);
  EXPECT_EQ(Equals(five_usd, Int(5)), true);
  EXPECT_EQ(Compare(five_usd, kNaN), Comparison::kUnordered);
  EXPECT_EQ(Compare(five_usd, Str("5")), Comparison::kNotComparable);
}

TEST(Order, PutsNumbersOfOneUnitSideBySide) {
  const std::vector<Value> kAscending = {Int(7),
                                         Value::Amount(Int(-3), "EUR"),
                                         Value::Amount(Num(5.5), "EUR"),
                                         Value::Amount(Int(1), "USD"),
                                         Value::Amount(Int(10), "USD"),
                                         kNaN,
                                         kNull};
  for (size_t i = 0; i < kAscending.size(); ++i) {
    for (size_t j = 0; j < kAscending.size(); ++j) {
      const int order = Order(kAscending[i], kAscending[j]);
      EXPECT_EQ(order < 0, i < j) << i << " and " << j;
      EXPECT_EQ(order == 0, i == j) << i << " and " << j;
    }
  }
  EXPECT_TRUE(
      Equivalent(Value::Amount(Int(1), "USD"), Value::Amount(Num(1), "USD")));
  EXPECT_EQ(HashOf(Value::Amount(Int(1), "USD")),
            HashOf(Value::Amount(Num(1), "USD")));
  EXPECT_FALSE(Equivalent(Value::Amount(Int(1), "USD"), Int(1)));
}

TEST(Amount, IsANumberWithAUnit) {
  const Value amount = Value::Amount(Int(5), "kg");
  EXPECT_TRUE(amount.is_integer());
  EXPECT_EQ(amount.integer(), 5);
  EXPECT_EQ(amount.number(), 5);
  EXPECT_EQ(amount.unit(), "kg");
  EXPECT_EQ(Value::Amount(Num(0.5), "%").floating(), 0.5);
  EXPECT_EQ(Value::Amount(amount, "").unit(), "");
  EXPECT_EQ(Int(5).unit(), "");
  EXPECT_EQ(Str("kg").unit(), "");
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
