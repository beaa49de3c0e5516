#include "extractor/analysis/analyzer.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/base/casts.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "extractor/model/embedded_model.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// A sentence whose tokens are separated by blanks; `text` must outlive it.
Sentence Split(absl::string_view text) {
  Sentence sentence;
  sentence.span = {0, static_cast<uint32_t>(text.size())};
  for (const absl::string_view word : absl::StrSplit(text, ' ')) {
    Token token;
    token.text = word;
    const uint32_t begin = static_cast<uint32_t>(word.data() - text.data());
    token.span = {begin, begin + static_cast<uint32_t>(word.size())};
    token.space_before = begin > 0;
    sentence.tokens.push_back(token);
  }
  return sentence;
}

std::vector<Sentence> SplitAll(const std::vector<std::string>& texts) {
  std::vector<Sentence> sentences;
  for (const std::string& text : texts) sentences.push_back(Split(text));
  return sentences;
}

// "form/UPOS/lemma/head/label" of each token, heads counted from 1.
std::string Show(const AnalyzedSentence& analyzed) {
  std::string out;
  for (int i = 0; i < analyzed.tree.size(); ++i) {
    const Node& node = analyzed.tree[i];
    absl::StrAppend(&out, i ? " " : "", analyzed.sentence.tokens[i].text, "/",
                    UposName(node.upos), "/", node.lemma, "/", node.head + 1,
                    "/", DeprelName(node.label));
  }
  for (const NameMention& name : analyzed.names) {
    absl::StrAppend(&out, " [", name.tokens.begin, ",", name.tokens.end, " ",
                    EntityTypeName(name.type), "]");
  }
  return out;
}

// Everything, probabilities to the last bit.
std::string ShowAll(const AnalyzedSentence& analyzed) {
  std::string out = Show(analyzed);
  for (const Node& node : analyzed.tree.nodes()) {
    absl::StrAppend(&out, " ",
                    absl::Hex(absl::bit_cast<uint32_t>(node.probability)));
  }
  return out;
}

class AnalyzerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    analyzer_ = Analyzer::Create("").value().release();
  }
  static void TearDownTestSuite() { delete analyzer_; }

  static const Analyzer* analyzer_;
};

const Analyzer* AnalyzerTest::analyzer_ = nullptr;

TEST_F(AnalyzerTest, AnalysesAPlainSentence) {
  const std::vector<std::string> texts = {
      "Maria Keller founded a small company in Lisbon ."};
  const auto found = analyzer_->Analyze(SplitAll(texts));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(Show(found[0]),
            "Maria/PROPN/Maria/3/nsubj Keller/PROPN/Keller/1/flat "
            "founded/VERB/found/0/root a/DET/a/6/det small/ADJ/small/6/amod "
            "company/NOUN/company/3/obj in/ADP/in/8/case "
            "Lisbon/PROPN/Lisbon/3/obl ./PUNCT/./3/punct "
            "[0,2 person] [7,8 place]");
  EXPECT_GT(found[0].tree[0].probability, 0.8f);
  EXPECT_LE(found[0].tree[0].probability, 1.0f);
}

TEST_F(AnalyzerTest, KnowsPassivesAndCopulas) {
  const std::vector<std::string> texts = {
      "The bridge was designed by two engineers .", "She is a lawyer ."};
  const auto found = analyzer_->Analyze(SplitAll(texts));
  EXPECT_EQ(found[0].tree[1].label, Deprel::kNsubjPass);
  EXPECT_EQ(found[0].tree[2].label, Deprel::kAuxPass);
  EXPECT_EQ(found[0].tree[6].label, Deprel::kOblAgent);
  EXPECT_EQ(found[1].tree.root(), 3);
  EXPECT_EQ(found[1].tree[1].label, Deprel::kCop);
}

TEST_F(AnalyzerTest, CompanyMakesNoDifference) {
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    std::string text = "Yes";
    for (int k = 0; k < i * 7 % 23; ++k) {
      absl::StrAppend(&text, " and the ", k % 3 ? "mayor" : "red",
                      " house of Ada");
    }
    texts.push_back(text + " .");
  }
  const auto together = analyzer_->Analyze(SplitAll(texts));
  ASSERT_EQ(together.size(), texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto alone = analyzer_->Analyze({Split(texts[i])});
    EXPECT_EQ(ShowAll(together[i]), ShowAll(alone[0])) << texts[i];
  }
}

TEST_F(AnalyzerTest, ThreadsMayShareIt) {
  const std::vector<std::string> texts = {"Rain fell on the harbour .",
                                          "Two ships left before noon ."};
  const std::string want = ShowAll(analyzer_->Analyze(SplitAll(texts))[1]);
  std::vector<std::string> found(4);
  std::vector<std::thread> threads;
  for (std::string& result : found) {
    threads.emplace_back([&] {
      for (int round = 0; round < 5; ++round) {
        result = ShowAll(analyzer_->Analyze(SplitAll(texts))[1]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : found) EXPECT_EQ(result, want);
}

TEST_F(AnalyzerTest, LongSentencesAreAnalysedInPieces) {
  for (const int size : {255, 256, 257, 600}) {
    std::string text = "Go";
    for (int i = 1; i < size; ++i) text += i % 5 ? " there" : " and";
    const auto found = analyzer_->Analyze({Split(text)});
    ASSERT_EQ(found[0].tree.size(), size);
    int late_roots = 0;
    for (int i = Analyzer::kMaxTokens; i < size; ++i) {
      late_roots += found[0].tree[i].head < Analyzer::kMaxTokens;
    }
    EXPECT_EQ(late_roots, (size - 1) / Analyzer::kMaxTokens) << size;
  }
}

TEST_F(AnalyzerTest, BearsEmptyInput) {
  EXPECT_TRUE(analyzer_->Analyze({}).empty());
  const auto found = analyzer_->Analyze({Sentence()});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].tree.empty());
}

TEST_F(AnalyzerTest, BearsOddWords) {
  const std::vector<std::string> texts = {"\xFF\xFE \u4E2D\u56FD \U0001F600 " +
                                          std::string(5000, 'x')};
  EXPECT_EQ(analyzer_->Analyze(SplitAll(texts))[0].tree.size(), 4);
}

TEST_F(AnalyzerTest, NamesItsModel) {
  EXPECT_THAT(std::string(analyzer_->model_version()), StartsWith("en-"));
}

TEST(Analyzer, OpensAFile) {
  const std::string path = ::testing::TempDir() + "/copy.weftmodel";
  ASSERT_OK(WriteFileAtomically(path, EmbeddedModel()));
  EXPECT_OK(Analyzer::Create(path));
}

TEST(Analyzer, SaysWhatIsWrongWithAFile) {
  EXPECT_THAT(
      Analyzer::Create("/no/such.weftmodel"),
      StatusIs(absl::StatusCode::kNotFound, HasSubstr("/no/such.weftmodel")));
  const std::string path = ::testing::TempDir() + "/half.weftmodel";
  ASSERT_OK(WriteFileAtomically(
      path, EmbeddedModel().substr(0, EmbeddedModel().size() / 2)));
  EXPECT_THAT(
      Analyzer::Create(path),
      StatusIs(absl::StatusCode::kDataLoss, HasSubstr("fetch the file again")));
}

}  // namespace
}  // namespace weft::extractor
