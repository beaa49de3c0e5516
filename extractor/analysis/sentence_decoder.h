// Scores of one sentence -> its tags, lemmas, tree and names.
//
// Puts the decoders of the tagger, the parser and the name tagger together.
// Immutable and thread-safe.
#ifndef WEFT_EXTRACTOR_ANALYSIS_SENTENCE_DECODER_H_
#define WEFT_EXTRACTOR_ANALYSIS_SENTENCE_DECODER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_decoder.h"
#include "extractor/mention/name_mention.h"
#include "extractor/model/ensemble.h"
#include "extractor/model/model_file.h"
#include "extractor/tagger/lemmatizer.h"
#include "extractor/tagger/tag_decoder.h"

namespace weft::extractor {

// What the models say about the words of one sentence.
struct DecodedSentence {
  std::vector<Node> nodes;  // one root, no cycle
  std::vector<NameMention> names;
};

class SentenceDecoder {
 public:
  // `model` must outlive the result. Error: DataLoss.
  static absl::StatusOr<SentenceDecoder> Create(const ModelFile& model);

  // Decodes `sentence` of the batch that `network` encoded last with
  // `workspace`; `words` are its words.
  DecodedSentence Decode(const Ensemble& network, int sentence, Words words,
                         EnsembleWorkspace& workspace) const;

 private:
  SentenceDecoder(TagDecoder tags, Lemmatizer lemmatizer, NameDecoder names,
                  std::vector<Deprel> labels);
  void DecodeTree(const Ensemble& network, int sentence,
                  EnsembleWorkspace& workspace, std::vector<Node>& nodes) const;
  // The best label for a word with this head, and its probability.
  void ChooseLabel(absl::Span<const float> scores, Node& node) const;

  TagDecoder tags_;
  Lemmatizer lemmatizer_;
  NameDecoder names_;
  std::vector<Deprel> labels_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_SENTENCE_DECODER_H_
