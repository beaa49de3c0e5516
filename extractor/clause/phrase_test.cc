#include "extractor/clause/phrase.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

ParsedSentence Parsed(const char* conllu) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return parsed.ok() ? *std::move(parsed) : ParsedSentence();
}

std::string Words(const ParsedSentence& sentence, int head,
                  const PhraseOptions& options) {
  std::string words;
  for (const int token : Phrase(sentence.tree, head, options)) {
    absl::StrAppend(&words, words.empty() ? "" : " ",
                    sentence.sentence.tokens[token].text);
  }
  return words;
}

std::string Words(const ParsedSentence& sentence, int head, PhraseStyle style) {
  PhraseOptions options;
  options.style = style;
  return Words(sentence, head, options);
}

constexpr char kMaker[] = R"(
1 the the DET DT _ 3 det
2 ailing ailing ADJ JJ _ 3 amod
3 maker maker NOUN NN _ 0 root
4 of of ADP IN _ 5 case
5 boats boat NOUN NNS _ 3 nmod
6 from from ADP IN _ 7 case
7 Lund Lund PROPN NNP _ 3 nmod
8 , , PUNCT , _ 11 punct
9 which which PRON WDT _ 11 obj
10 Ruiz Ruiz PROPN NNP _ 11 nsubj
11 founded found VERB VBD _ 3 acl:relcl)";

TEST(Phrase, HasThreeLengths) {
  const ParsedSentence maker = Parsed(kMaker);
  EXPECT_EQ(Words(maker, 2, PhraseStyle::kFull),
            "the ailing maker of boats from Lund");
  EXPECT_EQ(Words(maker, 2, PhraseStyle::kMedium), "the ailing maker of boats");
  EXPECT_EQ(Words(maker, 2, PhraseStyle::kShort), "ailing maker of boats");
}

TEST(Phrase, LeavesOutWhatMakesTheFact) {
  PhraseOptions options;
  options.without = 4;
  EXPECT_EQ(Words(Parsed(kMaker), 2, options), "the ailing maker from Lund");
}

constexpr char kYards[] = R"(
1 yards yard NOUN NNS _ 0 root
2 and and CCONJ CC _ 3 cc
3 boats boat NOUN NNS _ 1 conj
4 in in ADP IN _ 5 case
5 Lund Lund PROPN NNP _ 1 nmod
6 or or CCONJ CC _ 7 cc
7 Malden Malden PROPN NNP _ 5 conj)";

TEST(Phrase, SplitsACoordinationOnDemand) {
  const ParsedSentence yards = Parsed(kYards);
  PhraseOptions options;
  EXPECT_EQ(Words(yards, 0, options), "yards and boats in Lund or Malden");
  options.conjuncts = false;
  EXPECT_EQ(Words(yards, 0, options), "yards in Lund or Malden");
  EXPECT_EQ(Conjuncts(yards.tree, 0), (std::vector<int>{0, 2}));
}

TEST(CaseMarkers, AreSharedByConjuncts) {
  const ParsedSentence yards = Parsed(kYards);
  EXPECT_EQ(CaseMarkers(yards.tree, 6), (std::vector<int>{3}));
  EXPECT_EQ(CaseMarkers(yards.tree, 2), (std::vector<int>{}));
}

TEST(Phrase, DropsAdverbsOfWhatItLeavesOut) {
  const ParsedSentence expert = Parsed(R"(
1 an a DET DT _ 2 det
2 expert expert NOUN NN _ 0 root
3 previously previously ADV RB _ 2 advmod
4 at at ADP IN _ 5 case
5 Norvane Norvane PROPN NNP _ 2 nmod)");
  EXPECT_EQ(Words(expert, 1, PhraseStyle::kShort), "expert");
  EXPECT_EQ(Words(expert, 1, PhraseStyle::kFull),
            "an expert previously at Norvane");
}

}  // namespace
}  // namespace weft::extractor
