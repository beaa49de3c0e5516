#include "graphstore/store/edge_scan.h"

#include <algorithm>

#include "gmock/gmock.h"
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
  EXPECT_THAT(PlanEdges({}).prefixes, ElementsAre("O"));
  EdgeSets sets;
  sets.relations = {kR};
  EXPECT_EQ(PlanEdges(sets).order, &kPos);
  sets.objects = {kB};
  EXPECT_EQ(PlanEdges(sets).order, &kPos);
  EXPECT_THAT(PlanEdges(sets).prefixes, ElementsAre(SizeIs(13)));
  sets.relations.reset();
  EXPECT_EQ(PlanEdges(sets).order, &kOsp);
  sets.subjects = {kA};
  EXPECT_EQ(PlanEdges(sets).order, &kOsp);
  EXPECT_THAT(PlanEdges(sets).prefixes, ElementsAre(SizeIs(17)));
}

TEST(PlanEdges, CombinesSetsInKeyOrder) {
  EdgeSets sets;
  sets.subjects = {kB, kA, kA};
  sets.relations = {kS, kR};
  const EdgePlan plan = PlanEdges(sets);
  EXPECT_EQ(plan.order, &kSpo);
  EXPECT_THAT(plan.prefixes, SizeIs(4));
  EXPECT_TRUE(std::is_sorted(plan.prefixes.begin(), plan.prefixes.end()));
}

TEST(PlanEdges, EmptySetNeedsNoReading) {
  EdgeSets sets;
  sets.subjects.emplace();
  EXPECT_THAT(PlanEdges(sets).prefixes, IsEmpty());
}

TEST(PlanEdges, LeavesOutWhatWouldBeTooManyRanges) {
  EdgeSets sets;
  sets.subjects = {kA};
  sets.relations.emplace();
  for (uint32_t i = 0; i < 65; ++i) sets.relations->push_back(RelationId(i));
  EXPECT_THAT(PlanEdges(sets).prefixes, SizeIs(1));
  sets.relations->pop_back();
  EXPECT_THAT(PlanEdges(sets).prefixes, SizeIs(64));
  sets.relations.reset();
  sets.subjects = Nodes(100);
  sets.objects = Nodes(50);
  EXPECT_EQ(PlanEdges(sets).order, &kOsp);
  EXPECT_THAT(PlanEdges(sets).prefixes, SizeIs(50));
}

TEST(Passes, ComparesInTheStepsThatAreStored) {
  Edge edge;
  edge.confidence = DequantizeConfidence(QuantizeConfidence(0.7));
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

}  // namespace
}  // namespace weft::graphstore
