#include "extractor/clause/lost_subject.h"

#include <utility>

#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

DependencyTree Restored(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return parsed.ok() ? RestoreSubjects(std::move(parsed->tree))
                     : DependencyTree();
}

TEST(RestoreSubjects, TakesTheNounBeforeAFiniteVerb) {
  const DependencyTree tree = Restored(R"(
1 A a DET DT _ 2 det
2 fee fee NOUN NN _ 4 nsubj
3 is be AUX VBZ _ 4 cop
4 due due ADJ JJ _ 0 root
5 , , PUNCT , _ 7 punct
6 the the DET DT _ 7 det
7 court court NOUN NN _ 4 appos
8 ruled rule VERB VBD _ 4 parataxis)");
  EXPECT_EQ(tree[6].head, 7);
  EXPECT_EQ(tree[6].label, Deprel::kNsubj);
}

TEST(RestoreSubjects, TakesADescriptionWithItsName) {
  const DependencyTree tree = Restored(R"(
1 the the DET DT _ 2 det
2 boat boat NOUN NN _ 6 parataxis
3 , , PUNCT , _ 4 punct
4 Vela Vela PROPN NNP _ 2 appos
5 , , PUNCT , _ 4 punct
6 sank sink VERB VBD _ 0 root)");
  EXPECT_EQ(tree[1].label, Deprel::kNsubj);
  EXPECT_EQ(tree[3].head, 1);
}

TEST(RestoreSubjects, ReadsWhatIsSuggestedAsSubjectOfItsClause) {
  const DependencyTree tree = Restored(R"(
1 It it PRON PRP _ 2 nsubj
2 says say VERB VBZ _ 0 root
3 the the DET DT _ 4 det
4 cost cost NOUN NN _ 2 obj
5 was be AUX VBD _ 6 cop
6 high high ADJ JJ _ 2 ccomp)");
  EXPECT_EQ(tree[3].head, 5);
  EXPECT_EQ(tree[3].label, Deprel::kNsubj);
}

TEST(RestoreSubjects, ReadsItAsASubjectWhereNothingStandsForIt) {
  const DependencyTree tree = Restored(R"(
1 It it PRON PRP _ 2 expl
2 tells tell VERB VBZ _ 0 root
3 crews crew NOUN NNS _ 2 obj
4 to to PART TO _ 5 mark
5 wait wait VERB VB _ 2 xcomp)");
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
}

TEST(RestoreSubjects, LeavesItBeforeAClause) {
  const DependencyTree tree = Restored(R"(
1 It it PRON PRP _ 3 expl
2 is be AUX VBZ _ 3 cop
3 hard hard ADJ JJ _ 0 root
4 to to PART TO _ 5 mark
5 say say VERB VB _ 3 csubj)");
  EXPECT_EQ(tree[0].label, Deprel::kExpl);
}

TEST(RestoreSubjects, HangsAnInfinitiveOnItsRank) {
  const DependencyTree tree = Restored(R"(
1 Vela Vela PROPN NNP _ 4 nsubj
2 is be AUX VBZ _ 4 cop
3 the the DET DT _ 4 det
4 first first ADJ JJ _ 0 root
5 to to PART TO _ 6 mark
6 win win VERB VB _ 4 csubj)");
  EXPECT_EQ(tree[5].label, Deprel::kAcl);
}

TEST(RestoreSubjects, LeavesImperativesAndArgumentsAlone) {
  const DependencyTree tree = Restored(R"(
1 On on ADP IN _ 2 case
2 Monday Monday PROPN NNP _ 3 obl
3 came come VERB VBD _ 0 root
4 Ruiz Ruiz PROPN NNP _ 3 obj)");
  EXPECT_EQ(tree[1].label, Deprel::kObl);
  EXPECT_EQ(tree[3].label, Deprel::kObj);
}

