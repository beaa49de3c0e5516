// What a prepositional phrase or subordinate clause says about a fact.
#ifndef WEFT_EXTRACTOR_PIPELINE_QUALIFIER_ROLE_H_
#define WEFT_EXTRACTOR_PIPELINE_QUALIFIER_ROLE_H_

#include "absl/strings/string_view.h"
#include "extractor/mention/name_mention.h"
#include "extractor/pipeline/fact.h"
#include "extractor/value/value.h"

namespace weft::extractor {

struct QualifierClues {
  absl::string_view preposition;  // lower case, "" for a bare phrase
  absl::string_view head;         // lemma of the phrase's head, lower case
  bool verbal = false;            // the phrase is a clause or a gerund
  EntityType type = EntityType::kUnknown;  // of the phrase
  const Value* value = nullptr;
};

// Table in the .cc, sentence by sentence in the test. Values decide first,
// then the preposition with the type of what stands behind it.
QualifierRole RoleOf(const QualifierClues& clues);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_QUALIFIER_ROLE_H_
