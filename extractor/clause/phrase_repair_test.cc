#include "extractor/clause/phrase_repair.h"

#include <utility>

#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

DependencyTree Repaired(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return DependencyTree();
  // CoNLL-U parts all words with blanks; hyphens are written close here.
  auto& tokens = parsed->sentence.tokens;
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].text == "-") {
      tokens[i].space_before = tokens[i + 1].space_before = false;
    }
  }
  return RepairPhrases(tokens, std::move(parsed->tree));
}

TEST(RepairPhrases, PartsANameFromTheAmountBehindIt) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 fined fine VERB VBD _ 0 root
3 the the DET DT _ 4 det
4 lender lender NOUN NN _ 6 compound
5 Quill Quill PROPN NNP _ 6 compound
6 $ $ SYM $ _ 2 obj
7 7 7 NUM CD _ 6 nummod)");
  EXPECT_EQ(tree[4].head, 1);
  EXPECT_EQ(tree[4].label, Deprel::kIobj);
  EXPECT_EQ(tree[3].head, 4);
  EXPECT_EQ(tree[3].label, Deprel::kNmodDesc);
  EXPECT_EQ(tree[5].label, Deprel::kObj);
}

TEST(RepairPhrases, ReadsABareNounBeforeAnAmountAsItsSubject) {
  const DependencyTree tree = Repaired(R"(
1 Budget budget NOUN NN _ 2 compound
2 $ $ SYM $ _ 0 root
3 94 94 NUM CD _ 2 nummod)");
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
}

TEST(RepairPhrases, ReadsAParticipleThatIsANounAsOne) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 raised raise VERB VBD _ 0 root
3 its its PRON PRP$ _ 4 nmod:poss
4 growth growth NOUN NN _ 2 obj
5 forecast forecast VERB VBN _ 2 xcomp
6 to to ADP IN _ 7 case
7 2 2 NUM CD _ 5 obl)");
  EXPECT_EQ(tree[4].label, Deprel::kObj);
  EXPECT_EQ(tree[4].upos, Upos::kNoun);
  EXPECT_EQ(tree[3].head, 4);
  EXPECT_EQ(tree[2].head, 4);
}

TEST(RepairPhrases, LeavesParticiplesBehindHave) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 had have VERB VBD _ 0 root
3 prices price NOUN NNS _ 2 obj
4 cut cut VERB VBN _ 2 xcomp)");
  EXPECT_EQ(tree[3].label, Deprel::kXcomp);
}

TEST(RepairPhrases, ReadsAHyphenatedAdjective) {
  const DependencyTree tree = Repaired(R"(
1 the the DET DT _ 2 det
2 loss loss NOUN NN _ 7 nsubj
3 - - PUNCT , _ 4 punct
4 making make VERB VBG _ 2 acl
5 Lund Lund PROPN NNP _ 4 appos
6 mill mill NOUN NN _ 5 flat
7 closed close VERB VBD _ 0 root)");
  EXPECT_EQ(tree[5].head, 6);
  EXPECT_EQ(tree[5].label, Deprel::kNsubj);
  EXPECT_EQ(tree[3].head, 5);
  EXPECT_EQ(tree[3].label, Deprel::kAmod);
  EXPECT_EQ(tree[1].head, 3);
  EXPECT_EQ(tree[0].head, 5);
  EXPECT_EQ(tree[4].head, 5);
}

TEST(RepairPhrases, ReadsANumberBehindItsVerbAsTheObject) {
  const DependencyTree tree = Repaired(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 pays pay VERB VBZ _ 0 root
3 60 60 NUM CD _ 4 compound
4 million million NUM CD _ 2 nummod)");
  EXPECT_EQ(tree[3].label, Deprel::kObj);
}

TEST(RepairPhrases, ReadsAParticleAsThePredicateOfAVerblessLine) {
  const DependencyTree tree = Repaired(R"(
1 Lights light NOUN NNS _ 0 root
2 out out ADV RB _ 1 advmod
3 in in ADP IN _ 4 case
4 Lund Lund PROPN NNP _ 1 nmod)");
  EXPECT_EQ(tree.root(), 1);
  EXPECT_EQ(tree[0].label, Deprel::kNsubj);
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kObl);
}

