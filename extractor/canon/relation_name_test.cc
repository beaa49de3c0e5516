#include "extractor/canon/relation_name.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "extractor/openie/factuality.h"
#include "extractor/openie/verb_rules.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// "lemma [display]" of the first proposition, with the tokens `noun` and
// `markers` in the relation.
std::string Name(const char* conllu, std::vector<int> noun = {},
                 std::vector<int> markers = {}, bool turned = false) {
  const auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return "";
  const auto clauses = FindClauses(parsed->tree);
  const auto propositions = VerbPropositions(
      parsed->tree, clauses, JudgeClauses(parsed->tree, clauses));
  const RelationParts parts = {&propositions[0], &clauses[0], noun, markers,
                               turned};
  const RelationName name =
      NameRelation(parsed->sentence.tokens, parsed->tree, parts);
  return absl::StrCat(name.lemma, " [", name.display, "]");
}

TEST(NameRelation, KeepsParticlesAndPrepositions) {
  EXPECT_EQ(Name(R"(
1 Ruiz Ruiz PROPN NNP _ 3 nsubj
2 had have AUX VBD _ 3 aux
3 taken take VERB VBN _ 0 root
4 over over ADP RP _ 3 compound:prt
5 from from ADP IN _ 6 case
6 Holm Holm PROPN NNP _ 3 obl)",
                 {}, {4}),
            "take over from [taken-over-from]");
}

TEST(NameRelation, DropsPlansFromTheLemma) {
  EXPECT_EQ(Name(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 plans plan VERB VBZ _ 0 root
3 to to PART TO _ 4 mark
4 sell sell VERB VB _ 2 xcomp
5 boats boat NOUN NNS _ 4 obj)"),
            "sell [plans-to-sell]");
}

constexpr char kFounded[] = R"(
1 Vela Vela PROPN NNP _ 3 nsubj:pass
2 was be AUX VBD _ 3 aux:pass
3 founded found VERB VBN _ 0 root
4 by by ADP IN _ 5 case
5 Ruiz Ruiz PROPN NNP _ 3 obl:agent)";

TEST(NameRelation, TurnsThePassive) {
  EXPECT_EQ(Name(kFounded), "be found [was-founded]");
  EXPECT_EQ(Name(kFounded, {}, {}, true), "found [founded]");
}

TEST(NameRelation, TurnsThePassiveBehindAModal) {
  EXPECT_EQ(Name(R"(
1 Vela Vela PROPN NNP _ 4 nsubj:pass
2 will will AUX MD _ 4 aux
3 be be AUX VB _ 4 aux:pass
4 built build VERB VBN _ 0 root
5 by by ADP IN _ 6 case
6 Ruiz Ruiz PROPN NNP _ 4 obl:agent)",
                 {}, {}, true),
            "build [will-build]");
}

TEST(NameRelation, TakesNounsIn) {
  EXPECT_EQ(Name(R"(
1 Vela Vela PROPN NNP _ 4 nsubj
2 is be AUX VBZ _ 4 cop
3 a a DET DT _ 4 det
4 spinoff spinoff NOUN NN _ 0 root
5 of of ADP IN _ 6 case
6 Quill Quill PROPN NNP _ 4 nmod)",
                 {3}, {4}),
            "be spinoff of [is-spinoff-of]");
}

}  // namespace
}  // namespace weft::extractor
