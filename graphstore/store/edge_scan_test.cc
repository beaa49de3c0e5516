#include "graphstore/store/edge_scan.h"

#include "gmock/gmock.h"
#include "graphstore/store/edge_filter.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const NodeId kA = NodeId::Entity(1), kB = NodeId::Entity(2);
const RelationId kR(1), kS(2);

std::vector<NodeId> Nodes(size_t size) {
  std::vector<NodeId> nodes;
  for (size_t i = 0; i < size; ++i) nodes.push_back(NodeId::Entity(i));
  return nodes;
}

TEST(PlanEdges, ReadsTheIndexThatKnowsMost) {
  EXPECT_EQ(PlanEdges({}).by, EdgePlan::By::kAll);
  EdgeSets sets;
  sets.relations = {kR};
  EXPECT_EQ(PlanEdges(sets).by, EdgePlan::By::kRelation);
  sets.objects = {kB};
  EXPECT_EQ(PlanEdges(sets).by, EdgePlan::By::kObject);
  EXPECT_THAT(PlanEdges(sets).relations, ElementsAre(kR));
  sets.subjects = {kA};
  EXPECT_EQ(PlanEdges(sets).by, EdgePlan::By::kSubject);
  EXPECT_THAT(PlanEdges(sets).others, ElementsAre(kB));
}

TEST(PlanEdges, SortsWhatIsRead) {
  EdgeSets sets;
  sets.subjects = {kB, kA, kA};
  sets.relations = {kS, kR};
  EXPECT_THAT(PlanEdges(sets).nodes, ElementsAre(kA, kB));
  EXPECT_THAT(PlanEdges(sets).relations, ElementsAre(kR, kS));
}

TEST(PlanEdges, EmptySetNeedsNoReading) {
  EdgeSets sets;
  sets.subjects.emplace();
  EXPECT_THAT(PlanEdges(sets).nodes, IsEmpty());
  sets.subjects = {kA};
  sets.relations.emplace();
  EXPECT_THAT(PlanEdges(sets).nodes, IsEmpty());
  sets.subjects.reset();
  EXPECT_THAT(PlanEdges(sets).relations, IsEmpty());
}

TEST(PlanEdges, LeavesOutWhatWouldBeTooManyRanges) {
  EdgeSets sets;
  sets.subjects = {kA};
  sets.relations.emplace();
  for (uint32_t i = 0; i < 65; ++i) sets.relations->push_back(RelationId(i));
  EXPECT_THAT(PlanEdges(sets).relations, IsEmpty());
  sets.relations->pop_back();
  EXPECT_THAT(PlanEdges(sets).relations, SizeIs(64));
  sets.relations.reset();
  sets.subjects = Nodes(100);
  sets.objects = Nodes(65);
  EXPECT_EQ(PlanEdges(sets).by, EdgePlan::By::kObject);
  EXPECT_THAT(PlanEdges(sets).nodes, SizeIs(65));
  EXPECT_THAT(PlanEdges(sets).others, IsEmpty());
}

TEST(Passes, ComparesInTheStepsThatAreStored) {
  AdjacentEdge edge;
  edge.confidence = QuantizeConfidence(0.7);
  EdgeFilter filter;
  filter.min_confidence = 0.7;
  EXPECT_TRUE(Passes(filter, edge));
  filter.min_confidence = 0.71;
  EXPECT_FALSE(Passes(filter, edge));
  filter.min_confidence = 0;
  edge.negated = true;
  EXPECT_FALSE(Passes(filter, edge));
  filter.include_negated = true;
  EXPECT_TRUE(Passes(filter, edge));
}

TEST(Passes, LooksAtBothTimes) {
  AdjacentEdge edge;
  edge.statement = StatementId(7);
  edge.validity = {10, 16};
  EdgeFilter filter;
  filter.valid_on = 16;
  EXPECT_TRUE(Passes(filter, edge));
  filter.valid_on = 17;
  EXPECT_FALSE(Passes(filter, edge));
  edge.validity = {};
  EXPECT_TRUE(Passes(filter, edge));
  filter.recorded_before = StatementId(7);
  EXPECT_FALSE(Passes(filter, edge));
  filter.recorded_before = StatementId(8);
  EXPECT_TRUE(Passes(filter, edge));
}

}  // namespace
}  // namespace weft::graphstore
