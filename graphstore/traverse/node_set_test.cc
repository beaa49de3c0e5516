#include "graphstore/traverse/node_set.h"

#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

TEST(NodeSet, AgreesWithASetOfIds) {
  std::mt19937 random(3);
  NodeSet set(130);
  std::set<NodeId> twin = {NodeId()};
  for (int i = 0; i < 2000; ++i) {
    // Beyond the bound, and of all kinds, too.
    const NodeId node =
        NodeId::Make(static_cast<NodeKind>(random() % 3), random() % 140);
    EXPECT_EQ(set.Contains(node), twin.contains(node));
    EXPECT_EQ(set.Insert(node), twin.insert(node).second);
  }
}

TEST(NodeSet, HoldsNoneFromTheStart) {
  NodeSet set(0);
  EXPECT_FALSE(set.Insert(NodeId()));
  EXPECT_TRUE(set.Insert(NodeId::Entity(1)));
}

}  // namespace
}  // namespace weft::graphstore
