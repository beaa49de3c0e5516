// Scores of the name head -> names.
//
// The head scores tags "O", "B-type", "I-type" word by word; the best sequence
// in which every I follows a B or I of its type is found by Viterbi's
// algorithm. Immutable and thread-safe.
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
  // Reads labels.names. Error: DataLoss (a tag that is none of the above).
  static absl::StatusOr<NameDecoder> Create(const ModelFile& model);

  // `scores`: one span a word, a score for each tag of the model. Returns
  // disjoint names in text order. The probability of a name is that of its
  // least certain tag. O(words * tags^2).
  std::vector<NameMention> Decode(
      absl::Span<const absl::Span<const float>> scores) const;

 private:
  enum class Position { kOutside, kBegin, kInside };
  struct Tag {
    Position position = Position::kOutside;
    EntityType type = EntityType::kUnknown;
  };

  NameDecoder() = default;
  static bool MayFollow(const Tag& before, const Tag& tag);
  std::vector<int> BestTags(
      absl::Span<const absl::Span<const float>> scores) const;

  std::vector<Tag> tags_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MENTION_NAME_DECODER_H_
