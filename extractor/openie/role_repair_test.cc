#include "extractor/openie/role_repair.h"

#include <utility>

#include "absl/strings/str_replace.h"
#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

DependencyTree Repaired(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return parsed.ok()
             ? RepairRoles(parsed->sentence.tokens, std::move(parsed->tree))
             : DependencyTree();
}

TEST(RepairRoles, ReadsCapitalisedOfficesAsATitle) {
  const DependencyTree tree = Repaired(R"(
1 Chief chief ADJ NNP _ 4 amod
2 Executive executive ADJ NNP _ 4 amod
3 Ana Ana PROPN NNP _ 4 compound
4 Ruiz Ruiz PROPN NNP _ 5 nsubj
5 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[1].head, 3);
  EXPECT_EQ(tree[1].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[0].head, 1);
}

TEST(RepairRoles, ReadsOfficesBehindACommaAsAnApposition) {
  const DependencyTree tree = Repaired(R"(
1 Ana Ana PROPN NNP _ 8 nsubj
2 Ruiz Ruiz PROPN NNP _ 1 flat
3 , , PUNCT , _ 4 punct
4 president president NOUN NN _ 1 conj
5 and and CCONJ CC _ 6 cc
6 founder founder NOUN NN _ 1 conj
7 , , PUNCT , _ 4 punct
8 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[3].label, Deprel::kAppos);
  EXPECT_EQ(tree[5].head, 3);
}

TEST(RepairRoles, KeepsCoordinatedPersons) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 5 nsubj
2 and and CCONJ CC _ 4 cc
3 her she PRON PRP$ _ 4 nmod:poss
4 president president NOUN NN _ 1 conj
5 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[3].label, Deprel::kConj);
}

TEST(RepairRoles, ReadsTheSpeakerBehindTheReport) {
  const DependencyTree tree = Repaired(R"(
1 Vela Vela PROPN NNP _ 2 nsubj
2 sank sink VERB VBD _ 4 ccomp
3 , , PUNCT , _ 4 punct
4 reported report VERB VBD _ 0 root
5 the the DET DT _ 6 det
6 guard guard NOUN NN _ 4 obj
7 . . PUNCT . _ 4 punct)");
  EXPECT_EQ(tree[5].label, Deprel::kNsubj);
}

TEST(RepairRoles, ReadsTheContentOfEvidence) {
  const DependencyTree tree = Repaired(R"(
1 no no DET DT _ 2 det
2 evidence evidence NOUN NN _ 0 root
3 that that PRON WDT _ 6 obj
4 Quill Quill PROPN NNP _ 6 nsubj
5 had have AUX VBD _ 6 aux
6 known know VERB VBN _ 2 acl:relcl)");
  EXPECT_EQ(tree[2].label, Deprel::kMark);
  EXPECT_EQ(tree[5].label, Deprel::kAcl);
}

TEST(RepairRoles, ReadsWhatWasSaidThroughSomebody) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 through through ADP IN _ 5 case
4 an a DET DT _ 5 det
5 aide aide NOUN NN _ 2 obl
6 that that SCONJ IN _ 8 mark
7 he he PRON PRP _ 8 nsubj
8 left leave VERB VBD _ 5 acl)");
  EXPECT_EQ(tree[7].head, 1);
  EXPECT_EQ(tree[7].label, Deprel::kCcomp);
}

TEST(RepairRoles, ReadsANameBehindItsNounAsAnApposition) {
  const DependencyTree tree = Repaired(R"(
1 its its PRON PRP$ _ 3 nmod:poss
2 new new ADJ JJ _ 3 amod
3 boat boat NOUN NN _ 0 root
4 , , PUNCT , _ 5 punct
5 Vela Vela PROPN NNP _ 3 conj)");
  EXPECT_EQ(tree[4].label, Deprel::kAppos);
  const DependencyTree two = Repaired(R"(
1 its its PRON PRP$ _ 2 nmod:poss
2 boat boat NOUN NN _ 0 root
3 and and CCONJ CC _ 4 cc
4 Vela Vela PROPN NNP _ 2 conj)");
  EXPECT_EQ(two[3].label, Deprel::kConj);
}

TEST(RepairRoles, LeavesCapitalisedNounsInTheName) {
  const DependencyTree tree = Repaired(R"(
1 Wolf wolf NOUN NN _ 2 compound
2 Run Run PROPN NNP _ 3 nsubj
3 floods flood VERB VBZ _ 0 root)");
  EXPECT_EQ(tree[0].label, Deprel::kCompound);
}

