#include "extractor/openie/factuality.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

absl::string_view Name(Certainty certainty) {
  switch (certainty) {
    case Certainty::kAsserted:
      return "asserted";
    case Certainty::kPossible:
      return "possible";
    case Certainty::kPlanned:
      return "planned";
    case Certainty::kConditional:
      return "conditional";
    case Certainty::kHypothetical:
      return "hypothetical";
    case Certainty::kClaimed:
      return "claimed";
    case Certainty::kQuestion:
      return "question";
  }
  return "";
}

// "verb: certainty, not, says source" of every clause.
std::string Judged(const char* conllu) {
  const auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  if (!parsed.ok()) return "";
  const auto clauses = FindClauses(parsed->tree);
  const auto judged = JudgeClauses(parsed->tree, clauses);
  std::string result;
  for (size_t i = 0; i < clauses.size(); ++i) {
    absl::StrAppend(&result, result.empty() ? "" : "; ",
                    parsed->tree[clauses[i].head()].lemma, ": ",
                    Name(judged[i].certainty));
    if (judged[i].negated) absl::StrAppend(&result, ", not");
    if (judged[i].source == kNoHead) continue;
    absl::StrAppend(&result, ", says ",
                    parsed->sentence.tokens[judged[i].source].text);
  }
  return result;
}

TEST(JudgeClauses, KnowsModalsAndNegation) {
  EXPECT_EQ(Judged(R"(
1 Vela Vela PROPN NNP _ 4 nsubj
2 may may AUX MD _ 4 aux
3 not not PART RB _ 4 advmod
4 sail sail VERB VB _ 0 root)"),
            "sail: possible, not");
  EXPECT_EQ(Judged(R"(
1 Vela Vela PROPN NNP _ 3 nsubj
2 will will AUX MD _ 3 aux
3 sail sail VERB VB _ 0 root)"),
            "sail: planned");
}

TEST(JudgeClauses, NamesWhoReportsAndWhoClaims) {
  EXPECT_EQ(Judged(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 said say VERB VBD _ 0 root
3 Vela Vela PROPN NNP _ 4 nsubj
4 sank sink VERB VBD _ 2 ccomp)"),
            "say: asserted; sink: asserted, says Ruiz");
  EXPECT_EQ(Judged(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 claims claim VERB VBZ _ 0 root
3 Vela Vela PROPN NNP _ 4 nsubj
4 sank sink VERB VBD _ 2 ccomp)"),
            "claim: asserted; sink: claimed, says Ruiz");
}

TEST(JudgeClauses, TurnsWhatIsDenied) {
  EXPECT_EQ(Judged(R"(
1 Ruiz Ruiz PROPN NNP _ 2 nsubj
2 denied deny VERB VBD _ 0 root
3 that that SCONJ IN _ 5 mark
4 Vela Vela PROPN NNP _ 5 nsubj
5 sank sink VERB VBD _ 2 ccomp)"),
            "deny: asserted; sink: claimed, not, says Ruiz");
}

TEST(JudgeClauses, DoubtsConditions) {
  EXPECT_EQ(Judged(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 wins win VERB VBZ _ 0 root
3 if if SCONJ IN _ 5 mark
4 Vela Vela PROPN NNP _ 5 nsubj
5 sinks sink VERB VBZ _ 2 advcl)"),
            "win: conditional; sink: hypothetical");
}

TEST(JudgeClauses, LooksThroughTheWordsOfSomebody) {
  EXPECT_EQ(Judged(R"(
1 According accord VERB VBG _ 4 case
2 to to ADP IN _ 1 fixed
3 the the DET DT _ 4 det
4 words word NOUN NNS _ 10 obl
5 of of ADP IN _ 6 case
6 minister minister NOUN NN _ 4 nmod
7 Ana Ana PROPN NNP _ 6 flat
8 Ruiz Ruiz PROPN NNP _ 7 flat
9 Vela Vela PROPN NNP _ 10 nsubj
10 sank sink VERB VBD _ 0 root)"),
            "sink: asserted, says Ana");
}

TEST(JudgeClauses, PlansOfOthers) {
  EXPECT_EQ(Judged(R"(
1 Quill Quill PROPN NNP _ 2 nsubj
2 ordered order VERB VBD _ 0 root
3 Ruiz Ruiz PROPN NNP _ 2 obj
4 to to PART TO _ 5 mark
5 stop stop VERB VB _ 2 advcl
6 sailing sail VERB VBG _ 5 xcomp)"),
            "order: asserted; sail: planned");
}

}  // namespace
}  // namespace weft::extractor
