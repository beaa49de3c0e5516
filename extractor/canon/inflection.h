// Inflected forms of English verbs, for the names that people read.
#ifndef WEFT_EXTRACTOR_CANON_INFLECTION_H_
#define WEFT_EXTRACTOR_CANON_INFLECTION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::extractor {

// Simple past of a verb lemma in lower case: "fall" -> "fell", "stop" ->
// "stopped", "carry" -> "carried". Irregular verbs come from a table of the
// 140 that English news uses; the rest follows the spelling rules.
std::string PastTense(absl::string_view lemma);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CANON_INFLECTION_H_
