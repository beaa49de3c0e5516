#include "graphstore/store/adjacency_block.h"

#include <random>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

AdjacentEdge To(uint32_t relation, NodeId other, uint64_t statement) {
  AdjacentEdge edge;
  edge.relation = RelationId(relation);
  edge.other = other;
  edge.statement = StatementId(statement);
  return edge;
}

std::string Hex(NodeId owner, const std::vector<AdjacentEdge>& edges) {
  return absl::BytesToHexString(EncodeAdjacencyBlock(owner, edges));
}

TEST(AdjacencyBlock, BytesAreThoseOfTheFormat) {
  const NodeId owner = NodeId::Entity(100);
  // Relation 3, one edge; 2 * zigzag(+2); zigzag of statement 7.
  EXPECT_EQ(Hex(owner, {To(3, NodeId::Entity(102), 7)}), "06080e");
  // Backwards: 2 * zigzag(-2).
  EXPECT_EQ(Hex(owner, {To(3, NodeId::Entity(98), 7)}), "06060e");
  // Two edges: marked in the relation, "none more than two"; then differences.
  EXPECT_EQ(Hex(owner,
                {To(3, NodeId::Entity(102), 7), To(3, NodeId::Entity(107), 6)}),
            "0700080e0a01");
  // All there is to say: flags 15, confidence 128, days -1 and 2.
  AdjacentEdge full = To(3, NodeId::Entity(102), 7);
  full.negated = true;
  full.confidence = 128;
  full.validity = {-1, 2};
  EXPECT_EQ(Hex(owner, {full}), "06090f8001040e");
  // A value keeps its bits; no object is node 0.
  EXPECT_EQ(Hex(owner, {To(3, NodeId::Make(NodeKind::kLiteral, 5), 7)}),
            "060110560e");
  EXPECT_EQ(Hex(owner, {To(3, NodeId(), 7)}), "060110000e");
  // The list of a value counts from zero.
  EXPECT_EQ(
      Hex(NodeId::Make(NodeKind::kLiteral, 5), {To(3, NodeId::Entity(2), 7)}),
      "06080e");
}

std::vector<AdjacentEdge> RandomEdges(std::mt19937* random) {
  std::vector<AdjacentEdge> edges;
  for (size_t i = 1 + (*random)() % 40; i > 0; --i) {
    const auto kind = static_cast<NodeKind>((*random)() % 7);
    const uint64_t payload =
        kind == NodeKind::kNone ? 0 : 1 + (*random)() % 1'000'000;
    AdjacentEdge edge = To(1 + (*random)() % 4, NodeId::Make(kind, payload),
                           (*random)() % 100'000);
    edge.negated = (*random)() % 4 == 0;
    if ((*random)() % 2) edge.confidence = (*random)() % 256;
    if ((*random)() % 4 == 0) edge.validity.from = (*random)() % 30'000;
    if ((*random)() % 4 == 0) edge.validity.until = (*random)() % 30'000;
    edges.push_back(edge);
  }
  const auto less = [](const AdjacentEdge& a, const AdjacentEdge& b) {
    return PositionOf(a) < PositionOf(b);
  };
  std::sort(edges.begin(), edges.end(), less);
  const auto same = [](const AdjacentEdge& a, const AdjacentEdge& b) {
    return PositionOf(a) == PositionOf(b);
  };
  edges.erase(std::unique(edges.begin(), edges.end(), same), edges.end());
  return edges;
}

TEST(AdjacencyBlock, RoundTripsAndNeverReadsBeyondItsEnd) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const NodeId owner = NodeId::Entity(random() % 1'000'000);
    const std::vector<AdjacentEdge> edges = RandomEdges(&random);
    const std::string bytes = EncodeAdjacencyBlock(owner, edges);
    std::vector<AdjacentEdge> decoded;
    ASSERT_TRUE(DecodeAdjacencyBlock(owner, bytes, &decoded));
    EXPECT_EQ(decoded, edges);
    // What is cut off is refused, or is a shorter list of whole groups.
    for (size_t size = 0; size < bytes.size(); ++size) {
      decoded.clear();
      if (DecodeAdjacencyBlock(owner, bytes.substr(0, size), &decoded)) {
        EXPECT_LT(decoded.size(), edges.size());
      }
    }
  }
}

TEST(AdjacencyBlock, RefusesDamage) {
  std::vector<AdjacentEdge> edges;
  EXPECT_FALSE(DecodeAdjacencyBlock(NodeId::Entity(1), "", &edges));
  EXPECT_FALSE(DecodeAdjacencyBlock(  // a count beyond the bytes
      NodeId::Entity(1), absl::HexStringToBytes("07ffff7f0a0e"), &edges));
  EXPECT_FALSE(DecodeAdjacencyBlock(  // an unknown flag
      NodeId::Entity(1), absl::HexStringToBytes("0609200e"), &edges));
}

TEST(AdjacencyBlock, IsCutByAHashThatNeverChanges) {
  std::vector<uint64_t> cuts;
  for (uint64_t number = 1; number < 500; ++number) {
    if (EndsBlock({RelationId(1), NodeId::Entity(number), false})) {
      cuts.push_back(number);
    }
  }
  EXPECT_THAT(cuts, ElementsAre(113, 160, 260, 339));
}

TEST(AdjacencyBlock, IsCutAfterOneEdgeIn128) {
  int cuts = 0;
  for (uint64_t number = 0; number < 128'000; ++number) {
    cuts += EndsBlock({RelationId(2), NodeId::Entity(number), true});
  }
  EXPECT_NEAR(cuts, 1000, 100);
}

TEST(Degrees, BytesAreThoseOfTheFormatAndRoundTrip) {
  const std::vector<RelationDegree> degrees = {{RelationId(2), 300},
                                               {RelationId(5), 1}};
  const std::string bytes = EncodeDegrees(degrees);
  EXPECT_EQ(absl::BytesToHexString(bytes), "02ac020301");
  std::vector<RelationDegree> decoded;
  ASSERT_TRUE(DecodeDegrees(bytes, &decoded));
  EXPECT_EQ(decoded, degrees);
  EXPECT_FALSE(DecodeDegrees(bytes.substr(0, 4), &decoded));
}

}  // namespace
}  // namespace weft::graphstore
