#include "extractor/pipeline/entity_table.h"

#include "absl/strings/ascii.h"

namespace weft::extractor {

EntityTable::EntityTable(absl::Span<const NamedEntity> named) {
  for (const NamedEntity& source : named) {
    Entity entity;
    entity.name = source.name;
    entity.type = source.type;
    entity.named = true;
    for (const auto& [form, count] : source.aliases) {
      entity.aliases.push_back({form, static_cast<uint32_t>(count)});
      by_words_.emplace(absl::AsciiStrToLower(form),
                        static_cast<int>(entities_.size()));
    }
    entities_.push_back(std::move(entity));
  }
}

int EntityTable::FindOrAdd(absl::string_view text, EntityType type) {
  const auto [it, fresh] = by_words_.emplace(
      absl::AsciiStrToLower(text), static_cast<int>(entities_.size()));
  if (fresh) {
    Entity entity;
    entity.name = std::string(text);
    entity.type = type;
    entity.aliases.push_back({entity.name, 0});
    entities_.push_back(std::move(entity));
  }
  Entity& entity = entities_[it->second];
  if (!entity.named) ++entity.aliases[0].count;
  return it->second;
}

}  // namespace weft::extractor
