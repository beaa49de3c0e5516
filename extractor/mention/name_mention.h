// Names of one sentence as the name tagger finds them.
#ifndef WEFT_EXTRACTOR_MENTION_NAME_MENTION_H_
#define WEFT_EXTRACTOR_MENTION_NAME_MENTION_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "base/span.h"

namespace weft::extractor {

// Types of entities. kUnknown stands for "an entity, type not known".
enum class EntityType : uint8_t {
  kUnknown,
  kPerson,
  kOrganization,
  kPlace,
  kProduct,
  kEvent,
  kLaw,
  kGroup,
  kMisc,
};

// "person", "organization", "place", "product" (products and works), "event",
// "law", "group" (nationalities, religions, parties' members), "misc",
// "unknown".
absl::string_view EntityTypeName(EntityType type);
std::optional<EntityType> ParseEntityType(absl::string_view name);

// A name less likely than this keeps its place but not its type: the tagger
// calls it kMisc. Chosen on EWT dev (UNER), where fewer than half of the
// names below it were right.
inline constexpr float kSureOfType = 0.75f;

struct NameMention {
  TokenSpan tokens;  // of the sentence
  EntityType type = EntityType::kUnknown;
  float probability = 1;  // of the type and the boundaries, 0..1
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MENTION_NAME_MENTION_H_
