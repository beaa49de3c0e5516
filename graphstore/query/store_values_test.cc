// Typed values of the store as a query compares and orders them.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "graphstore/fact/value.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/store_view.h"
#include "graphstore/query/value/format.h"
#include "graphstore/store/test_documents.h"
#include "gtest/gtest.h"

namespace weft::graphstore::query {
namespace {

using ::testing::HasSubstr;
using V = graphstore::Value;

std::string Text(const Value& value) {
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  if (value.is_integer()) return absl::StrCat(value.integer());
  if (value.is_float()) return FormatFloat(value.floating());
  if (value.is_temporal()) return FormatTemporal(value.temporal());
  if (value.is_string()) return value.string();
  if (!value.is_list()) return "?";
  return absl::StrCat("[",
                      absl::StrJoin(value.list(), ", ",
                                    [](std::string* out, const Value& item) {
                                      absl::StrAppend(out, Text(item));
                                    }),
                      "]");
}

class StoreValues : public ::testing::Test {
 protected:
  StoreValues() : store_(EmptyStore()) {}

  // A thing for each value, A, B, C ..., that has it as its "price".
  void AddPrices(const std::vector<V>& values) {
    std::vector<std::string> lines;
    for (size_t i = 0; i < values.size(); ++i) {
      lines.push_back(absl::StrCat(std::string(1, 'A' + i), " | price | =1"));
    }
    DocumentFacts document = MakeDocument("d", lines);
    for (size_t i = 0; i < values.size(); ++i) {
      document.facts[i].object = values[i];
    }
    ASSERT_OK(store_->WriteDocument(document, {}));
  }

  absl::StatusOr<std::string> Run(const std::string& text) {
    const auto view = StoreView::Create(store_->Snapshot().value()).value();
    const auto query = Prepare(text);
    if (!query.ok()) return query.status();
    std::vector<std::string> rows;
    const auto summary =
        query::Run(*query, *view, {}, [&](absl::Span<const Value> values) {
          rows.push_back(Text(values[0]));
          return true;
        });
    if (!summary.ok()) return summary.status();
    return absl::StrJoin(rows, " ");
  }

  // Names of those whose price passes the condition.
  std::string Where(const std::string& condition) {
    const auto rows =
        Run(absl::StrCat("MATCH (x)-[:price]->() WHERE ", condition,
                         " RETURN x.name ORDER BY x.name"));
    EXPECT_OK(rows);
    return rows.value_or("");
  }

  std::string Ordered(const std::string& key) {
    const auto rows = Run(absl::StrCat(
        "MATCH (x)-[:price]->() RETURN x.name ORDER BY ", key, ", x.name"));
    EXPECT_OK(rows);
    return rows.value_or("");
  }

