#include "extractor/clause/attachment_repair.h"

#include <utility>

#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

DependencyTree Repaired(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return parsed.ok() ? RepairAttachments(std::move(parsed->tree))
                     : DependencyTree();
}

TEST(RepairAttachments, GivesTheGoalOfAChangeToItsVerb) {
  const DependencyTree tree = Repaired(R"(
1 Lund Lund PROPN NNP _ 2 nsubj
2 cut cut VERB VBD _ 0 root
3 rates rate NOUN NNS _ 2 obj
4 by by ADP IN _ 5 case
5 half half NOUN NN _ 2 obl
6 of of ADP IN _ 8 case
7 a a DET DT _ 8 det
8 point point NOUN NN _ 5 nmod
9 to to ADP IN _ 11 case
10 4 4 NUM CD _ 11 nummod
11 % % SYM NN _ 8 nmod
12 on on ADP IN _ 13 case
13 Friday Friday PROPN NNP _ 8 nmod)");
  EXPECT_EQ(tree[10].head, 1);
  EXPECT_EQ(tree[10].label, Deprel::kObl);
  EXPECT_EQ(tree[12].head, 1);
}

TEST(RepairAttachments, KeepsRanges) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 paid pay VERB VBD _ 0 root
3 3 3 NUM CD _ 2 obj
4 to to ADP IN _ 5 case
5 4 4 NUM CD _ 3 nmod)");
  EXPECT_EQ(tree[4].label, Deprel::kNmod);
}

TEST(RepairAttachments, GivesTheDayBeforeAVerbToIt) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 5 nsubj
2 on on ADP IN _ 3 case
3 Friday Friday PROPN NNP _ 1 nmod
4 quietly quietly ADV RB _ 5 advmod
5 closed close VERB VBD _ 0 root)");
  EXPECT_EQ(tree[2].head, 4);
  EXPECT_EQ(tree[2].label, Deprel::kObl);
}

TEST(RepairAttachments, SaysAnAsideOfTheWholePhrase) {
  constexpr char kBill[] = R"(
1 the the DET DT _ 2 det
2 bill bill NOUN NN _ 8 nsubj
3 of of ADP IN _ 4 case
4 costs cost NOUN NNS _ 2 nmod
5 , , PUNCT , _ 6 punct
6 passed pass VERB VBN _ 4 acl
7 , , PUNCT , _ 6 punct
8 failed fail VERB VBD _ 0 root)";
  EXPECT_EQ(Repaired(kBill)[5].head, 1);
  const DependencyTree close = Repaired(R"(
1 the the DET DT _ 2 det
2 bill bill NOUN NN _ 6 nsubj
3 of of ADP IN _ 4 case
4 costs cost NOUN NNS _ 2 nmod
5 paid pay VERB VBN _ 4 acl
6 failed fail VERB VBD _ 0 root)");
  EXPECT_EQ(close[4].head, 3);
}

TEST(RepairAttachments, PutsANounAboveThePlaceBehindIt) {
  const DependencyTree tree = Repaired(R"(
1 few few ADJ JJ _ 2 amod
2 yards yard NOUN NNS _ 4 nmod:desc
3 in in ADP IN _ 4 case
4 Lund Lund PROPN NNP _ 5 nsubj
5 build build VERB VBP _ 0 root)");
  EXPECT_EQ(tree[1].head, 4);
  EXPECT_EQ(tree[1].label, Deprel::kNsubj);
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kNmod);
}

TEST(RepairAttachments, GivesAnExpectationToItsVerb) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 expects expect VERB VBZ _ 0 root
3 the the DET DT _ 4 det
4 sale sale NOUN NN _ 2 obj
5 to to PART TO _ 6 mark
6 help help VERB VB _ 4 acl)");
  EXPECT_EQ(tree[5].head, 1);
  EXPECT_EQ(tree[5].label, Deprel::kXcomp);
  const DependencyTree right = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 wants want VERB VBZ _ 0 root
3 the the DET DT _ 4 det
4 right right NOUN NN _ 2 obj
5 to to PART TO _ 6 mark
6 sail sail VERB VB _ 4 acl)");
  EXPECT_EQ(right[5].head, 3);
}

TEST(RepairAttachments, SaysOfThePersonWhatWhoDoes) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 7 nsubj
2 of of ADP IN _ 3 case
3 Vela Vela PROPN NNP _ 1 nmod
4 , , PUNCT , _ 6 punct
5 who who PRON WP _ 6 nsubj
6 doubts doubt VERB VBZ _ 3 acl:relcl
7 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[5].head, 0);
}

TEST(RepairAttachments, GivesAGerundBehindACommaToTheVerb) {
  const DependencyTree tree = Repaired(R"(
1 Vela Vela PROPN NNP _ 2 nsubj
2 criticised criticise VERB VBD _ 0 root
3 bills bill NOUN NNS _ 2 obj
4 , , PUNCT , _ 5 punct
5 accusing accuse VERB VBG _ 3 acl
6 ministers minister NOUN NNS _ 5 obj)");
  EXPECT_EQ(tree[4].head, 1);
  EXPECT_EQ(tree[4].label, Deprel::kAdvcl);
  const DependencyTree list = Repaired(R"(
1 Vela Vela PROPN NNP _ 2 nsubj
2 criticised criticise VERB VBD _ 0 root
3 bills bill NOUN NNS _ 2 obj
4 , , PUNCT , _ 5 punct
5 including include VERB VBG _ 3 acl
6 this this PRON DT _ 5 obj)");
  EXPECT_EQ(list[4].head, 2);
}

}  // namespace
}  // namespace weft::extractor
