#include "extractor/mention/name_decoder.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

constexpr float kNever = -std::numeric_limits<float>::infinity();

float Probability(absl::Span<const float> scores, int tag) {
  const float most = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (const float score : scores) sum += std::exp(score - most);
  return std::exp(scores[tag] - most) / sum;
}

}  // namespace

absl::StatusOr<NameDecoder> NameDecoder::Create(const ModelFile& model) {
  WEFT_ASSIGN_OR_RETURN(const StringTable names, model.Strings("labels.names"));
  NameDecoder decoder;
  for (int i = 0; i < names.size(); ++i) {
    Tag tag;
    if (names[i] != "O") {
      const std::optional<EntityType> type = ParseEntityType(
          names[i].substr(std::min<size_t>(2, names[i].size())));
      if (!type || !(absl::StartsWith(names[i], "B-") ||
                     absl::StartsWith(names[i], "I-"))) {
        return absl::DataLossError(
            absl::StrCat("model file ", model.name(),
                         ": labels.names holds an unknown tag: ", names[i]));
      }
      tag.position = names[i][0] == 'B' ? Position::kBegin : Position::kInside;
      tag.type = *type;
    }
    decoder.tags_.push_back(tag);
  }
  return decoder;
}

bool NameDecoder::MayFollow(const Tag& before, const Tag& tag) {
  return tag.position != Position::kInside ||
         (before.position != Position::kOutside && before.type == tag.type);
}

std::vector<int> NameDecoder::BestTags(
    absl::Span<const absl::Span<const float>> scores) const {
  const int words = static_cast<int>(scores.size());
  const int tags = static_cast<int>(tags_.size());
  std::vector<float> best(tags), next(tags);
  for (int t = 0; t < tags; ++t) {
    best[t] = MayFollow(Tag(), tags_[t]) ? scores[0][t] : kNever;
  }
  std::vector<int> from(static_cast<size_t>(words) * tags);
  for (int i = 1; i < words; ++i) {
    for (int t = 0; t < tags; ++t) {
      float most = kNever;
      for (int b = 0; b < tags; ++b) {
        if (best[b] > most && MayFollow(tags_[b], tags_[t])) {
          most = best[b];
          from[static_cast<size_t>(i) * tags + t] = b;
        }
      }
      next[t] = most + scores[i][t];
    }
    std::swap(best, next);
  }
  std::vector<int> path(words);
  path[words - 1] = static_cast<int>(
      std::max_element(best.begin(), best.end()) - best.begin());
  for (int i = words - 1; i > 0; --i) {
    path[i - 1] = from[static_cast<size_t>(i) * tags + path[i]];
  }
  return path;
}

std::vector<NameMention> NameDecoder::Decode(
    absl::Span<const absl::Span<const float>> scores) const {
  std::vector<NameMention> names;
  if (scores.empty()) return names;
  const std::vector<int> path = BestTags(scores);
  for (uint32_t i = 0; i < path.size(); ++i) {
    const Tag& tag = tags_[path[i]];
    if (tag.position == Position::kOutside) continue;
    if (tag.position == Position::kBegin) {
      names.push_back({{i, i}, tag.type, 1.0f});
    }
    NameMention& name = names.back();
    name.tokens.end = i + 1;
    name.probability =
        std::min(name.probability, Probability(scores[i], path[i]));
  }
  return names;
}

}  // namespace weft::extractor
