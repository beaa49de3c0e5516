#include "graphstore/store/entity_record.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/coding.h"
#include "graphstore/dict/normalize_name.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

// Stored counts never fall below zero, whatever a damaged record says.
void Lower(uint64_t by, uint64_t* count) { *count -= std::min(by, *count); }

void PutNames(const EntityNames& names, std::string* out) {
  PutVarint(names.names.size(), out);
  for (const auto& [text, count] : names.names) {
    PutLengthPrefixed(text, out);
    PutVarint(count.canonical, out);
    PutVarint(count.mentions, out);
  }
  PutVarint(names.types.size(), out);
  for (const auto& [type, count] : names.types) {
    PutLengthPrefixed(type, out);
    PutVarint(count, out);
  }
}

bool GetNames(absl::string_view* in, EntityNames* names) {
  uint64_t size;
  std::string text;
  if (!GetVarint(in, &size)) return false;
  for (uint64_t i = 0; i < size; ++i) {
    NameCount count;
    if (!GetText(in, &text) || !GetVarint(in, &count.canonical) ||
        !GetVarint(in, &count.mentions)) {
      return false;
    }
    names->names.emplace_hint(names->names.end(), text, count);
  }
  if (!GetVarint(in, &size)) return false;
  for (uint64_t i = 0; i < size; ++i) {
    uint64_t count;
    if (!GetText(in, &text) || !GetVarint(in, &count)) return false;
    names->types.emplace_hint(names->types.end(), text, count);
  }
  return true;
}

}  // namespace

void EntityNames::Add(const EntityNames& other) {
  for (const auto& [text, count] : other.names) {
    NameCount& sum = names[text];
    sum.canonical += count.canonical;
    sum.mentions += count.mentions;
  }
  for (const auto& [type, count] : other.types) types[type] += count;
}

void EntityNames::Add(const LocalEntity& entity, bool canonical) {
  if (canonical) ++names[entity.name].canonical;
  for (const Alias& alias : entity.aliases) {
    if (!alias.text.empty()) names[alias.text].mentions += alias.count;
  }
  // What the document calls it is one mention at least.
  NameCount& own = names[entity.name];
  if (own.zero()) own.mentions = 1;
  if (!entity.type.empty()) ++types[entity.type];
}

void EntityNames::Subtract(const EntityNames& other) {
  for (const auto& [text, count] : other.names) {
    NameCount& sum = names[text];
    Lower(count.canonical, &sum.canonical);
    Lower(count.mentions, &sum.mentions);
  }
  for (const auto& [type, count] : other.types) Lower(count, &types[type]);
}

void EntityNames::Prune() {
  std::erase_if(names, [](const auto& name) { return name.second.zero(); });
  std::erase_if(types, [](const auto& type) { return type.second == 0; });
}

void EntityRecord::Add(const EntityRecord& other) {
  out_degree += other.out_degree;
  in_degree += other.in_degree;
  mention_count += other.mention_count;
  document_count += other.document_count;
  names.Add(other.names);
}

const std::string& EntityRecord::Name() const {
  static const std::string* const kNone = new std::string;
  const std::pair<const std::string, NameCount>* best = nullptr;
  for (const auto& name : names.names) {
    if (best == nullptr ||
        std::tie(name.second.canonical, name.second.mentions) >
            std::tie(best->second.canonical, best->second.mentions)) {
      best = &name;
    }
  }
  return best == nullptr ? *kNone : best->first;
}

std::string EntityRecord::Type() const {
  std::string best;
  uint64_t most = 0;
  for (const auto& [type, count] : names.types) {
    if (count > most) {
      best = type;
      most = count;
    }
  }
  return best;
}

Entity EntityRecord::ToEntity(NodeId id) const {
  Entity entity;
  entity.id = id;
  entity.name = Name();
  entity.type = Type();
  for (const auto& [text, count] : names.names) {
    entity.aliases.push_back({text, count.mentions});
  }
  std::stable_sort(
      entity.aliases.begin(), entity.aliases.end(),
      [](const Alias& a, const Alias& b) { return a.count > b.count; });
  entity.document_count = document_count;
  entity.out_degree = out_degree;
  entity.in_degree = in_degree;
  entity.mention_count = mention_count;
  return entity;
}

std::string AliasForm(absl::string_view name) {
  std::string normal = NormalizeName(name);
  return normal.empty() ? std::string(name) : normal;
}

std::string EncodeEntityRecord(const EntityRecord& record) {
  std::string bytes;
  PutVarint(record.out_degree, &bytes);
  PutVarint(record.in_degree, &bytes);
  PutVarint(record.mention_count, &bytes);
  PutVarint(record.document_count, &bytes);
  PutNames(record.names, &bytes);
  return bytes;
}

bool DecodeEntityRecord(absl::string_view bytes, EntityRecord* record) {
  *record = {};
  return GetVarint(&bytes, &record->out_degree) &&
         GetVarint(&bytes, &record->in_degree) &&
         GetVarint(&bytes, &record->mention_count) &&
         GetVarint(&bytes, &record->document_count) &&
         GetNames(&bytes, &record->names) && bytes.empty();
}

std::string EncodeContributions(
    const std::vector<EntityContribution>& contributions) {
  std::string bytes;
  PutVarint(contributions.size(), &bytes);
  for (const EntityContribution& contribution : contributions) {
    PutNode(contribution.entity, &bytes);
    PutNames(contribution.names, &bytes);
  }
  return bytes;
}

bool DecodeContributions(absl::string_view bytes,
                         std::vector<EntityContribution>* contributions) {
  contributions->clear();
  if (bytes.empty()) return true;
  uint64_t size;
  if (!GetVarint(&bytes, &size)) return false;
  for (uint64_t i = 0; i < size; ++i) {
    EntityContribution contribution;
    if (!GetNode(&bytes, &contribution.entity) ||
        !GetNames(&bytes, &contribution.names)) {
      return false;
    }
    contributions->push_back(std::move(contribution));
  }
  return bytes.empty();
}

}  // namespace weft::graphstore
