// The whole extractor: text -> resolved facts.
//
//   auto extractor = Extractor::Create({});
//   auto result = (*extractor)->Extract({.id = "a", .bytes = "..."}, {});
//
// Pure, const and thread-safe; the same input gives the same output on every
// machine.
#ifndef WEFT_EXTRACTOR_PIPELINE_EXTRACTOR_H_
#define WEFT_EXTRACTOR_PIPELINE_EXTRACTOR_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/canon/alias_source.h"
#include "extractor/pipeline/fact.h"
#include "extractor/text/document.h"

namespace weft::extractor {

class StageTimes;

// The views of one clause structure: see doc/architecture.md.
enum class View : uint8_t {
  kGraph,   // short, resolved, typed: ExtractedDocument::facts
  kNary,    // one tuple a clause with all its arguments
  kBinary,  // one tuple a fact, the relation holding verb + object +
            // preposition where the second argument hangs on a preposition
};

struct ExtractOptions {
  View view = View::kGraph;
  // Every line of the text is one sentence.
  bool lines = false;
  // Tokens are already separated by blanks, Penn Treebank style; implies
  // `lines`. Slots of tuples are exactly these tokens joined by blanks.
  bool pretokenized = false;
  bool explain = false;
};

struct ExtractorOptions {
  std::string model_path;  // "" for the model built into the program
  // Canonical names that are known already; null: each document stands alone.
  // Must outlive the extractor.
  const AliasSource* aliases = nullptr;
  // Where the times of its stages are added up (stage_times.h); null: nowhere.
  // Must outlive the extractor.
  StageTimes* times = nullptr;
};

class Extractor {
 public:
  // Errors: those of Analyzer::Create (extractor/analysis/analyzer.h).
  static absl::StatusOr<std::unique_ptr<const Extractor>> Create(
      const ExtractorOptions& options);
  virtual ~Extractor() = default;

  // Errors: those of Clean (extractor/text/document.h) and of the alias source.
  virtual absl::StatusOr<ExtractedDocument> Extract(
      const DocumentInput& input, const ExtractOptions& options) const = 0;

  // Program and model version, kept with each fact: "weft-0.1+en-1".
  virtual absl::string_view version() const = 0;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_EXTRACTOR_H_
