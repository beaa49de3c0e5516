#include "extractor/coref/speakers.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/status_matchers.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr absl::string_view kQuote = R"(
  1 " " PUNCT `` _ 3 punct _ SpaceAfter=No
  2 We we PRON PRP _ 3 nsubj
  3 lost lose VERB VBD _ 6 ccomp _ SpaceAfter=No
  4 , , PUNCT , _ 3 punct _ SpaceAfter=No
  5 " " PUNCT '' _ 3 punct
  6 said say VERB VBD _ 0 root
  7 Ruiz Ruiz PROPN NNP _ 6 nsubj
)";

constexpr absl::string_view kSecond = R"(
  1 " " PUNCT `` _ 4 punct _ SpaceAfter=No
  2 I I PRON PRP _ 4 nsubj
  3 am be AUX VBP _ 4 cop
  4 tired tired ADJ JJ _ 0 root
  5 " " PUNCT '' _ 4 punct
)";

constexpr absl::string_view kPlain = R"(
  1 We we PRON PRP _ 2 nsubj
  2 lost lose VERB VBD _ 0 root
)";

class SpeakersTest : public testing::Test {
 protected:
  void Add(absl::string_view conllu) {
    auto parsed = ParseSentence(conllu);
    ASSERT_OK(parsed);
    texts_.push_back(parsed->text);
    owned_.push_back(std::make_unique<AnalyzedSentence>());
    owned_.back()->sentence = parsed->sentence;
    owned_.back()->tree = parsed->tree;
    clauses_.push_back(
        std::make_unique<std::vector<Clause>>(FindClauses(parsed->tree)));
  }

  TokenRef Speaker(TokenRef ref) const {
    std::vector<const AnalyzedSentence*> sentences;
    std::vector<absl::Span<const Clause>> clauses;
    for (size_t i = 0; i < owned_.size(); ++i) {
      sentences.push_back(owned_[i].get());
      clauses.push_back(*clauses_[i]);
    }
    return SpeakerOf(ref, sentences, clauses, QuotedTokens(sentences));
  }

  std::vector<std::shared_ptr<const std::string>> texts_;
  std::vector<std::unique_ptr<AnalyzedSentence>> owned_;
  std::vector<std::unique_ptr<std::vector<Clause>>> clauses_;
};

TEST_F(SpeakersTest, IsTheSubjectOfTheReportInTheSentence) {
  Add(kQuote);
  EXPECT_EQ(Speaker({0, 1}), (TokenRef{0, 6}));
}

TEST_F(SpeakersTest, GoesOnInTheQuoteBehind) {
  Add(kQuote);
  Add(kSecond);
  EXPECT_EQ(Speaker({1, 1}), (TokenRef{0, 6}));
}

TEST_F(SpeakersTest, IsNobodyOutsideOfQuotes) {
  Add(kQuote);
  Add(kPlain);
  EXPECT_FALSE(Speaker({1, 0}).valid());
  EXPECT_FALSE(Speaker({0, 6}).valid());
}

}  // namespace
}  // namespace weft::extractor