TEST(RepairPhrases, FindsTheVerbOfALineWithoutOne) {
  const DependencyTree tree = Repaired(R"(
1 Its its PRON PRP$ _ 4 nmod:poss
2 app app NOUN NN _ 3 obl:unmarked
3 passed pass ADJ VBN _ 4 amod
4 Quill Quill PROPN NNP _ 0 root
5 in in ADP IN _ 6 case
6 May May PROPN NNP _ 4 nmod)");
  EXPECT_EQ(tree.root(), 2);
  EXPECT_EQ(tree[1].label, Deprel::kNsubj);
  EXPECT_EQ(tree[0].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kObj);
  EXPECT_EQ(tree[5].head, 2);
  EXPECT_EQ(tree[5].label, Deprel::kObl);
}

TEST(RepairPhrases, ReadsAParticipleBeforeItsNounAsAnAdjective) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 lists list VERB VBZ _ 0 root
3 prevailing prevail VERB VBG _ 2 xcomp
4 doubts doubt NOUN NNS _ 3 obj
5 about about ADP IN _ 6 case
6 it it PRON PRP _ 4 nmod)");
  EXPECT_EQ(tree[3].head, 1);
  EXPECT_EQ(tree[3].label, Deprel::kObj);
  EXPECT_EQ(tree[2].head, 3);
  EXPECT_EQ(tree[2].label, Deprel::kAmod);
}

TEST(RepairPhrases, KeepsActivities) {
  for (const char* conllu : {R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 stopped stop VERB VBD _ 0 root
3 making make VERB VBG _ 2 xcomp
4 cars car NOUN NNS _ 3 obj)",
                             R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 regrets rue VERB VBZ _ 0 root
3 losing lose VERB VBG _ 2 xcomp
4 the the DET DT _ 5 det
5 vote vote NOUN NN _ 3 obj)"}) {
    EXPECT_EQ(Repaired(conllu)[2].label, Deprel::kXcomp) << conllu;
  }
}

TEST(RepairPhrases, ReadsALowerCaseWordBeforeANameAsANoun) {
  const DependencyTree tree = Repaired(R"(
1 the the DET DT _ 2 det
2 catamaran catamaran PROPN NNP _ 4 nsubj
3 Vela Vela PROPN NNP _ 4 nsubj
4 sank sink VERB VBD _ 0 root)");
  EXPECT_EQ(tree[1].upos, Upos::kNoun);
  EXPECT_EQ(tree[2].upos, Upos::kPropn);
  const DependencyTree particle = Repaired(R"(
1 van van PROPN NNP _ 2 compound
2 Holm Holm PROPN NNP _ 3 nsubj
3 won win VERB VBD _ 0 root)");
  EXPECT_EQ(particle[0].upos, Upos::kPropn);
}

TEST(RepairPhrases, ReadsAnAdjectiveWithAnObjectAsAVerb) {
  const DependencyTree tree = Repaired(R"(
1 Shares share NOUN NNS _ 2 nsubj
2 slid slid ADJ JJ _ 0 root
3 3 3 NUM CD _ 4 nummod
4 percent percent NOUN NN _ 2 obj)");
  EXPECT_EQ(tree[1].upos, Upos::kVerb);
  EXPECT_EQ(tree[1].xpos, Xpos::kVbd);
}

TEST(RepairPhrases, ReadsAPluralBehindANumberAsANoun) {
  const DependencyTree tree = Repaired(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 sent send VERB VBD _ 0 root
3 two two NUM CD _ 4 nummod
4 water water NOUN NN _ 5 nsubj
5 pumps pump VERB VBZ _ 2 ccomp)");
  EXPECT_EQ(tree[4].upos, Upos::kNoun);
  EXPECT_EQ(tree[3].label, Deprel::kCompound);
  EXPECT_EQ(tree[2].head, 4);
}

}  // namespace
}  // namespace weft::extractor
