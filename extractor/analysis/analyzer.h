// The trained analyser: sentences -> tags, lemmas, dependency trees, names.
//
// One run of one network (extractor/model) feeds the tagger, the parser and
// the name tagger; this package runs it over batches of sentences and puts the
// pieces together.
#ifndef WEFT_EXTRACTOR_ANALYSIS_ANALYZER_H_
#define WEFT_EXTRACTOR_ANALYSIS_ANALYZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_mention.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// A sentence with everything the trained models say about it.
struct AnalyzedSentence {
  Sentence sentence;
  DependencyTree tree;             // tree.size() == sentence.tokens.size()
  std::vector<NameMention> names;  // disjoint, in text order
};

// Immutable after creation; every method is const and may be called from many
// threads at once.
class Analyzer {
 public:
  // Opens a model file (doc/model_format.md); an empty path stands for the
  // model built into the program. Errors: NotFound (no such file),
  // DataLoss (truncated, wrong checksum or not a model file), Unimplemented
  // (a format version that this program does not know).
  static absl::StatusOr<std::unique_ptr<const Analyzer>> Create(
      const std::string& path);
  virtual ~Analyzer() = default;

  // Returns one result for each sentence, in order. Deterministic: a sentence
  // gets the same result in any company. Work is bounded for any length: a
  // sentence of more than kMaxTokens tokens is analysed in pieces whose roots
  // hang on the first one.
  virtual std::vector<AnalyzedSentence> Analyze(
      std::vector<Sentence> sentences) const = 0;

  // Name, version and training data of the model, for `weft stats` and the
  // evidence of each fact ("en-1").
  virtual absl::string_view model_version() const = 0;

  static constexpr int kMaxTokens = 256;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_ANALYSIS_ANALYZER_H_
