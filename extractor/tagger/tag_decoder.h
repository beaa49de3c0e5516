// Scores of the tag heads -> tags.
//
// The model names its tags (labels.upos, labels.xpos); the order there need
// not be that of the enums. Immutable and thread-safe.
#ifndef WEFT_EXTRACTOR_TAGGER_TAG_DECODER_H_
#define WEFT_EXTRACTOR_TAGGER_TAG_DECODER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "extractor/model/model_file.h"
#include "extractor/tagger/tags.h"

namespace weft::extractor {

class TagDecoder {
 public:
  // Error: DataLoss (a tag that this program does not know).
  static absl::StatusOr<TagDecoder> Create(const ModelFile& model);

  // The tag with the best score; the first of equals. Precondition: as many
  // scores as the model has tags.
  Upos BestUpos(absl::Span<const float> scores) const;
  Xpos BestXpos(absl::Span<const float> scores) const;

 private:
  TagDecoder() = default;
  std::vector<Upos> upos_;
  std::vector<Xpos> xpos_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TAGGER_TAG_DECODER_H_
