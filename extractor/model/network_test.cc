#include "extractor/model/network.h"

#include <algorithm>
#include <cmath>
#include <map>
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
using Vector = std::vector<double>;

constexpr int kHidden = 16;
constexpr int kWord = 3, kFixed = 2, kGram = 2, kProjection = 10;
constexpr int kArc = 6, kLabel = 5, kLabels = 4;
constexpr int kUpos = 3, kXpos = 2, kNames = 5;
constexpr int kHeads = kUpos + kXpos + kNames + 2 * kArc + 2 * kLabel;
constexpr int kFeatures = kWord + kFixed + (kSlots + 1) * kGram;

// A small random model, and the same network in plain double loops.
class Twin {
 public:
  // `labels`: how many names of labels to write.
  explicit Twin(int labels = kLabels) : random_(8) {
    AddKeys("words.keys", {"the", "tree"});
    AddMatrix("words.table", 3, kWord);
    AddKeys("vectors.keys", {"falls"});
    AddMatrix("vectors.table", 1, kFixed);
    AddMatrix("grams.table", kBuckets, kGram);
    AddMatrix("project.weight", kProjection, kFeatures);
    AddVector("project.bias", kProjection);
    for (const int i : {0, 1}) {
      const std::string name = absl::StrCat("lstm", i, ".");
      AddMatrix(name + "input", 8 * kHidden,
                i == 0 ? kProjection : 2 * kHidden);
      AddVector(name + "bias", 8 * kHidden);
      AddMatrix(name + "recurrent", 8 * kHidden, kHidden);
    }
    AddVector("root", 2 * kHidden);
    AddMatrix("heads.weight", kHeads, 2 * kHidden);
    AddVector("heads.bias", kHeads);
    AddMatrix("arc.weight", kArc, kArc);
    AddVector("arc.bias", kArc);
    AddMatrix("label.weight", kLabels, kLabel);
    AddVector("label.bias", kLabels);
    AddKeys("labels.upos", std::vector<std::string>(kUpos, "X"));
    AddKeys("labels.xpos", std::vector<std::string>(kXpos, "XX"));
    AddKeys("labels.names", std::vector<std::string>(kNames, "O"));
    AddKeys("labels.label", std::vector<std::string>(labels, "dep"));
    bytes_ = writer_.Finish();
  }

  const std::string& bytes() const { return bytes_; }

  // Outputs of the heads for each word of a sentence.
  std::vector<Vector> Heads(Words words) const {
    std::vector<Vector> x;
    for (const absl::string_view word : words) x.push_back(Project(word));
    for (const int i : {0, 1}) x = Lstm(absl::StrCat("lstm", i, "."), x);
    std::vector<Vector> out;
    for (const Vector& state : x) out.push_back(Affine("heads", state));
    return out;
  }

  double Arc(const std::vector<Vector>& heads, int word, int head) const {
    const int begin = kUpos + kXpos + kNames;
    const Vector query = Affine("arc", Rectify(Part(heads[word], begin, kArc)));
    return Dot(query, Rectify(Part(Row(heads, head), begin + kArc, kArc)));
  }

  Vector Labels(const std::vector<Vector>& heads, int word, int head) const {
    const int begin = kUpos + kXpos + kNames + 2 * kArc;
    Vector sum = Part(heads[word], begin, kLabel);
    const Vector above = Part(Row(heads, head), begin + kLabel, kLabel);
    for (int i = 0; i < kLabel; ++i) sum[i] += above[i];
    return Affine("label", Rectify(sum));
  }

 private:
  struct Matrix {
    int columns = 0;
    std::vector<int8_t> entries;
    std::vector<float> scale;
  };

  void AddKeys(const std::string& name, const std::vector<std::string>& keys) {
    writer_.AddStrings(name, keys);
  }

  void AddMatrix(const std::string& name, int rows, int columns) {
    Matrix m;
    m.columns = columns;
    for (int i = 0; i < rows * columns; ++i) {
      m.entries.push_back(static_cast<int8_t>(random_() % 255 - 127));
    }
    for (int i = 0; i < rows; ++i) {
      m.scale.push_back(0.004f + 0.001f * (random_() % 5));
    }
    writer_.AddMatrix(name, columns, m.entries, m.scale);
    matrices_[name] = m;
  }

  void AddVector(const std::string& name, int size) {
    std::vector<float> v;
    for (int i = 0; i < size; ++i) v.push_back(0.01f * (random_() % 100) - .5f);
    writer_.AddFloats(name, v);
    vectors_[name] = v;
  }

