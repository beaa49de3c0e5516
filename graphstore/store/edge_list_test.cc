#include "graphstore/store/edge_list.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

AdjacentEdge To(uint32_t relation, uint64_t other, uint64_t statement) {
  AdjacentEdge edge;
  edge.relation = RelationId(relation);
  edge.other = NodeId::Entity(other);
  edge.statement = StatementId(statement);
  return edge;
}

std::vector<std::pair<size_t, size_t>> Runs(const EdgeList& list,
                                            const EdgeFilter& filter) {
  std::vector<std::pair<size_t, size_t>> runs;
  list.VisitRuns(filter, [&](size_t begin, size_t end) {
    runs.emplace_back(begin, end);
    return true;
  });
  return runs;
}

EdgeFilter Only(std::vector<RelationId> relations) {
  EdgeFilter filter;
  filter.relations = {false, std::move(relations)};
  return filter;
}

TEST(EdgeList, KeepsEveryPartOfItsEdges) {
  std::vector<AdjacentEdge> edges;
  for (uint32_t i = 0; i < 12; ++i) edges.push_back(To(1 + i / 2, 10 + i, i));
  edges[3].negated = true;
  edges[4].confidence = 51;
  const EdgeList* list = EdgeList::New(edges);
  ASSERT_EQ(list->size(), 12u);
  const NodeId node = NodeId::Entity(1);
  for (size_t i = 0; i < edges.size(); ++i) {
    EXPECT_EQ(list->others()[i], edges[i].other);
    for (const bool outgoing : {true, false}) {
      const Edge edge = list->At(i, node, outgoing);
      EXPECT_EQ(edge.subject, outgoing ? node : edges[i].other);
      EXPECT_EQ(edge.object, outgoing ? edges[i].other : node);
      EXPECT_EQ(edge.relation, edges[i].relation);
      EXPECT_EQ(edge.statement, edges[i].statement);
      EXPECT_EQ(edge.negated, i == 3);
      EXPECT_FLOAT_EQ(edge.confidence, i == 4 ? 0.2 : 1);
    }
  }
  EXPECT_EQ(list->CountOf(RelationId(2)), 2u);
  EXPECT_EQ(list->CountOf(RelationId(9)), 0u);
  EXPECT_TRUE(list->Release());
}

TEST(EdgeList, VisitsRunsOfWhatPasses) {
  std::vector<AdjacentEdge> edges = {To(1, 5, 1), To(1, 6, 2), To(2, 5, 3),
                                     To(3, 5, 4), To(3, 6, 5)};
  const EdgeList* plain = EdgeList::New(edges);
  EXPECT_THAT(Runs(*plain, {}), ElementsAre(Pair(0, 5)));
  EXPECT_THAT(Runs(*plain, Only({RelationId(1), RelationId(3)})),
              ElementsAre(Pair(0, 2), Pair(3, 5)));
  EdgeFilter known;
  known.recorded_before = StatementId(3);
  EXPECT_THAT(Runs(*plain, known), ElementsAre(Pair(0, 2)));
  edges[1].negated = true;
  edges[3].validity = {10, 20};
  const EdgeList* detailed = EdgeList::New(edges);
  EXPECT_THAT(Runs(*detailed, {}), ElementsAre(Pair(0, 1), Pair(2, 5)));
  EdgeFilter day;
  day.include_negated = true;
  day.valid_on = 21;
  EXPECT_THAT(Runs(*detailed, day), ElementsAre(Pair(0, 3), Pair(4, 5)));
  EXPECT_EQ(plain->CountPassing(Only({RelationId(1), RelationId(3)})), 4u);
  EXPECT_EQ(detailed->CountPassing(day), 4u);
  plain->Release();
  detailed->Release();
}

TEST(EdgeList, EmptyOneTakesNoRoom) {
  const EdgeList* empty = EdgeList::New({});
  EXPECT_EQ(empty, EdgeList::New({}));
  EXPECT_EQ(empty->bytes(), 0u);
  EXPECT_THAT(Runs(*empty, {}), IsEmpty());
  EXPECT_FALSE(empty->Release());
  EXPECT_FALSE(empty->Release());
}

}  // namespace
}  // namespace weft::graphstore