TEST(RestoreSubjects, ReadsARelativeClauseWithoutAPronounAsAClause) {
  const DependencyTree tree = Restored(R"(
1 Mills mill NOUN NNS _ 2 nsubj
2 closed close VERB VBD _ 0 root
3 , , PUNCT , _ 4 punct
4 Ruiz Ruiz PROPN NNP _ 2 parataxis
5 tells tell VERB VBZ _ 4 acl:relcl
6 us we PRON PRP _ 5 iobj)");
  EXPECT_EQ(tree[4].label, Deprel::kParataxis);
  EXPECT_EQ(tree[4].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kNsubj);
  EXPECT_EQ(tree[3].head, 4);
}

TEST(RestoreSubjects, ReadsAParticipleWithAnObjectAsAPastForm) {
  const DependencyTree tree = Restored(R"(
1 Norvane Norvane PROPN NNP _ 2 advmod
2 named name VERB VBN _ 0 root
3 Ruiz Ruiz PROPN NNP _ 2 obj)");
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
}

TEST(RestoreSubjects, TakesANameWhoseAppositionBecameTheSubject) {
  const DependencyTree tree = Restored(R"(
1 Ines Ines PROPN NNP _ 0 root
2 Roth Roth PROPN NNP _ 1 flat
3 , , PUNCT , _ 5 punct
4 a a DET DT _ 5 det
5 critic critic NOUN NN _ 9 nsubj
6 at at ADP IN _ 7 case
7 Vela Vela PROPN NNP _ 5 nmod
8 , , PUNCT , _ 1 punct
9 asks ask VERB VBZ _ 1 parataxis
10 why why ADV WRB _ 9 ccomp)");
  EXPECT_EQ(tree.root(), 8);
  EXPECT_EQ(tree[0].head, 8);
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
  EXPECT_EQ(tree[4].head, 0);
  EXPECT_EQ(tree[4].label, Deprel::kAppos);
}

TEST(RestoreSubjects, KeepsAHeadingBeforeAClause) {
  const DependencyTree tree = Restored(R"(
1 Vela Vela PROPN NNP _ 0 root
2 : : PUNCT : _ 4 punct
3 a a DET DT _ 4 det
4 critic critic NOUN NN _ 5 nsubj
5 asks ask VERB VBZ _ 1 parataxis)");
  EXPECT_EQ(tree.root(), 0);
}

TEST(RestoreSubjects, GivesARelativeClauseTheSubjectThatWhoseOwns) {
  const DependencyTree tree = Restored(R"(
1 He he PRON PRP _ 2 nsubj
2 met meet VERB VBD _ 0 root
3 Vela Vela PROPN NNP _ 2 obj
4 , , PUNCT , _ 6 punct
5 whose whose PRON WP$ _ 6 nmod:poss
6 owner owner NOUN NN _ 3 appos
7 plans plan VERB VBZ _ 3 acl:relcl
8 more more ADJ JJR _ 7 obj)");
  EXPECT_EQ(tree[5].head, 6);
  EXPECT_EQ(tree[5].label, Deprel::kNsubj);
}

TEST(RestoreSubjects, ReadsAFiniteClauseBehindAMark) {
  const DependencyTree tree = Restored(R"(
1 He he PRON PRP _ 2 nsubj
2 left leave VERB VBD _ 0 root
3 after after SCONJ IN _ 5 case
4 a a DET DT _ 5 det
5 report report NOUN NN _ 2 obl
6 found find VERB VBD _ 2 advcl
7 gaps gap NOUN NNS _ 6 obj)");
  EXPECT_EQ(tree[4].head, 5);
  EXPECT_EQ(tree[4].label, Deprel::kNsubj);
  EXPECT_EQ(tree[2].head, 5);
  EXPECT_EQ(tree[2].label, Deprel::kMark);
}

TEST(RestoreSubjects, PartsWhoDidItFromWhoSaidIt) {
  const DependencyTree tree = Restored(R"(
1 Teams team NOUN NNS _ 5 nsubj
2 searched search VERB VBN _ 5 ccomp
3 , , PUNCT , _ 2 punct
4 officials official NOUN NNS _ 5 nsubj
5 said say VERB VBD _ 0 root)");
  EXPECT_EQ(tree[0].head, 1);
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
  EXPECT_EQ(tree[1].xpos, Xpos::kVbd);
  EXPECT_EQ(tree[3].head, 4);
}

}  // namespace
}  // namespace weft::extractor
