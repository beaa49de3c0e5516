// Scores of the name head -> names.
//
// The head scores tags "O", "B-type", "I-type" word by word; the model may
// score pairs of neighbouring tags as well (a linear-chain conditional random
// field, Lafferty et al. 2001). The best sequence in which every I follows a B
// or I of its type is found by Viterbi's algorithm, how likely its tags are by
// the forward-backward algorithm. Immutable and thread-safe.
#ifndef WEFT_EXTRACTOR_MENTION_NAME_DECODER_H_
#define WEFT_EXTRACTOR_MENTION_NAME_DECODER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "extractor/mention/name_mention.h"
#include "extractor/model/model_file.h"

namespace weft::extractor {

class NameDecoder {
 public:
  // Reads labels.names and, if it is there, names.transitions: row after row
  // the scores of each tag after tag i, the last row those at the start.
  // Error: DataLoss (a tag that is none of the above, another size).
  static absl::StatusOr<NameDecoder> Create(const ModelFile& model);

  // `scores`: one span a word, a score for each tag of the model. Returns
  // disjoint names in text order. The probability of a name is that of its
  // least certain tag, all sequences considered; one below kSureOfType is
  // kMisc. O(words * tags^2).
  std::vector<NameMention> Decode(
      absl::Span<const absl::Span<const float>> scores) const;

 private:
  enum class Position { kOutside, kBegin, kInside };
  struct Tag {
    Position position = Position::kOutside;
    EntityType type = EntityType::kUnknown;
  };
  using Scores = absl::Span<const absl::Span<const float>>;

  NameDecoder() = default;
  static bool MayFollow(const Tag& before, const Tag& tag);
  absl::Status ReadTransitions(const ModelFile& model);
  int tags() const { return static_cast<int>(tags_.size()); }
  // Rows [tags()] of the transitions and of their exponentials; row tags() is
  // the start of the sentence.
  const float* Row(int before) const { return &follow_[before * tags()]; }
  const float* Share(int before) const { return &share_[before * tags()]; }

  std::vector<int> BestTags(Scores scores) const;
  std::vector<float> Forward(const std::vector<float>& words) const;
  std::vector<float> Backward(const std::vector<float>& words) const;
  // The probability of tag path[i] at word i.
  std::vector<float> Probabilities(Scores scores,
                                   const std::vector<int>& path) const;

  std::vector<Tag> tags_;
  std::vector<float> follow_, share_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MENTION_NAME_DECODER_H_
