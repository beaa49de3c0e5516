#include "service/cli/command/neighbor_tree.h"

#include "gtest/gtest.h"

namespace weft::service {
namespace {

v1::TraverseResponse::Node Node(uint32_t depth, uint64_t parent, uint64_t id,
                                const char* name, const char* relation,
                                v1::Direction direction) {
  v1::TraverseResponse::Node node;
  node.set_depth(depth);
  node.mutable_parent()->set_id(parent);
  node.mutable_node()->mutable_entity()->set_id(id);
  node.mutable_node()->mutable_entity()->set_name(name);
  node.mutable_edge()->mutable_relation()->set_name(relation);
  node.set_direction(direction);
  return node;
}

TEST(NeighborTree, DrawsNodesBelowTheirParents) {
  v1::TraverseResponse::Node value =
      Node(2, 2, 0, "", "cost", v1::DIRECTION_OUT);
  value.mutable_node()->mutable_value()->set_text("$5");
  v1::TraverseResponse::Node below_value =
      Node(3, 0, 6, "F", "cost", v1::DIRECTION_IN);
  below_value.mutable_parent()->set_name("$5");
  EXPECT_EQ(
      NeighborTree("A",
                   {Node(1, 1, 2, "B", "own", v1::DIRECTION_OUT),
                    Node(1, 1, 3, "C", "lead", v1::DIRECTION_IN), value,
                    Node(2, 3, 4, "D", "know", v1::DIRECTION_OUT),
                    Node(3, 4, 5, "E", "sue", v1::DIRECTION_OUT), below_value},
                   {}),
      "A\n"
      "├─ –own→ B\n"
      "│  └─ –cost→ $5\n"
      "│     └─ ←cost– F\n"
      "└─ ←lead– C\n"
      "   └─ –know→ D\n"
      "      └─ –sue→ E\n");
}

TEST(NeighborTree, NamesParentsThatAreNotListed) {
  v1::TraverseResponse::Node far = Node(2, 2, 3, "C", "own", v1::DIRECTION_OUT);
  far.mutable_parent()->set_name("B");
  EXPECT_EQ(NeighborTree(
                "A", {far, Node(3, 3, 4, "D", "lead", v1::DIRECTION_IN)}, {}),
            "A\n"
            "└─ … B –own→ C\n"
            "   └─ ←lead– D\n");
}

TEST(NeighborTree, NothingReachedIsTheRootAlone) {
  EXPECT_EQ(NeighborTree("A", {}, {}), "A\n");
}

}  // namespace
}  // namespace weft::service
