#include "extractor/clause/tree_repair.h"

#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

DependencyTree Tree(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return parsed.ok() ? parsed->tree : DependencyTree();
}

TEST(RepairTree, MakesOneSubjectOfADescriptionAndItsName) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 the the DET DT _ 2 det
2 firm firm NOUN NN _ 4 nsubj
3 Vela Vela PROPN NNP _ 4 nsubj
4 won win VERB VBD _ 0 root)"));
  EXPECT_EQ(tree[1].head, 2);
  EXPECT_EQ(tree[1].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[2].head, 3);
}

TEST(RepairTree, HangsAWordInsideAPhraseOnItsHead) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 Vela Vela PROPN NNP _ 2 nsubj
2 saw see VERB VBD _ 0 root
3 a a DET DT _ 5 det
4 broad broad ADJ JJ _ 2 obj
5 river river NOUN NN _ 2 obj)"));
  EXPECT_EQ(tree[3].head, 4);
  EXPECT_EQ(tree[3].label, Deprel::kAmod);
}

TEST(RepairTree, PutsANameAboveTheNounThatDescribesIt) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 boat boat NOUN NN _ 2 compound
2 maker maker NOUN NN _ 5 nmod:poss
3 Vela Vela PROPN NNP _ 2 flat
4 's 's PART POS _ 2 case
5 stock stock NOUN NN _ 6 nsubj
6 fell fall VERB VBD _ 0 root)"));
  EXPECT_EQ(tree[2].head, 4);
  EXPECT_EQ(tree[2].label, Deprel::kNmodPoss);
  EXPECT_EQ(tree[1].head, 2);
  EXPECT_EQ(tree[0].head, 1);
  EXPECT_EQ(tree[3].head, 2);
}

TEST(RepairTree, OwnersBearAMark) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 AI AI PROPN NNP _ 5 nmod:poss
2 chipmaker chipmaker PROPN NNP _ 3 nmod:desc
3 Vela Vela PROPN NNP _ 5 nmod:poss
4 's 's PART POS _ 3 case
5 stock stock NOUN NN _ 6 nsubj
6 fell fall VERB VBD _ 0 root)"));
  EXPECT_EQ(tree[0].head, 1);
  EXPECT_EQ(tree[0].label, Deprel::kCompound);
  EXPECT_EQ(tree[1].head, 2);
  EXPECT_EQ(tree[2].head, 4);
}

TEST(RepairTree, LeavesTwoRealObjectsAlone) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 Vela Vela PROPN NNP _ 2 nsubj
2 gave give VERB VBD _ 0 root
3 Ruiz Ruiz PROPN NNP _ 2 iobj
4 a a DET DT _ 5 det
5 job job NOUN NN _ 2 obj)"));
  EXPECT_EQ(tree[2].head, 1);
  EXPECT_EQ(tree[4].head, 1);
}

TEST(RepairTree, OfNothingIsNothing) {
  EXPECT_TRUE(RepairTree(DependencyTree()).empty());
}

TEST(RepairTree, MakesOneAdjunctOfADescriptionAndItsName) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 belongs belong VERB VBZ _ 0 root
3 to to ADP IN _ 5 case
4 the the DET DT _ 5 det
5 firm firm NOUN NN _ 2 obl
6 Vela Vela PROPN NNP _ 2 obl)"));
  EXPECT_EQ(tree[4].head, 5);
  EXPECT_EQ(tree[4].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[2].head, 5);
}

TEST(RepairTree, NamesTheAgentThatIsDescribed) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 boats boat NOUN NNS _ 2 nsubj:pass
2 sold sell VERB VBN _ 0 root
3 by by ADP IN _ 5 case
4 the the DET DT _ 5 det
5 yard yard NOUN NN _ 2 obl:agent
6 Vela Vela PROPN NNP _ 2 obl:agent
7 which which PRON WDT _ 8 nsubj
8 built build VERB VBD _ 5 acl:relcl
9 them they PRON PRP _ 8 obj)"));
  EXPECT_EQ(tree[4].head, 5);
  EXPECT_EQ(tree[4].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[2].head, 5);
  EXPECT_EQ(tree[7].head, 5);
}

TEST(RepairTree, LeavesTheDayBehindAnAgentAlone) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 boats boat NOUN NNS _ 2 nsubj:pass
2 sold sell VERB VBN _ 0 root
3 by by ADP IN _ 4 case
4 yards yard NOUN NNS _ 2 obl:agent
5 Monday Monday PROPN NNP _ 2 obl:unmarked)"));
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[4].head, 1);
}

TEST(RepairTree, JoinsTheWordsOfANameBehindOnePreposition) {
  const DependencyTree tree = RepairTree(Tree(R"(
1 mayors mayor NOUN NNS _ 0 root
2 of of ADP IN _ 3 case
3 Gull Gull PROPN NNP _ 1 nmod
4 Bay Bay PROPN NNP _ 1 nmod)"));
  EXPECT_EQ(tree[2].head, 3);
  EXPECT_EQ(tree[2].label, Deprel::kCompound);
  EXPECT_EQ(tree[1].head, 3);
}

}  // namespace
}  // namespace weft::extractor
