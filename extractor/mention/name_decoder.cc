#include "extractor/mention/name_decoder.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace weft::extractor {
namespace {

constexpr float kNever = -1e30f;

// Divides a row by its sum: only the ratios within a word matter.
void Normalise(float* row, int size) {
  const float sum = std::accumulate(row, row + size, 0.0f);
  for (int t = 0; t < size; ++t) row[t] /= sum;
}

// exp(score - the best of the word), word after word.
std::vector<float> Exponentials(
    absl::Span<const absl::Span<const float>> scores) {
  std::vector<float> result;
  result.reserve(scores.size() * scores[0].size());
  for (const absl::Span<const float> word : scores) {
    const float most = *std::max_element(word.begin(), word.end());
    for (const float score : word) result.push_back(std::exp(score - most));
  }
  return result;
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
  WEFT_RETURN_IF_ERROR(decoder.ReadTransitions(model));
  return decoder;
}

absl::Status NameDecoder::ReadTransitions(const ModelFile& model) {
  constexpr absl::string_view kSection = "names.transitions";
  const int size = (tags() + 1) * tags();
  follow_.assign(size, 0.0f);
  if (model.Has(kSection)) {
    WEFT_ASSIGN_OR_RETURN(const absl::Span<const float> given,
                          model.Floats(kSection, size));
    follow_.assign(given.begin(), given.end());
  }
  share_.resize(size);
  for (int before = 0; before <= tags(); ++before) {
    const Tag outside, &tag = before == tags() ? outside : tags_[before];
    for (int t = 0; t < tags(); ++t) {
      float& score = follow_[before * tags() + t];
      if (!MayFollow(tag, tags_[t])) score = kNever;
      share_[before * tags() + t] = std::exp(score);
    }
  }
  return absl::OkStatus();
}

bool NameDecoder::MayFollow(const Tag& before, const Tag& tag) {
  return tag.position != Position::kInside ||
         (before.position != Position::kOutside && before.type == tag.type);
}

std::vector<int> NameDecoder::BestTags(Scores scores) const {
  const int words = static_cast<int>(scores.size());
  std::vector<float> best(tags()), next(tags());
  for (int t = 0; t < tags(); ++t) best[t] = scores[0][t] + Row(tags())[t];
  std::vector<int> from(static_cast<size_t>(words) * tags());
  for (int i = 1; i < words; ++i) {
    int* origin = &from[static_cast<size_t>(i) * tags()];
    std::fill(next.begin(), next.end(), 2 * kNever);
    for (int before = 0; before < tags(); ++before) {
      for (int t = 0; t < tags(); ++t) {
        const float score = best[before] + Row(before)[t];
        if (score > next[t]) {
          next[t] = score;
          origin[t] = before;
        }
      }
    }
    for (int t = 0; t < tags(); ++t) next[t] += scores[i][t];
    std::swap(best, next);
  }
  std::vector<int> path(words);
  path[words - 1] = static_cast<int>(
      std::max_element(best.begin(), best.end()) - best.begin());
  for (int i = words - 1; i > 0; --i) {
    path[i - 1] = from[static_cast<size_t>(i) * tags() + path[i]];
  }
  return path;
}

std::vector<float> NameDecoder::Forward(const std::vector<float>& words) const {
  std::vector<float> sums(words.size(), 0.0f);
  for (size_t at = 0; at < words.size(); at += tags()) {
    float* row = &sums[at];
    if (at == 0) {
      std::copy_n(Share(tags()), tags(), row);
    } else {
      for (int before = 0; before < tags(); ++before) {
        const float sum = sums[at - tags() + before];
        for (int t = 0; t < tags(); ++t) row[t] += sum * Share(before)[t];
      }
    }
    for (int t = 0; t < tags(); ++t) row[t] *= words[at + t];
    Normalise(row, tags());
  }
  return sums;
}

std::vector<float> NameDecoder::Backward(
    const std::vector<float>& words) const {
  std::vector<float> sums(words.size(), 1.0f);
  for (size_t at = words.size() - tags(); at > 0; at -= tags()) {
    float* row = &sums[at - tags()];
    for (int before = 0; before < tags(); ++before) {
      row[before] = 0;
      for (int t = 0; t < tags(); ++t) {
        row[before] += Share(before)[t] * words[at + t] * sums[at + t];
      }
    }
    Normalise(row, tags());
  }
  return sums;
}

std::vector<float> NameDecoder::Probabilities(
    Scores scores, const std::vector<int>& path) const {
  const std::vector<float> words = Exponentials(scores);
  const std::vector<float> forward = Forward(words), backward = Backward(words);
  std::vector<float> result(path.size());
  for (size_t i = 0; i < path.size(); ++i) {
    const size_t at = i * tags();
    const float all = std::inner_product(&forward[at], &forward[at] + tags(),
                                         &backward[at], 0.0f);
    result[i] = forward[at + path[i]] * backward[at + path[i]] / all;
  }
  return result;
}

std::vector<NameMention> NameDecoder::Decode(Scores scores) const {
  std::vector<NameMention> names;
  if (scores.empty()) return names;
  const std::vector<int> path = BestTags(scores);
  for (uint32_t i = 0; i < path.size(); ++i) {
    const Tag& tag = tags_[path[i]];
    if (tag.position == Position::kOutside) continue;
    if (tag.position == Position::kBegin) {
      names.push_back({{i, i}, tag.type, 1.0f});
    }
    names.back().tokens.end = i + 1;
  }
  if (names.empty()) return names;
  const std::vector<float> probabilities = Probabilities(scores, path);
  for (NameMention& name : names) {
    name.probability =
        *std::min_element(probabilities.begin() + name.tokens.begin,
                          probabilities.begin() + name.tokens.end);
    if (name.probability < kSureOfType) name.type = EntityType::kMisc;
  }
  return names;
}

}  // namespace weft::extractor
