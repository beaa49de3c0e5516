#include "extractor/openie/views.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "extractor/openie/factuality.h"
#include "extractor/openie/verb_rules.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

std::vector<std::string> Tuples(const char* conllu, bool binary) {
  const auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return {};
  const DependencyTree& tree = parsed->tree;
  const auto clauses = FindClauses(tree);
  const auto propositions =
      VerbPropositions(tree, clauses, JudgeClauses(tree, clauses));
  const SentenceView view = {parsed->sentence.tokens, tree, clauses,
                             propositions, true};
  std::vector<std::string> lines;
  for (const WordTuple& tuple :
       binary ? BinaryTuples(view) : NaryTuples(view)) {
    std::vector<std::string> slots = {tuple.subject, tuple.relation};
    slots.insert(slots.end(), tuple.arguments.begin(), tuple.arguments.end());
    lines.push_back(absl::StrJoin(slots, " | "));
  }
  return lines;
}

constexpr char kSold[] = R"(
1 Ruiz Ruiz PROPN NNP _ 4 nsubj
2 and and CCONJ CC _ 3 cc
3 Holm Holm PROPN NNP _ 1 conj
4 sold sell VERB VBD _ 0 root
5 a a DET DT _ 6 det
6 yard yard NOUN NN _ 4 obj
7 in in ADP IN _ 8 case
8 Lund Lund PROPN NNP _ 6 nmod
9 to to ADP IN _ 10 case
10 Quill Quill PROPN NNP _ 4 obl)";

TEST(NaryTuples, KeepCoordinationsAndAllArguments) {
  EXPECT_EQ(Tuples(kSold, false),
            (std::vector<std::string>{
                "Ruiz and Holm | sold | a yard in Lund | to Quill"}));
}

TEST(BinaryTuples, SplitAndTakeTheObjectIntoTheRelation) {
  EXPECT_EQ(Tuples(kSold, true), (std::vector<std::string>{
                                     "Ruiz | sold | a yard",
                                     "Ruiz | sold a yard in | Lund",
                                     "Ruiz | sold a yard to | Quill",
                                     "Holm | sold | a yard",
                                     "Holm | sold a yard in | Lund",
                                     "Holm | sold a yard to | Quill",
                                 }));
}

TEST(BinaryTuples, LeaveIntransitivesToTheOtherView) {
  constexpr char kSlept[] = R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 slept sleep VERB VBD _ 0 root)";
  EXPECT_EQ(Tuples(kSlept, true), std::vector<std::string>());
  EXPECT_EQ(Tuples(kSlept, false), std::vector<std::string>{"Ruiz | slept"});
}

TEST(JoinTokens, SpacesAsTheTextDoes) {
  const auto parsed = ParseSentence(
      "1 Ruiz Ruiz PROPN NNP _ 0 root\n"
      "2 's 's PART POS _ 1 case");
  ASSERT_OK(parsed);
  std::vector<Token> tokens = parsed->sentence.tokens;
  tokens[1].space_before = false;
  EXPECT_EQ(JoinTokens(tokens, {0, 1}, false), "Ruiz's");
  EXPECT_EQ(JoinTokens(tokens, {0, 1}, true), "Ruiz 's");
}

}  // namespace
}  // namespace weft::extractor
