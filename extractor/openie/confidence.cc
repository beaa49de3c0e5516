#include "extractor/openie/confidence.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

struct RuleWeight {
  absl::string_view prefix;
  float weight;
};

constexpr float kBias = 0.6f;
constexpr float kMeanLog = 2.0f;    // mean log probability of the arcs used
constexpr float kWorstLog = 0.25f;  // log probability of the worst of them
constexpr float kLength = -0.01f;   // by token of the sentence
constexpr float kUnresolved = -1.5f;
constexpr RuleWeight kRules[] = {
    {"copula.", 0.3f},         {"verb.", 0.4f},
    {"relative.", 0.1f},       {"conjunct.", 0.0f},
    {"participle.", -0.2f},    {"control.", -0.5f},
    {"existential.", -0.4f},   {"aside.", 0.2f},
    {"apposition.", 0.2f},     {"title.", 0.2f},
    {"possessive.has", -0.8f}, {"possessive.value", 0.2f},
    {"member.", 0.2f},         {"abbreviation.", 0.4f},
};

// A zero from the model would make the log useless.
constexpr float kLeastProbability = 1e-3f;

}  // namespace

float Confidence(const DependencyTree& tree,
                 const ConfidenceFeatures& features) {
  const Proposition& proposition = *features.proposition;
  float sum = 0, worst = 0;
  int count = 0;
  const auto add = [&](int token) {
    if (token == kNoHead) return;
    const float log =
        std::log(std::max(tree[token].probability, kLeastProbability));
    sum += log;
    worst = std::min(worst, log);
    ++count;
  };
  add(proposition.subject);
  for (const int token : proposition.relation.words) add(token);
  for (const Argument& argument : proposition.arguments) add(argument.head);
  float score = kBias + kWorstLog * worst +
                kLength * static_cast<float>(std::min(tree.size(), 60));
  if (count > 0) score += kMeanLog * sum / static_cast<float>(count);
  for (const RuleWeight& rule : kRules) {
    if (absl::StartsWith(proposition.rule, rule.prefix)) {
      score += rule.weight;
      break;
    }
  }
  if (features.unresolved_subject) score += kUnresolved;
  return 1.0f / (1.0f + std::exp(-score));
}

}  // namespace weft::extractor
