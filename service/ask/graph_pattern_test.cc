#include "service/ask/graph_pattern.h"

#include <string>

#include "gmock/gmock.h"
#include "graphstore/query/engine.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(GraphPattern, KeepsWhatTheUserWroteOutOfTheText) {
  GraphPattern pattern;
  pattern.names = {"O'Hara'}) RETURN 1 //"};
  pattern.from_a = {{"buy"}, {"take `over`"}};
  const PatternQuery query = ToQuery(pattern);
  EXPECT_THAT(query.text, HasSubstr("[r:`buy`|`take ``over```]->(x)"));
  EXPECT_THAT(query.text, Not(HasSubstr("O'Hara")));
  EXPECT_THAT(query.ByHand(),
              HasSubstr("a.name IN ['O\\'Hara\\'}) RETURN 1 //']"));
  EXPECT_TRUE(graphstore::query::Prepare(query.text).ok());
  EXPECT_TRUE(graphstore::query::Prepare(query.ByHand()).ok());
}

TEST(GraphPattern, WritesEveryConstraint) {
  GraphPattern pattern;
  pattern.names = {"Norvane"};
  pattern.ends = {"Quill"};
  pattern.kind = EndKind::kEntity;
  pattern.from_a = {{"buy"}};
  pattern.to_a = {{"sell to"}};
  pattern.said = {{"boat", "ship"}};
  pattern.windows.push_back({"2020", "2022", false, true, {}});
  pattern.source = "Ana Ruiz";
  pattern.denied = true;
  pattern.timed = true;
  const PatternQuery query = ToQuery(pattern);
  const std::string text = query.ByHand();
  for (const char* part :
       {"MATCH (a)-[r:`buy`]->(x)", " UNION MATCH (a)<-[r:`sell to`]-(x)",
        "a.name IN ['Norvane']", "x.name IN ['Quill']", "x:entity", "r.negated",
        "r.modality IS NULL", "r.valid_from IS NOT NULL",
        "left(r.valid_from, size('2020')) >= left('2020', size(r.valid_from))",
        "left(r.valid_from, size('2022')) < left('2022', size(r.valid_from))",
        "any(w IN ['boat', 'ship'] WHERE toLower(r.sentence) CONTAINS w)",
        "toLower(coalesce(r.attribution, '')) CONTAINS 'ana ruiz'"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const auto prepared = graphstore::query::Prepare(text);
  EXPECT_TRUE(prepared.ok()) << prepared.status();
}

TEST(GraphPattern, SortsByValueOrByTime) {
  GraphPattern pattern;
  pattern.from_a = {{"raise"}};
  pattern.order = PatternOrder::kMost;
  EXPECT_THAT(ToQuery(pattern).text, HasSubstr(" ORDER BY value DESC"));
  pattern.timed = true;
  pattern.order = PatternOrder::kLeast;
  EXPECT_THAT(ToQuery(pattern).text, testing::EndsWith(" ORDER BY time"));
}

}  // namespace
}  // namespace weft::service
