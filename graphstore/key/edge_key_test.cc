#include "graphstore/key/edge_key.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(EdgeKey, DiffersInEachPart) {
  const EdgeKey key = {NodeId::Entity(1), RelationId(2), NodeId::Entity(3),
                       false};
  EdgeKey other = key;
  EXPECT_EQ(other, key);
  other.negated = true;
  EXPECT_NE(other, key);
  other = key;
  other.relation = RelationId(1);
  EXPECT_LT(other, key);
}

TEST(Confidence, IsKeptInStepsOf255ths) {
  EXPECT_EQ(QuantizeConfidence(-1), 0);
  EXPECT_EQ(QuantizeConfidence(0), 0);
  EXPECT_EQ(QuantizeConfidence(0.5), 128);
  EXPECT_EQ(QuantizeConfidence(1), 255);
  EXPECT_EQ(QuantizeConfidence(2), 255);
  for (int i = 0; i < 256; ++i) {
    EXPECT_EQ(QuantizeConfidence(DequantizeConfidence(i)), i);
  }
}

}  // namespace
}  // namespace weft::graphstore
