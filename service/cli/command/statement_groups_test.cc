#include "service/cli/command/statement_groups.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

v1::Fact Fact(uint64_t statement, double confidence, uint32_t documents,
              const char* rule) {
  v1::Fact fact;
  fact.set_statement_id(statement);
  fact.set_confidence(confidence);
  fact.set_document_count(documents);
  fact.set_rule(rule);
  return fact;
}

TEST(StatementGroups, OneGroupForEachStatementWithItsBestFact) {
  StatementGroups groups;
  groups.Add(Fact(1, 0.5, 2, "a"));
  groups.Add(Fact(2, 0.6, 1, "b"));
  groups.Add(Fact(1, 0.9, 2, "c"));
  groups.Add(Fact(1, 0.9, 2, "d"));
  const std::vector<StatementGroup> sorted = groups.BestFirst();
  ASSERT_EQ(sorted.size(), 2);
  EXPECT_EQ(sorted[0].best.rule(), "c");
  EXPECT_EQ(sorted[0].sources, 2);
  EXPECT_EQ(sorted[1].best.rule(), "b");
}

TEST(StatementGroups, SourcesWeighMoreThanALittleConfidence) {
  StatementGroups groups;
  groups.Add(Fact(1, 0.90, 1, "one source"));
  groups.Add(Fact(2, 0.80, 4, "four sources"));
  groups.Add(Fact(3, 0.70, 1, "weak"));
  const std::vector<StatementGroup> sorted = groups.BestFirst();
  EXPECT_EQ(sorted[0].best.rule(), "four sources");
  EXPECT_EQ(sorted[1].best.rule(), "one source");
  EXPECT_EQ(sorted[2].best.rule(), "weak");
}

TEST(StatementGroups, CrispObjectsComeBeforeClauses) {
  const auto with_object = [](uint64_t id, const char* name,
                              v1::EntityType type) {
    v1::Fact fact = Fact(id, 0.8, 1, name);
    fact.mutable_object()->mutable_entity()->set_name(name);
    fact.mutable_object()->mutable_entity()->set_type(type);
    return fact;
  };
  StatementGroups groups;
  groups.Add(with_object(1, "it would ship the boat to the harbour by May",
                         v1::ENTITY_TYPE_UNSPECIFIED));
  groups.Add(with_object(2, "a large grey boat", v1::ENTITY_TYPE_UNSPECIFIED));
  groups.Add(with_object(3, "Tern 2", v1::ENTITY_TYPE_PRODUCT));
  const std::vector<StatementGroup> sorted = groups.BestFirst();
  EXPECT_EQ(sorted[0].best.rule(), "Tern 2");
  EXPECT_EQ(sorted[1].best.rule(), "a large grey boat");
}

TEST(StatementGroups, EqualsKeepTheirOrder) {
  StatementGroups groups;
  for (uint64_t id = 1; id <= 20; ++id) groups.Add(Fact(id, 0.5, 1, ""));
  uint64_t expected = 1;
  for (const StatementGroup& group : groups.BestFirst()) {
    EXPECT_EQ(group.best.statement_id(), expected++);
  }
}

}  // namespace
}  // namespace weft::service
