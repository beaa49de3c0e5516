#include "service/ingest/document_facts.h"

#include <string>
#include <utility>
#include <vector>

#include "base/coding.h"
#include "base/hash.h"
#include "service/wire/enums.h"
#include "service/wire/value.h"

namespace weft::service {
namespace {

using extractor::kNoEntity;
using graphstore::LocalEntityIndex;

LocalEntityIndex Local(int entity) { return {static_cast<uint32_t>(entity)}; }

graphstore::MentionSlot Slot(extractor::Mention&& mention) {
  return {mention.span, std::move(mention.text)};
}

graphstore::LocalEntity Entity(extractor::Entity&& entity) {
  graphstore::LocalEntity out;
  out.name = std::move(entity.name);
  out.type = StoredEntityType(entity.type);
  for (extractor::Entity::Alias& alias : entity.aliases) {
    out.aliases.push_back({std::move(alias.text), alias.count});
  }
  return out;
}

graphstore::Qualifier Qualifier(
    extractor::Qualifier&& qualifier,
    const std::vector<graphstore::LocalEntity>& entities) {
  graphstore::Qualifier out;
  out.role = std::string(extractor::QualifierRoleName(qualifier.role));
  out.relation = std::move(qualifier.relation);
  out.mention = {qualifier.span, std::move(qualifier.text)};
  if (qualifier.value.has_value()) {
    StoreQualifierValue(*qualifier.value, &out);
  } else if (qualifier.entity != kNoEntity) {
    out.value = entities[qualifier.entity].name;
    out.unit = kEntityUnit;
  }
  return out;
}

graphstore::LocalObject Object(const extractor::Fact& fact) {
  if (fact.object != kNoEntity) return Local(fact.object);
  if (fact.object_value.has_value()) return ToStored(*fact.object_value);
  return std::monostate();
}

void AddQualifiers(extractor::Fact&& fact,
                   const std::vector<graphstore::LocalEntity>& entities,
                   graphstore::LocalFact* out) {
  for (extractor::Qualifier& qualifier : fact.qualifiers) {
    out->qualifiers.push_back(Qualifier(std::move(qualifier), entities));
  }
  if (!fact.object_value.has_value()) return;
  for (graphstore::Qualifier& qualifier : ValueQualifiers(*fact.object_value)) {
    out->qualifiers.push_back(std::move(qualifier));
  }
}

graphstore::LocalFact Fact(
    extractor::Fact&& fact,
    const std::vector<graphstore::LocalEntity>& entities) {
  graphstore::LocalFact out;
  out.subject = Local(fact.subject);
  out.object = Object(fact);
  out.negated = fact.negated;
  out.sentence = fact.sentence;
  out.subject_mention = Slot(std::move(fact.subject_mention));
  // The words of the relation can be read from the sentence; how it is shown
  // to people cannot.
  out.relation_mention = {fact.relation_mention.span,
                          std::move(fact.relation_display)};
  out.object_mention = Slot(std::move(fact.object_mention));
  out.confidence = fact.confidence;
  out.modality = StoredModality(fact.modality);
  out.attribution.text = std::move(fact.attribution);
  if (fact.attribution_entity != kNoEntity) {
    out.attribution.entity = Local(fact.attribution_entity);
  }
  out.relation = std::move(fact.relation);
  out.valid_from = std::move(fact.valid_from);
  out.valid_until = std::move(fact.valid_until);
  out.rule = std::move(fact.rule);
  AddQualifiers(std::move(fact), entities, &out);
  return out;
}

}  // namespace

uint64_t ContentHash(const extractor::DocumentInput& input) {
  std::string bytes;
  bytes.reserve(input.bytes.size() + input.title.size() + input.url.size() +
                64);
  PutVarint(static_cast<uint64_t>(input.format), &bytes);
  PutLengthPrefixed(input.title, &bytes);
  PutLengthPrefixed(input.url, &bytes);
  PutLengthPrefixed(input.published, &bytes);
  PutLengthPrefixed(input.bytes, &bytes);
  const uint64_t hash = StableHash(bytes);
  return hash == 0 ? 1 : hash;  // 0 means "not given" to the store
}

graphstore::DocumentFacts ToDocumentFacts(
    extractor::DocumentInput&& input, extractor::ExtractedDocument&& extracted,
    absl::string_view extractor_version) {
  graphstore::DocumentFacts out;
  out.content_hash = ContentHash(input);
  out.id = std::move(input.id);
  out.title = std::move(extracted.title);
  out.published = std::move(extracted.published);
  out.url = std::move(input.url);
  out.text = std::move(input.bytes);
  out.extractor_version = std::string(extractor_version);
  for (extractor::ExtractedSentence& sentence : extracted.sentences) {
    out.sentences.push_back({sentence.span, std::move(sentence.text)});
  }
  for (extractor::Entity& entity : extracted.entities) {
    out.entities.push_back(Entity(std::move(entity)));
  }
  for (extractor::Fact& fact : extracted.facts) {
    out.facts.push_back(Fact(std::move(fact), out.entities));
  }
  return out;
}

}  // namespace weft::service
