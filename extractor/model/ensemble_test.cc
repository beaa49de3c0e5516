#include "extractor/model/ensemble.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "extractor/model/model_writer.h"
#include "extractor/model/word_features.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

constexpr int kHidden = 16, kWidth = 4, kProjection = 8, kLabels = 3;
constexpr int kTags = 2 + 3 + 4;  // UPOS, XPOS, names

// Model files of small random networks.
class Files {
 public:
  Files() : random_(3) {
    writer_.AddStrings("words.keys", {"the", "tree"});
    writer_.AddStrings("vectors.keys", {"falls"});
    AddMatrix("vectors.table", 1, kWidth);
    writer_.AddStrings("labels.upos", {"NOUN", "VERB"});
    writer_.AddStrings("labels.xpos", {"NN", "VB", "VBZ"});
    writer_.AddStrings("labels.names", {"O", "B-place", "I-place", "B-misc"});
    writer_.AddStrings("labels.label",
                       std::vector<std::string>(kLabels, "dep"));
  }

  void AddNetwork(const std::string& prefix, int projection = kProjection) {
    AddMatrix(prefix + "words.table", 3, kWidth);
    AddMatrix(prefix + "grams.table", kBuckets, kWidth);
    AddMatrix(prefix + "project.weight", projection, kWidth * (kSlots + 3));
    AddVector(prefix + "project.bias", kProjection);
    for (const int i : {0, 1}) {
      const std::string name = absl::StrCat(prefix, "lstm", i, ".");
      AddMatrix(name + "input", 8 * kHidden,
                i == 0 ? kProjection : 2 * kHidden);
      AddVector(name + "bias", 8 * kHidden);
      AddMatrix(name + "recurrent", 8 * kHidden, kHidden);
    }
    AddVector(prefix + "root", 2 * kHidden);
    AddMatrix(prefix + "heads.weight", kTags + 4 * kWidth, 2 * kHidden);
    AddVector(prefix + "heads.bias", kTags + 4 * kWidth);
    AddMatrix(prefix + "arc.weight", kWidth, kWidth);
    AddVector(prefix + "arc.bias", kWidth);
    AddMatrix(prefix + "label.weight", kLabels, kWidth);
    AddVector(prefix + "label.bias", kLabels);
  }

  std::string Finish() { return writer_.Finish(); }

 private:
  void AddMatrix(const std::string& name, int rows, int columns) {
    std::vector<int8_t> entries(static_cast<size_t>(rows) * columns);
    for (int8_t& entry : entries) {
      entry = static_cast<int8_t>(random_() % 255 - 127);
    }
    writer_.AddMatrix(name, columns, entries, std::vector<float>(rows, 0.005f));
  }
  void AddVector(const std::string& name, int size) {
    std::vector<float> values(size);
    for (float& value : values) value = 0.01f * (random_() % 100) - 0.5f;
    writer_.AddFloats(name, values);
  }

  std::mt19937 random_;
  ModelWriter writer_;
};

const std::vector<absl::string_view> kFirst = {"The", "tree", "falls", "."};
const std::vector<absl::string_view> kSecond = {"Go"};

TEST(Ensemble, ScoresAreTheMeanOfItsNetworks) {
  Files files;
  files.AddNetwork("");
  files.AddNetwork("2.");
  const std::string bytes = files.Finish();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "two"));
  ASSERT_OK_AND_ASSIGN(const Ensemble both, Ensemble::Create(*file));
  ASSERT_EQ(both.size(), 2);
  ASSERT_OK_AND_ASSIGN(const auto one, Network::Create(*file));
  ASSERT_OK_AND_ASSIGN(const auto two, Network::Create(*file, "2."));
  EnsembleWorkspace w;
  Workspace w1, w2;
  const std::vector<Words> batch = {kFirst, kSecond};
  both.Encode(batch, w);
  one->Encode(batch, w1);
  two->Encode(batch, w2);
  for (int s = 0; s < 2; ++s) {
    const int n = static_cast<int>(batch[s].size());
    for (int i = 0; i < n; ++i) {
      ASSERT_EQ(both.Upos(w, s, i).size(), 2u);
      ASSERT_EQ(both.Xpos(w, s, i).size(), 3u);
      ASSERT_EQ(both.Names(w, s, i).size(), 4u);
      EXPECT_NE(one->Names(w1, s, i)[3], two->Names(w2, s, i)[3]);
      EXPECT_NEAR(both.Upos(w, s, i)[1],
                  (one->Upos(w1, s, i)[1] + two->Upos(w2, s, i)[1]) / 2, 1e-6);
      EXPECT_NEAR(both.Xpos(w, s, i)[2],
                  (one->Xpos(w1, s, i)[2] + two->Xpos(w2, s, i)[2]) / 2, 1e-6);
      EXPECT_NEAR(both.Names(w, s, i)[3],
                  (one->Names(w1, s, i)[3] + two->Names(w2, s, i)[3]) / 2,
                  1e-6);
    }
    std::vector<float> mean, first, second;
    both.Arcs(w, s, mean);
    one->Arcs(w1, s, first);
    two->Arcs(w2, s, second);
    ASSERT_EQ(mean.size(), static_cast<size_t>(n * (n + 1)));
    for (size_t i = 0; i < mean.size(); ++i) {
      EXPECT_NEAR(mean[i], (first[i] + second[i]) / 2, 1e-5);
    }
    const std::vector<int> heads(n, -1);
    both.Labels(w, s, heads, mean);
    one->Labels(w1, s, heads, first);
    two->Labels(w2, s, heads, second);
    ASSERT_EQ(mean.size(), static_cast<size_t>(n * kLabels));
    for (size_t i = 0; i < mean.size(); ++i) {
      EXPECT_NEAR(mean[i], (first[i] + second[i]) / 2, 1e-5);
    }
  }
}

TEST(Ensemble, OfOneIsThatNetworkToTheLastBit) {
  Files files;
  files.AddNetwork("");
  const std::string bytes = files.Finish();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "one"));
  ASSERT_OK_AND_ASSIGN(const Ensemble ensemble, Ensemble::Create(*file));
  ASSERT_OK_AND_ASSIGN(const auto network, Network::Create(*file));
  EnsembleWorkspace w;
  Workspace own;
  ensemble.Encode({kFirst}, w);
  network->Encode({kFirst}, own);
  EXPECT_EQ(ensemble.size(), 1);
  EXPECT_EQ(ensemble.Names(w, 0, 2), network->Names(own, 0, 2));
  std::vector<float> arcs, expected;
  ensemble.Arcs(w, 0, arcs);
  network->Arcs(own, 0, expected);
  EXPECT_EQ(arcs, expected);
}

TEST(Ensemble, AMemberThatDoesNotFitIsDataLoss) {
  Files files;
  files.AddNetwork("");
  files.AddNetwork("2.", kProjection + 1);
  const std::string bytes = files.Finish();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "bad"));
  EXPECT_THAT(Ensemble::Create(*file), StatusIs(absl::StatusCode::kDataLoss,
                                                HasSubstr("2.project.bias")));
}

}  // namespace
}  // namespace weft::extractor
