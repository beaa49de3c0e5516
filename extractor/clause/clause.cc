#include "extractor/clause/clause.h"

#include <array>

namespace weft::extractor {

absl::string_view ClauseKindName(ClauseKind kind) {
  static constexpr std::array<absl::string_view, 3> kNames = {
      "verbal", "copular", "existential"};
  return kNames[static_cast<size_t>(kind)];
}

absl::string_view ArgumentRoleName(ArgumentRole role) {
  static constexpr std::array<absl::string_view, 8> kNames = {
      "object",  "indirect_object", "complement", "agent",
      "oblique", "adverb",          "content",    "adverbial_clause"};
  return kNames[static_cast<size_t>(role)];
}

const Argument* Clause::Find(ArgumentRole role) const {
  for (const Argument& argument : arguments) {
    if (argument.role == role) return &argument;
  }
  return nullptr;
}

}  // namespace weft::extractor
