#include "graphstore/store/degree_column.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

NodeId E(uint64_t number) { return NodeId::Entity(number); }

std::vector<NodeId> Nodes(const DegreeColumn& column) {
  std::vector<NodeId> nodes;
  column.AppendNodesTo(&nodes);
  return nodes;
}

TEST(DegreeColumn, FindsNodesOnBothSidesOfEachWord) {
  DegreeColumn column;
  column.Append(E(1), 7);
  column.Append(E(63), 1);
  column.Append(E(64), 2);
  column.Append(E(127), 3);
  column.Append(E(256), 4'000'000'000);
  EXPECT_EQ(column.size(), 5u);
  EXPECT_THAT(Nodes(column), ElementsAre(E(1), E(63), E(64), E(127), E(256)));
  EXPECT_EQ(column.Of(E(1)), 7u);
  EXPECT_EQ(column.Of(E(63)), 1u);
  EXPECT_EQ(column.Of(E(64)), 2u);
  EXPECT_EQ(column.Of(E(127)), 3u);
  EXPECT_EQ(column.Of(E(256)), 4'000'000'000u);
  for (const uint64_t other : {0, 2, 62, 65, 126, 128, 255, 257, 100'000}) {
    EXPECT_EQ(column.Of(E(other)), 0u) << other;
  }
}

TEST(DegreeColumn, ValuesComeAfterEntities) {
  const NodeId five = NodeId::Make(NodeKind::kNumber, 5);
  const NodeId literal = NodeId::Make(NodeKind::kLiteral, 1);
  DegreeColumn column;
  column.Append(E(3), 1);
  column.Append(five, 2);
  column.Append(literal, 3);
  EXPECT_THAT(Nodes(column), ElementsAre(E(3), five, literal));
  EXPECT_EQ(column.Of(five), 2u);
  EXPECT_EQ(column.Of(literal), 3u);
  EXPECT_EQ(column.Of(NodeId::Make(NodeKind::kNumber, 3)), 0u);
  EXPECT_EQ(column.Of(NodeId::Make(NodeKind::kLiteral, 2)), 0u);
  EXPECT_EQ(column.Of(NodeId()), 0u);
}

TEST(DegreeColumn, MayBeEmpty) {
  const DegreeColumn column;
  EXPECT_EQ(column.size(), 0u);
  EXPECT_EQ(column.Of(E(1)), 0u);
  EXPECT_THAT(Nodes(column), IsEmpty());
}

}  // namespace
}  // namespace weft::graphstore
