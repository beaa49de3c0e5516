// The entities of one document while its facts are being built.
#ifndef WEFT_EXTRACTOR_PIPELINE_ENTITY_TABLE_H_
#define WEFT_EXTRACTOR_PIPELINE_ENTITY_TABLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/coref/coreference.h"
#include "extractor/pipeline/fact.h"

namespace weft::extractor {

// Named entities come first, under the numbers that coreference gave them;
// phrases without a name are added as facts mention them, equal words (case
// aside) being one entity.
class EntityTable {
 public:
  explicit EntityTable(absl::Span<const NamedEntity> named);

  // Index of the phrase with these words; adds it when it is new.
  int FindOrAdd(absl::string_view text, EntityType type);

  const Entity& operator[](int index) const { return entities_[index]; }
  std::vector<Entity> Take() && { return std::move(entities_); }

 private:
  std::vector<Entity> entities_;
  absl::flat_hash_map<std::string, int> by_words_;  // lower case
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_ENTITY_TABLE_H_
