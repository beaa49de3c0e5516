#include "extractor/openie/confidence.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/match.h"

namespace weft::extractor {
namespace {

constexpr std::array<absl::string_view, kConfidenceFeatures> kNames = {
    "bias",          "mean_log",       "worst_log",
    "subject_log",   "length",         "no_argument",
    "two_arguments", "many_arguments", "subject_pronoun",
    "subject_size",  "object_size",    "passive",
    "chain",         "subordinate",    "copula.",
    "conjunct.",     "relative.",      "participle.",
    "control.",      "existential.",   "apposition.",
    "title.",        "possessive.has", "verb.content"};

// Set by fit_confidence.py; the order is that of kNames.
constexpr ConfidenceFeatures kWeights = {
    1.30f,  1.31f,  -0.09f, -0.10f, -0.33f, -0.19f, -0.02f, -0.07f,
    -0.37f, -0.31f, 0.17f,  0.53f,  0.68f,  -0.26f, -0.58f, 0.36f,
    0.12f,  -0.43f, -0.70f, -0.98f, -0.46f, -0.82f, -2.41f, 0.55f};

// A graph asks who is meant: not part of the fitted formula, since the gold
// tuples keep pronouns. Halves the odds twice.
constexpr float kUnresolved = -1.4f;

// A zero from the model would make the log useless.
constexpr float kLeastProbability = 1e-3f;

float LogProbability(const DependencyTree& tree, int token) {
  return std::log(std::max(tree[token].probability, kLeastProbability));
}

float PhraseSize(const DependencyTree& tree, int head) {
  return std::min(static_cast<float>(tree.SubtreeSpan(head).size()), 30.0f) /
         10.0f;
}

// Mean and worst log probability of the arcs that hold it together.
std::pair<float, float> ArcLogs(const DependencyTree& tree,
                                const Proposition& proposition) {
  float sum = 0, worst = 0;
  int count = 0;
  const auto add = [&](int token) {
    if (token == kNoHead) return;
    const float log = LogProbability(tree, token);
    sum += log;
    worst = std::min(worst, log);
    ++count;
  };
  add(proposition.subject);
  for (const int token : proposition.relation.words) add(token);
  for (const Argument& argument : proposition.arguments) add(argument.head);
  return {count == 0 ? 0 : sum / static_cast<float>(count), worst};
}

}  // namespace

ConfidenceFeatures ConfidenceFeaturesOf(const DependencyTree& tree,
                                        const ConfidenceInput& input) {
  const Proposition& proposition = *input.proposition;
  const auto [mean, worst] = ArcLogs(tree, proposition);
  float object_size = 0;
  for (const Argument& argument : proposition.arguments) {
    object_size += PhraseSize(tree, argument.head);
  }
  ConfidenceFeatures f = {};
  f[0] = 1;
  f[1] = mean;
  f[2] = worst;
  f[3] = LogProbability(tree, proposition.subject);
  f[4] = static_cast<float>(std::min(tree.size(), 60)) / 20.0f;
  f[5] = input.arguments == 0 ? 1 : 0;
  f[6] = input.arguments == 2 ? 1 : 0;
  f[7] = input.arguments > 2 ? 1 : 0;
  f[8] = tree[proposition.subject].upos == Upos::kPron ? 1 : 0;
  f[9] = PhraseSize(tree, proposition.subject);
  f[10] = std::min(object_size, 4.0f);
  f[11] = proposition.passive ? 1 : 0;
  if (input.clause != nullptr) {
    f[12] = input.clause->chain.size() > 1 ? 1 : 0;
    f[13] = input.clause->parent >= 0 ? 1 : 0;
  }
  for (size_t i = 14; i < kConfidenceFeatures; ++i) {
    f[i] = absl::StartsWith(proposition.rule, kNames[i]) ? 1 : 0;
  }
  return f;
}

const std::array<absl::string_view, kConfidenceFeatures>&
ConfidenceFeatureNames() {
  return kNames;
}

float Confidence(const DependencyTree& tree, const ConfidenceInput& input) {
  const ConfidenceFeatures features = ConfidenceFeaturesOf(tree, input);
  float score = input.unresolved_subject ? kUnresolved : 0;
  for (size_t i = 0; i < kConfidenceFeatures; ++i) {
    score += kWeights[i] * features[i];
  }
  return 1.0f / (1.0f + std::exp(-score));
}

}  // namespace weft::extractor