  std::unique_ptr<Store> store_;
};

TEST_F(StoreValues, NumbersAreComparedAsNumbers) {
  AddPrices({V::Number(10), V::Number(9.5), V::Number(-3), V::Number(-20),
             V::Number(1e-9), V::Number(6.02e23), V::Number(-0.0),
             V::Number(0)});
  const struct {
    const char* condition;
    const char* names;
  } kCases[] = {
      {"x.price > 9.5", "A F"},
      {"x.price >= 9.5", "A B F"},
      {"x.price < 0", "C D"},
      {"x.price <= 0", "C D G H"},
      {"x.price = 0", "G H"},
      {"x.price = -0.0", "G H"},
      {"0 < x.price < 1", "E"},
      {"x.price > 1e20", "F"},
      {"x.price = 10.0", "A"},
      {"x.price IN [10, -3]", "A C"},
      {"x.price > 'a'", ""},
      {"x.price = '10'", ""},
      {"x.price > 0.0 / 0.0", ""},
      {"x.price <> 10", "B C D E F G H"},
      {"x.price > -4 AND x.price < 0", "C"},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(Where(c.condition), c.names) << c.condition;
  EXPECT_EQ(Ordered("x.price"), "D C G H E B A F");
  EXPECT_EQ(Ordered("x.price DESC"), "F A B E G H C D");
}

TEST_F(StoreValues, AmountsAreComparedByUnit) {
  AddPrices({V::Money(5, "USD"), V::Money(-2.5, "USD"), V::Money(4, "EUR"),
             V::Quantity(70, "kg"), V::Percent(17), V::Number(6)});
  const struct {
    const char* condition;
    const char* names;
  } kCases[] = {
      // A plain number is compared with any.
      {"x.price > 4.5", "A D E F"},
      {"x.price = 5", "A"},
      {"x.price < 0", "B"},
      // Two units are not.
      {"EXISTS { ({name: 'C'})-[:price]->(v) WHERE x.price > v.value }", "F"},
      {"EXISTS { ({name: 'B'})-[:price]->(v) WHERE x.price > v.value }", "A F"},
      {"EXISTS { ({name: 'E'})-[:price]->(v) WHERE x.price <> v.value }",
       "A B C D F"},
  };
  for (const auto& c : kCases)
    EXPECT_EQ(Where(c.condition), c.names) << c.condition;
  // Side by side by unit, those without one first: %, EUR, USD, kg.
  EXPECT_EQ(Ordered("x.price"), "F E C B A D");
  EXPECT_EQ(Run("MATCH (v:money) WHERE v.unit = 'USD' RETURN v.value "
                "ORDER BY v.value")
                .value(),
            "-2.5 5");
}

TEST_F(StoreValues, OnlyAmountsOfOneUnitHaveASum) {
  AddPrices({V::Money(5, "USD"), V::Money(7, "USD"), V::Money(4, "EUR")});
  EXPECT_EQ(Run("MATCH (v:money {unit: 'USD'}) RETURN sum(v.value)").value(),
            "12");
  EXPECT_EQ(Run("MATCH (v:money {unit: 'USD'}) RETURN avg(v.value)").value(),
            "6.0");
  EXPECT_EQ(Run("MATCH (v:money) WITH v.unit AS unit, sum(v.value) AS sum "
                "RETURN unit + ' ' + sum ORDER BY unit")
                .value(),
            "EUR 4 USD 12");
  for (const char* aggregate : {"sum", "avg"}) {
    EXPECT_THAT(
        Run(absl::StrCat("MATCH (v:money) RETURN ", aggregate, "(v.value)"))
            .status(),
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("have no sum")));
  }
  EXPECT_THAT(Run("MATCH (a {name: 'A'}), (c {name: 'C'}) "
                  "RETURN a.price - c.price")
                  .status(),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("a number in USD and one in EUR")));
  EXPECT_EQ(Run("MATCH (a {name: 'A'}), (b {name: 'B'}) "
                "RETURN [a.price + b.price, -a.price, a.price * 2, "
                "b.price / a.price, a.price + 1 > b.price]")
                .value(),
            "[12, -5, 10, 1, false]");
}

TEST_F(StoreValues, DatesAreComparedByTheirDays) {
  AddPrices({V::Date("2022-03-01"), V::Date("1969-12-31"),
             V::Date("0099-01-01"), V::Date("2022-02-28"),
             V::Date("1970-01-01"), V::Date("2022-Q1")});
  EXPECT_EQ(Where("x.price > date('2022-02-28')"), "A");
  EXPECT_EQ(Where("x.price < date('1970-01-01')"), "B C");
  EXPECT_EQ(Where("x.price = date('1969-12-31')"), "B");
  EXPECT_EQ(Where("x.price > 5"), "");
  // A quarter is a text.
  EXPECT_EQ(Ordered("x.price"), "C B E D A F");
}

TEST_F(StoreValues, AYearIsBeforeOrAfterADayOrNobodyKnows) {
  AddPrices({V::Date("2022"), V::Date("2022-03"), V::Date("2022-03-01"),
             V::Date("2021"), V::Date("2023-01-01")});
  EXPECT_EQ(Where("x.price < date('2022-01-01')"), "D");
  EXPECT_EQ(Where("x.price < date('2022-03-01')"), "D");
  EXPECT_EQ(Where("x.price > date('2022-03-31')"), "E");
  EXPECT_EQ(Where("x.price > date('2021-12-31')"), "A B C E");
  EXPECT_EQ(Where("(x.price < date('2022-03-15')) IS NULL"), "A B");
  EXPECT_EQ(Where("x.price.year = 2022"), "A B C");
  EXPECT_EQ(Where("x.price.month = 3"), "B C");
  EXPECT_EQ(Where("toString(x.price) = '2022'"), "A");
  EXPECT_EQ(Ordered("x.price"), "D A B C E");
}

}  // namespace
}  // namespace weft::graphstore::query