TEST(RepairRoles, GathersTheWordsOfADescription) {
  const DependencyTree tree = Repaired(R"(
1 German german ADJ JJ _ 4 amod
2 boat boat NOUN NN _ 4 compound
3 maker maker NOUN NN _ 4 compound
4 Vela Vela PROPN NNP _ 5 nsubj
5 won win VERB VBD _ 0 root)");
  EXPECT_EQ(tree[2].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[1].head, 2);
  EXPECT_EQ(tree[0].head, 2);
}

TEST(RepairRoles, ReadsAConjunctionAsAMark) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 told tell VERB VBD _ 0 root
3 Vela Vela PROPN NNP _ 2 iobj
4 that that SCONJ IN _ 7 obj
5 it it PRON PRP _ 7 nsubj
6 would would AUX MD _ 7 aux
7 sail sail VERB VB _ 2 ccomp)");
  EXPECT_EQ(tree[3].label, Deprel::kMark);
}

TEST(RepairRoles, GivesOneNameToTheNounThatMeansOne) {
  constexpr const char* kTree = R"(
1 the the DET DT _ 2 det
2 union union NOUN NN _ 8 nsubj
3 representing represent VERB VBG _ 2 acl
4 %s
5 , , PUNCT , _ 6 punct
6 Vela Vela PROPN NNP _ 4 appos
7 , , PUNCT , _ 6 punct
8 won win VERB VBD _ 0 root)";
  const DependencyTree several = Repaired(
      absl::StrReplaceAll(kTree, {{"%s", "sailors sailor NOUN NNS _ 3 obj"}})
          .c_str());
  EXPECT_EQ(several[5].head, 1);
  const DependencyTree one =
      Repaired(absl::StrReplaceAll(kTree, {{"%s", "boat boat NOUN NN _ 3 obj"}})
                   .c_str());
  EXPECT_EQ(one[5].head, 3);
}

TEST(RepairRoles, GivesTwoOfficesToOnePerson) {
  const DependencyTree tree = Repaired(R"(
1 Vela Vela PROPN NNP _ 2 compound
2 founder founder NOUN NN _ 6 nsubj
3 and and CCONJ CC _ 5 cc
4 chairman chairman NOUN NN _ 5 nmod:desc
5 Ruiz Ruiz PROPN NNP _ 2 conj
6 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[4].head, 5);
  EXPECT_EQ(tree[4].label, Deprel::kNsubj);
  EXPECT_EQ(tree[1].head, 4);
  EXPECT_EQ(tree[1].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kConj);
}

TEST(RepairRoles, LeavesTwoPersonsTwo) {
  const DependencyTree tree = Repaired(R"(
1 the the DET DT _ 2 det
2 founder founder NOUN NN _ 5 nsubj
3 and and CCONJ CC _ 4 cc
4 Ruiz Ruiz PROPN NNP _ 2 conj
5 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kConj);
}

TEST(RepairRoles, ReadsANumberBetweenCommasAsAnAge) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 5 nsubj
2 , , PUNCT , _ 3 punct
3 44 44 NUM CD _ 1 conj
4 , , PUNCT , _ 3 punct
5 left leave VERB VBD _ 0 root)");
  EXPECT_EQ(tree[2].label, Deprel::kAppos);
}

TEST(RepairRoles, KnowsVerbsThatAreNothingWithoutTheirInfinitive) {
  constexpr const char* kTree = R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 %s VERB VBD _ 0 root
3 on on ADP IN _ 4 case
4 Monday Monday PROPN NNP _ 2 obl
5 to to PART TO _ 6 mark
6 stop stop VERB VB _ 2 advcl
7 work work NOUN NN _ 6 obj)";
  const auto label = [&](const char* verb) {
    return Repaired(absl::StrReplaceAll(kTree, {{"%s", verb}}).c_str())[5]
        .label;
  };
  EXPECT_EQ(label("refused refuse"), Deprel::kXcomp);
  EXPECT_EQ(label("agreed agree"), Deprel::kXcomp);
  EXPECT_EQ(label("came come"), Deprel::kAdvcl);
}

TEST(RepairRoles, JoinsNamesAroundAnAmpersand) {
  constexpr const char* kTree = R"(
1 Gull Gull PROPN NNP _ 4 nsubj
2 %s CCONJ CC _ 3 cc
3 Holm Holm PROPN NNP _ 1 conj
4 left leave VERB VBD _ 0 root)";
  const auto label = [&](const char* joint) {
    return Repaired(absl::StrReplaceAll(kTree, {{"%s", joint}}).c_str())[2]
        .label;
  };
  EXPECT_EQ(label("& &"), Deprel::kFlat);
  EXPECT_EQ(label("and and"), Deprel::kConj);
}

}  // namespace
}  // namespace weft::extractor
