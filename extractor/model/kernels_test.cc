#include "extractor/model/kernels.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hwy/targets.h"

namespace weft::extractor {
namespace {

using ::testing::ElementsAre;

// Runs `check` with the vector unit of each target that this machine has, one
// at a time.
template <typename Check>
void ForEachTarget(Check check) {
  for (const uint32_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(hwy::TargetName(target));
    check();
  }
  hwy::SetSupportedTargetsForTest(0);
}

struct Problem {
  int rows, columns, inputs;
  std::vector<int8_t> weights;
  std::vector<float> scale, bias;
  std::vector<int16_t> entries;
  std::vector<float> input_scale;

  QuantisedMatrix matrix() const { return {rows, columns, weights, scale}; }
  Activations activations() const {
    return {entries.data(), (columns + 1) / 2 * 2, inputs, input_scale.data()};
  }
};

Problem RandomProblem(int rows, int columns, int inputs) {
  std::mt19937 random(rows * 1000 + columns * 10 + inputs);
  const auto draw = [&](int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random);
  };
  Problem p = {rows, columns, inputs, {}, {}, {}, {}, {}};
  for (int i = 0; i < rows * columns; ++i) {
    p.weights.push_back(static_cast<int8_t>(draw(-127, 127)));
  }
  for (int i = 0; i < rows; ++i) {
    p.scale.push_back(0.001f * draw(1, 50));
    p.bias.push_back(0.1f * draw(-9, 9));
  }
  const int bound = QuantisationBound(columns);
  for (int i = 0; i < inputs; ++i) {
    for (int k = 0; k < columns; ++k) {
      p.entries.push_back(static_cast<int16_t>(draw(-bound, bound)));
    }
    if (columns % 2) p.entries.push_back(0);
    p.input_scale.push_back(1.0f / bound);
  }
  return p;
}

// The plain loops that Multiply must equal to the last bit.
std::vector<float> NaiveProduct(const Problem& p, const float* const* bases) {
  std::vector<float> out;
  const int stride = (p.columns + 1) / 2 * 2;
  for (int i = 0; i < p.inputs; ++i) {
    for (int n = 0; n < p.rows; ++n) {
      int64_t sum = 0;
      for (int k = 0; k < p.columns; ++k) {
        sum +=
            int64_t{p.entries[i * stride + k]} * p.weights[n * p.columns + k];
      }
      const float scaled = static_cast<float>(sum) * p.scale[n];
      const float product = scaled * p.input_scale[i];
      out.push_back(product + (bases ? bases[i][n] : p.bias[n]));
    }
  }
  return out;
}

std::vector<float> Product(const Problem& p, const float* const* bases) {
  const PackedMatrix packed(p.matrix(), p.bias);
  std::vector<float> padded(p.inputs * packed.padded_rows());
  Multiply(p.activations(), packed, bases, padded.data());
  std::vector<float> out;
  for (int i = 0; i < p.inputs; ++i) {
    const float* row = padded.data() + i * packed.padded_rows();
    out.insert(out.end(), row, row + p.rows);
  }
  return out;
}

TEST(Multiply, EqualsPlainLoopsOnEveryTarget) {
  ForEachTarget([] {
    for (const int rows : {1, 51, 63, 64, 65, 200}) {
      for (const int columns : {1, 2, 7, 64, 129}) {
        for (const int inputs : {1, 2, 3, 4, 5, 6, 7, 13}) {
          const Problem p = RandomProblem(rows, columns, inputs);
          ASSERT_EQ(Product(p, nullptr), NaiveProduct(p, nullptr))
              << rows << " x " << columns << ", " << inputs << " inputs";
        }
      }
    }
  });
}

TEST(Multiply, AddsGivenBasesInsteadOfTheBias) {
  ForEachTarget([] {
    const Problem p = RandomProblem(64, 10, 3);
    const std::vector<float> ones(64, 1.0f), twos(64, 2.0f);
    const float* bases[] = {ones.data(), twos.data(), ones.data()};
    EXPECT_EQ(Product(p, bases), NaiveProduct(p, bases));
  });
}

TEST(Multiply, TakesActivationsAsWeights) {
  const std::vector<int16_t> entries = {1, 2, 3, 0, 4, 5, 6, 0};
  const std::vector<float> scale = {1.0f, 10.0f};
  const Activations rows = {entries.data(), 4, 2, scale.data()};
  ForEachTarget([&] {
    const PackedMatrix packed(rows, 3);
    std::vector<float> out(2 * packed.padded_rows());
    Multiply(rows, packed, nullptr, out.data());
    EXPECT_EQ(out[0], 14.0f);
    EXPECT_EQ(out[1], 320.0f);
    EXPECT_EQ(out[packed.padded_rows()], 320.0f);
    EXPECT_EQ(out[packed.padded_rows() + 1], 7700.0f);
  });
}

TEST(Multiply, DoesNotOverflowAtTheBound) {
  ForEachTarget([] {
    for (const int columns : {384, 776, 2000}) {
      Problem p = RandomProblem(64, columns, 1);
      std::fill(p.weights.begin(), p.weights.end(), 127);
      std::fill(p.entries.begin(), p.entries.end(),
                static_cast<int16_t>(QuantisationBound(columns)));
      EXPECT_EQ(Product(p, nullptr), NaiveProduct(p, nullptr)) << columns;
    }
  });
}

TEST(Bounds, KeepSumsWithin31Bits) {
  for (const int columns : {1, 160, 384, 516, 517, 776, 10000}) {
    const int64_t n = columns;
    EXPECT_LT(n * 127 * QuantisationBound(columns), int64_t{1} << 31);
    EXPECT_LT(n * PairBound(columns) * PairBound(columns), int64_t{1} << 31);
  }
  EXPECT_EQ(QuantisationBound(384), 32767);
}

TEST(Quantise, RoundsHalfToEvenAndReturnsTheScale) {
  ForEachTarget([] {
    int16_t out[4];
    EXPECT_EQ(Quantise({0.5f, 1.5f, -2.5f, 4.0f}, 4, out), 1.0f);
    EXPECT_THAT(out, ElementsAre(0, 2, -2, 4));
    EXPECT_EQ(Quantise({0.0f, 0.0f}, 100, out), 0.0f);
    EXPECT_THAT(out, ElementsAre(0, 0, -2, 4));
  });
}

TEST(Quantise, AgreesOnEveryTarget) {
  std::mt19937 random(4);
  std::vector<float> input(103);
  for (float& x : input) x = std::normal_distribution<float>(0, 2)(random);
  std::vector<int16_t> first;
  ForEachTarget([&] {
    std::vector<int16_t> out(input.size());
    Quantise(input, 32767, out.data());
    if (first.empty()) first = out;
    EXPECT_EQ(out, first);
  });
  EXPECT_EQ(std::max(std::abs(*std::max_element(first.begin(), first.end())),
                     std::abs(*std::min_element(first.begin(), first.end()))),
            32767);
}

double Sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

TEST(LstmStep, FollowsItsFormulaOnEveryTarget) {
  constexpr int kHidden = 32, kRows = 3;
  std::mt19937 random(5);
  std::vector<float> gates(kRows * 4 * kHidden), before(kRows * kHidden);
  for (float& x : gates) x = std::normal_distribution<float>(0, 3)(random);
  for (float& x : before) x = std::normal_distribution<float>(0, 1)(random);
  gates[0] = 200;  // squashed flat without overflow
  gates[1] = -200;
  std::vector<int16_t> first;
  ForEachTarget([&] {
    std::vector<float> cells = before;
    std::vector<int16_t> out(kRows * kHidden);
    int16_t* states[] = {&out[0], &out[kHidden], &out[2 * kHidden]};
    LstmStep(kRows, kHidden, gates.data(), 4 * kHidden, cells.data(), states);
    for (int i = 0; i < kRows * kHidden; ++i) {
      const float* g = &gates[i / kHidden * 4 * kHidden + i % kHidden];
      const double cell = Sigmoid(g[kHidden]) * before[i] +
                          Sigmoid(g[0]) * std::tanh(double{g[2 * kHidden]});
      ASSERT_NEAR(cells[i], cell, 2e-6) << i;
      const double state = Sigmoid(g[3 * kHidden]) * std::tanh(cell);
      ASSERT_NEAR(out[i] / kStateScale, state, 4e-5) << i;
    }
    if (first.empty()) first = out;
    EXPECT_EQ(out, first) << "targets must agree to the last bit";
  });
}

TEST(LeakyRectify, KeepsATenthOfWhatIsNegative) {
  ForEachTarget([] {
    std::vector<float> values(19, -2.0f);
    values[3] = 5.0f;
    values[18] = 0.0f;
    LeakyRectify(absl::MakeSpan(values));
    EXPECT_EQ(values[0], -0.2f);
    EXPECT_EQ(values[3], 5.0f);
    EXPECT_EQ(values[17], -0.2f);
    EXPECT_EQ(values[18], 0.0f);
  });
}

}  // namespace
}  // namespace weft::extractor