  Vector TableRow(const std::string& name, int row) const {
    const Matrix& m = matrices_.at(name);
    Vector out;
    for (int c = 0; c < m.columns; ++c) {
      out.push_back(double{m.scale[row]} * m.entries[row * m.columns + c]);
    }
    return out;
  }

  Vector Product(const std::string& name, const Vector& x, int begin,
                 int rows) const {
    Vector out;
    for (int r = begin; r < begin + rows; ++r) {
      out.push_back(Dot(TableRow(name, r), x));
    }
    return out;
  }

  Vector Affine(const std::string& name, const Vector& x) const {
    const std::vector<float>& bias = vectors_.at(name + ".bias");
    Vector out = Product(name + ".weight", x, 0, bias.size());
    for (size_t i = 0; i < bias.size(); ++i) out[i] += bias[i];
    return out;
  }

  Vector Project(absl::string_view word) const {
    const WordFeatures f = FeaturesOf(word);
    Vector x = TableRow("words.table", f.key == "the"    ? 1
                                       : f.key == "tree" ? 2
                                                         : 0);
    const Vector fixed =
        f.key == "falls" ? TableRow("vectors.table", 0) : Vector(kFixed, 0.0);
    x.insert(x.end(), fixed.begin(), fixed.end());
    for (const uint16_t slot : f.slots) {
      const Vector row = TableRow("grams.table", slot);
      x.insert(x.end(), row.begin(), row.end());
    }
    Vector bag(kGram, 0.0);
    for (int i = 0; i < f.grams_size; ++i) {
      const Vector row = TableRow("grams.table", f.grams[i]);
      for (int k = 0; k < kGram; ++k) bag[k] += 0.25 * row[k];
    }
    x.insert(x.end(), bag.begin(), bag.end());
    return Rectify(Affine("project", x));
  }

  std::vector<Vector> Lstm(const std::string& name,
                           const std::vector<Vector>& x) const {
    const int n = static_cast<int>(x.size());
    std::vector<Vector> out(n, Vector(2 * kHidden));
    for (const int direction : {0, 1}) {
      Vector h(kHidden, 0.0), c(kHidden, 0.0);
      for (int step = 0; step < n; ++step) {
        const int i = direction == 0 ? step : n - 1 - step;
        const int begin = direction * 4 * kHidden;
        Vector gates = Product(name + "input", x[i], begin, 4 * kHidden);
        const Vector back = Product(name + "recurrent", h, begin, 4 * kHidden);
        for (int g = 0; g < 4 * kHidden; ++g) {
          gates[g] += back[g] + vectors_.at(name + "bias")[begin + g];
        }
        const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
        for (int k = 0; k < kHidden; ++k) {
          c[k] = sigmoid(gates[kHidden + k]) * c[k] +
                 sigmoid(gates[k]) * std::tanh(gates[2 * kHidden + k]);
          h[k] = sigmoid(gates[3 * kHidden + k]) * std::tanh(c[k]);
          out[i][direction * kHidden + k] = h[k];
        }
      }
    }
    return out;
  }

  Vector Row(const std::vector<Vector>& heads, int head) const {
    if (head >= 0) return heads[head];
    const std::vector<float>& root = vectors_.at("root");
    return Affine("heads", Vector(root.begin(), root.end()));
  }

  static Vector Part(const Vector& x, int begin, int size) {
    return Vector(x.begin() + begin, x.begin() + begin + size);
  }
  static Vector Rectify(Vector x) {
    for (double& v : x) v = v > 0 ? v : 0.1 * v;
    return x;
  }
  static double Dot(const Vector& a, const Vector& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  }

  std::mt19937 random_;
  ModelWriter writer_;
  std::string bytes_;
  std::map<std::string, Matrix> matrices_;
  std::map<std::string, std::vector<float>> vectors_;
};

// Quantised activations keep 11 bits or more, so scores of size 1 agree to
// this.
constexpr double kTolerance = 4e-3;

const std::vector<std::vector<absl::string_view>> kSentences = {
    {"The", "tree", "falls"},
    {"Go"},
    {"the", "Tree", "falls", "and", "the", "tree", "rises", "again", "."},
    {"the", "tree"}};

