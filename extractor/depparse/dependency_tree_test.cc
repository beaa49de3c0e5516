#include "extractor/depparse/dependency_tree.h"

#include <random>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

DependencyTree Tree(std::vector<std::pair<int, Deprel>> arcs) {
  std::vector<Node> nodes;
  for (const auto& [head, label] : arcs) {
    Node node;
    node.head = head;
    node.label = label;
    nodes.push_back(node);
  }
  return DependencyTree(std::move(nodes));
}

std::vector<int> Heads(const DependencyTree& tree) {
  std::vector<int> heads;
  for (const Node& node : tree.nodes()) heads.push_back(node.head);
  return heads;
}

// "The old mill burned down ."
DependencyTree Mill() {
  return Tree({{2, Deprel::kDet},
               {2, Deprel::kAmod},
               {3, Deprel::kNsubj},
               {kNoHead, Deprel::kRoot},
               {3, Deprel::kCompoundPrt},
               {3, Deprel::kPunct}});
}

TEST(Deprel, NamesAndLabelsMatchOneToOne) {
  for (int i = 0; i <= static_cast<int>(Deprel::kXcomp); ++i) {
    const Deprel label = static_cast<Deprel>(i);
    EXPECT_EQ(ParseDeprel(DeprelName(label)), label) << DeprelName(label);
  }
  EXPECT_EQ(DeprelName(Deprel::kNsubjPass), "nsubj:pass");
  EXPECT_EQ(DeprelName(Deprel::kAclRelcl), "acl:relcl");
}

TEST(Deprel, UnknownSubtypesFallBackToTheirLabel) {
  EXPECT_EQ(ParseDeprel("obl:tmod"), Deprel::kObl);
  EXPECT_EQ(ParseDeprel("nmod:npmod"), Deprel::kNmod);
  EXPECT_EQ(ParseDeprel("subject"), std::nullopt);
  EXPECT_EQ(ParseDeprel(""), std::nullopt);
}

TEST(Deprel, BaseLabelDropsTheSubtype) {
  EXPECT_EQ(BaseLabel(Deprel::kNsubjPass), Deprel::kNsubj);
  EXPECT_EQ(BaseLabel(Deprel::kNmodPoss), Deprel::kNmod);
  EXPECT_EQ(BaseLabel(Deprel::kObj), Deprel::kObj);
}

TEST(DependencyTree, KnowsRootChildrenAndSubtrees) {
  const DependencyTree tree = Mill();
  EXPECT_EQ(tree.size(), 6);
  EXPECT_EQ(tree.root(), 3);
  EXPECT_THAT(tree.Children(3), ElementsAre(2, 4, 5));
  EXPECT_THAT(tree.Children(2), ElementsAre(0, 1));
  EXPECT_THAT(tree.Children(0), IsEmpty());
  EXPECT_EQ(tree.SubtreeSpan(2), (TokenSpan{0, 3}));
  EXPECT_EQ(tree.SubtreeSpan(3), (TokenSpan{0, 6}));
  EXPECT_EQ(tree.SubtreeSpan(5), (TokenSpan{5, 6}));
}

TEST(DependencyTree, FindsTheFirstChildWithExactlyThisLabel) {
  const DependencyTree tree = Mill();
  EXPECT_EQ(tree.Child(3, Deprel::kNsubj), 2);
  EXPECT_EQ(tree.Child(3, Deprel::kNsubjPass), kNoHead);
  EXPECT_EQ(tree.Child(3, Deprel::kObj), kNoHead);
}

TEST(DependencyTree, DominatesIsReflexiveAndFollowsHeads) {
  const DependencyTree tree = Mill();
  EXPECT_TRUE(tree.Dominates(3, 0));
  EXPECT_TRUE(tree.Dominates(2, 0));
  EXPECT_TRUE(tree.Dominates(4, 4));
  EXPECT_FALSE(tree.Dominates(0, 2));
  EXPECT_FALSE(tree.Dominates(4, 5));
}

TEST(DependencyTree, SubtreeSpanCoversDiscontinuousSubtrees) {
  // "A hearing is scheduled on it": "on it" hangs on "hearing".
  const DependencyTree tree = Tree({{1, Deprel::kDet},
                                    {3, Deprel::kNsubjPass},
                                    {3, Deprel::kAuxPass},
                                    {kNoHead, Deprel::kRoot},
                                    {5, Deprel::kCase},
                                    {1, Deprel::kNmod}});
  EXPECT_EQ(tree.SubtreeSpan(1), (TokenSpan{0, 6}));
  EXPECT_FALSE(tree.Dominates(1, 3));
}

TEST(DependencyTree, MayBeEmpty) {
  const DependencyTree tree = Tree({});
  EXPECT_TRUE(tree.empty());
  EXPECT_EQ(tree.root(), kNoHead);
  EXPECT_THAT(tree.nodes(), IsEmpty());
}

TEST(DependencyTree, HangsSecondRootsOnTheFirst) {
  const DependencyTree tree =
      Tree({{kNoHead, Deprel::kRoot}, {kNoHead, Deprel::kRoot}});
  EXPECT_THAT(Heads(tree), ElementsAre(kNoHead, 0));
  EXPECT_EQ(tree[1].label, Deprel::kDep);
}

TEST(DependencyTree, MakesTheFirstNodeTheRootWhenThereIsNone) {
  const DependencyTree tree =
      Tree({{1, Deprel::kObj}, {0, Deprel::kObj}, {1, Deprel::kDet}});
  EXPECT_THAT(Heads(tree), ElementsAre(kNoHead, 0, 1));
  EXPECT_EQ(tree[0].label, Deprel::kRoot);
}

TEST(DependencyTree, CutsCyclesAndImpossibleHeads) {
  const DependencyTree tree = Tree({{kNoHead, Deprel::kRoot},
                                    {2, Deprel::kConj},
                                    {3, Deprel::kConj},
                                    {1, Deprel::kConj},
                                    {4, Deprel::kObj},
                                    {99, Deprel::kObj},
                                    {-7, Deprel::kObj}});
  EXPECT_THAT(Heads(tree), ElementsAre(kNoHead, 0, 3, 1, 0, 0, 0));
}

TEST(DependencyTree, AnyHeadsMakeAWellFormedTree) {
  std::mt19937 random(20);
  for (int round = 0; round < 500; ++round) {
    const int size = 1 + static_cast<int>(random() % 9);
    std::vector<std::pair<int, Deprel>> arcs;
    for (int i = 0; i < size; ++i) {
      arcs.push_back(
          {static_cast<int>(random() % (size + 2)) - 1, Deprel::kDep});
    }
    const DependencyTree tree = Tree(arcs);
    int roots = 0;
    for (int i = 0; i < size; ++i) {
      roots += tree[i].head == kNoHead;
      EXPECT_TRUE(tree.Dominates(tree.root(), i));
    }
    EXPECT_EQ(roots, 1);
    EXPECT_EQ(tree.SubtreeSpan(tree.root()),
              (TokenSpan{0, static_cast<uint32_t>(size)}));
  }
}

}  // namespace
}  // namespace weft::extractor
