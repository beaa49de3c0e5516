#include "extractor/mention/name_mention.h"

#include <array>
#include <cstddef>
#include <optional>

namespace weft::extractor {
namespace {

// In the order of the enum.
constexpr std::array<absl::string_view, 9> kNames = {
    "unknown", "person", "organization", "place", "product",
    "event",   "law",    "group",        "misc"};

static_assert(static_cast<size_t>(EntityType::kMisc) + 1 == kNames.size());

}  // namespace

absl::string_view EntityTypeName(EntityType type) {
  return kNames[static_cast<size_t>(type)];
}

std::optional<EntityType> ParseEntityType(absl::string_view name) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<EntityType>(i);
  }
  return std::nullopt;
}

}  // namespace weft::extractor