TEST(Network, EqualsPlainLoopsUpToQuantisation) {
  const Twin twin;
  ASSERT_OK_AND_ASSIGN(const auto file,
                       ModelFile::FromBytes(twin.bytes(), "twin"));
  ASSERT_OK_AND_ASSIGN(const auto network, Network::Create(*file));
  Workspace workspace;
  const std::vector<Words> batch(kSentences.begin(), kSentences.end());
  network->Encode(batch, workspace);
  std::vector<float> arcs, labels;
  for (int s = 0; s < static_cast<int>(batch.size()); ++s) {
    const int n = static_cast<int>(batch[s].size());
    const std::vector<Vector> heads = twin.Heads(batch[s]);
    network->Arcs(workspace, s, arcs);
    ASSERT_EQ(arcs.size(), static_cast<size_t>(n * (n + 1)));
    for (int i = 0; i < n; ++i) {
      ASSERT_EQ(network->Upos(workspace, s, i).size(), 3u);
      EXPECT_NEAR(network->Upos(workspace, s, i)[2], heads[i][2], kTolerance);
      EXPECT_NEAR(network->Xpos(workspace, s, i)[0], heads[i][3], kTolerance);
      EXPECT_NEAR(network->Names(workspace, s, i)[4], heads[i][9], kTolerance);
      std::vector<int> chosen(n, i - 1);
      network->Labels(workspace, s, chosen, labels);
      const Vector want = twin.Labels(heads, i, i - 1);
      for (int l = 0; l < kLabels; ++l) {
        EXPECT_NEAR(labels[i * kLabels + l], want[l], kTolerance);
      }
      for (int h = -1; h < n; ++h) {
        EXPECT_NEAR(arcs[i * (n + 1) + h + 1], twin.Arc(heads, i, h),
                    kTolerance);
      }
    }
  }
}

TEST(Network, ScoresDoNotDependOnTheBatchOrTheCache) {
  const Twin twin;
  ASSERT_OK_AND_ASSIGN(const auto file,
                       ModelFile::FromBytes(twin.bytes(), "twin"));
  ASSERT_OK_AND_ASSIGN(const auto network, Network::Create(*file));
  Workspace together, alone;
  const std::vector<Words> batch(kSentences.begin(), kSentences.end());
  for (int round = 0; round < 2; ++round) {
    network->Encode(batch, together);
    std::vector<float> arcs_together, arcs_alone;
    for (int s = 0; s < static_cast<int>(batch.size()); ++s) {
      network->Encode({batch[s]}, alone);
      network->Arcs(together, s, arcs_together);
      network->Arcs(alone, 0, arcs_alone);
      EXPECT_EQ(arcs_together, arcs_alone);
      EXPECT_EQ(network->Names(together, s, 0), network->Names(alone, 0, 0));
    }
  }
}

TEST(Network, AFullCacheStartsAnew) {
  const Twin twin;
  ASSERT_OK_AND_ASSIGN(const auto file,
                       ModelFile::FromBytes(twin.bytes(), "twin"));
  ASSERT_OK_AND_ASSIGN(const auto network, Network::Create(*file));
  Workspace workspace;
  std::vector<std::string> forms;
  for (int i = 0; i < FormCache::kMaxForms; ++i) {
    forms.push_back(absl::StrCat("w", i));
  }
  const std::vector<absl::string_view> many(forms.begin(), forms.end());
  const std::vector<absl::string_view> few = kSentences[0];
  network->Encode({Words(few)}, workspace);
  const std::vector<float> before(network->Upos(workspace, 0, 1).begin(),
                                  network->Upos(workspace, 0, 1).end());
  for (int i = 0; i < FormCache::kMaxForms; i += 256) {
    network->Encode({Words(many).subspan(i, 256)}, workspace);
  }
  network->Encode({Words(few)}, workspace);
  EXPECT_EQ(network->Upos(workspace, 0, 1), absl::MakeConstSpan(before));
}

TEST(Network, SizesThatDoNotFitAreDataLoss) {
  const Twin twin(/*labels=*/kLabels - 1);
  ASSERT_OK_AND_ASSIGN(const auto file,
                       ModelFile::FromBytes(twin.bytes(), "twin"));
  EXPECT_THAT(Network::Create(*file), StatusIs(absl::StatusCode::kDataLoss,
                                               HasSubstr("differ in length")));
}

TEST(Network, MissingSectionsAreDataLoss) {
  ModelWriter writer;
  writer.AddBytes("meta", "{}");
  const std::string bytes = writer.Finish();
  ASSERT_OK_AND_ASSIGN(const auto file, ModelFile::FromBytes(bytes, "empty"));
  EXPECT_THAT(Network::Create(*file),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("words.keys.ends is missing")));
}

}  // namespace
}  // namespace weft::extractor
