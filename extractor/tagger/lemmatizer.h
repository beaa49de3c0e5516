// Lemmas from form and Penn tag: exceptions, then suffix rules.
//
//   Lemma("founded", kVbn) == "found"      (suffix "ed")
//   Lemma("went", kVbd) == "go"            (exception)
//   Lemma("Robotics", kNnp) == "Robotics"  (names keep form and case)
//
// The tables lemma.* of the model hold what extractor/train/lemmas.py learned
// from the treebanks and WordNet. Punctuation and symbols are their own lemmas.
// Immutable and thread-safe.
#ifndef WEFT_EXTRACTOR_TAGGER_LEMMATIZER_H_
#define WEFT_EXTRACTOR_TAGGER_LEMMATIZER_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/model/model_file.h"
#include "extractor/tagger/tags.h"

namespace weft::extractor {

class Lemmatizer {
 public:
  // Reads lemma.* in place: `model` must outlive the result. Error: DataLoss.
  static absl::StatusOr<Lemmatizer> Create(const ModelFile& model);

  std::string Lemma(absl::string_view form, Xpos xpos) const;

 private:
  // Lower the case or not, cut so many letters, append a string.
  struct Edit {
    bool lower = false;
    int cut = 0;
    absl::string_view append;
  };

  Lemmatizer() = default;
  static absl::StatusOr<Edit> ParseEdit(absl::string_view text);
  const Edit* FindRule(absl::string_view tag, absl::string_view lowered) const;

  StringTable exceptions_, lemmas_;  // parallel
  absl::flat_hash_map<std::string, Edit> rules_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TAGGER_LEMMATIZER_H_
