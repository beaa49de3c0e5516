#include "extractor/pipeline/speech.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/eval/conllu_analyzer.h"
#include "extractor/pipeline/document_extractor.h"
#include "extractor/token/splitter.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

// "relation: attribution" of every fact of the text.
std::string Attributions(const std::string& text, const char* conllu) {
  auto analyzer = ParseConlluAnalyzer(conllu);
  EXPECT_OK(analyzer);
  if (!analyzer.ok()) return "";
  DocumentInput input;
  input.id = "example";
  input.bytes = text;
  const auto document = MakeExtractor(*std::move(analyzer))->Extract(input, {});
  EXPECT_OK(document);
  if (!document.ok()) return "";
  std::string result;
  for (const Fact& fact : document->facts) {
    absl::StrAppend(&result, result.empty() ? "" : "; ", fact.relation, ": ",
                    fact.attribution);
  }
  return result;
}

constexpr char kWrote[] = R"(
1 Quill Quill PROPN NNP _ 2 nsubj B-organization
2 left leave VERB VBD _ 0 root O
3 . . PUNCT . _ 2 punct O

1 Ruiz Ruiz PROPN NNP _ 2 nsubj B-person
2 told tell VERB VBD _ 0 root O
3 the the DET DT _ 4 det O
4 bank bank NOUN NN _ 2 iobj O
5 this this PRON DT _ 2 obj O
6 : : PUNCT : _ 2 punct O

1 The the DET DT _ 2 det O
2 yard yard NOUN NN _ 3 nsubj O
3 burned burn VERB VBD _ 0 root O
4 . . PUNCT . _ 3 punct O

1 Lund Lund PROPN NNP _ 2 nsubj B-place
2 shook shake VERB VBD _ 0 root O
3 . . PUNCT . _ 2 punct O
)";

TEST(Speech, OfAColonIsTheParagraphBehindIt) {
  EXPECT_EQ(
      Attributions(
          "Quill left.\nRuiz told the bank this:\nThe yard burned. Lund shook.",
          kWrote),
      "leave: ; tell: ; burn: Ruiz; shake: Ruiz");
  EXPECT_EQ(Attributions("Quill left.\nRuiz told the bank this:\nThe yard "
                         "burned.\nLund shook.",
                         kWrote),
            "leave: ; tell: ; burn: Ruiz; shake: ");
}

constexpr char kSaid[] = R"(
1 " " PUNCT `` _ 4 punct O
2 The the DET DT _ 3 det O
3 yard yard NOUN NN _ 4 nsubj O
4 burned burn VERB VBD _ 7 ccomp O
5 , , PUNCT , _ 4 punct O
6 " " PUNCT '' _ 4 punct O
7 said say VERB VBD _ 0 root O
8 Ruiz Ruiz PROPN NNP _ 7 nsubj B-person
9 . . PUNCT . _ 7 punct O

1 " " PUNCT `` _ 3 punct O
2 Lund Lund PROPN NNP _ 3 nsubj B-place
3 shook shake VERB VBD _ 0 root O
4 . . PUNCT . _ 3 punct O
5 " " PUNCT '' _ 3 punct O
)";

TEST(Speech, GoesOnInTheNextQuoteOfTheParagraph) {
  EXPECT_EQ(
      Attributions("\"The yard burned,\" said Ruiz. \"Lund shook.\"", kSaid),
      "say: ; burn: Ruiz; shake: Ruiz");
  EXPECT_EQ(
      Attributions("\"The yard burned,\" said Ruiz.\n\"Lund shook.\"", kSaid),
      "say: ; burn: Ruiz; shake: ");
}

TEST(StandsInQuotes, CountsTheQuotesBefore) {
  const std::string text = "He said \"we left\" and left";
  const auto sentences = Split(text, SplitMode::kLines);
  const auto& tokens = sentences[0].tokens;
  EXPECT_FALSE(StandsInQuotes(tokens, 0));
  EXPECT_TRUE(StandsInQuotes(tokens, 3));   // we
  EXPECT_FALSE(StandsInQuotes(tokens, 6));  // and
}

}  // namespace
}  // namespace weft::extractor
