// What the store keeps about an entity: a sum over the documents that name it.
//
// Nothing in it depends on the order in which documents came, and what a
// document added can be taken away again exactly.
#ifndef WEFT_GRAPHSTORE_STORE_ENTITY_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_ENTITY_RECORD_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/fact/entity.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

struct NameCount {
  uint64_t canonical = 0;  // how often a document takes it for the name
  uint64_t mentions = 0;   // how often it stands in a text

  bool zero() const { return canonical == 0 && mentions == 0; }
  friend bool operator==(const NameCount&, const NameCount&) = default;
};

// Names by their exact text, and documents by the type they give.
struct EntityNames {
  std::map<std::string, NameCount> names;
  std::map<std::string, uint64_t> types;  // "" is not counted

  void Add(const EntityNames& other);
  // `canonical`: its name is one for the entity; else only a further alias.
  void Add(const LocalEntity& entity, bool canonical);
  // Entries that fall to zero stay, so that the entity can still be found
  // until Prune().
  void Subtract(const EntityNames& other);
  void Prune();

  friend bool operator==(const EntityNames&, const EntityNames&) = default;
};

struct EntityRecord {
  uint64_t out_degree = 0;
  uint64_t in_degree = 0;
  uint64_t mention_count = 0;
  uint64_t document_count = 0;
  EntityNames names;

  // What is kept of another entity is added to what is kept of this one.
  void Add(const EntityRecord& other);

  // Most often canonical, then most often mentioned, then first in byte order.
  const std::string& Name() const;
  // Given by most documents, then first in byte order; "" = unknown.
  std::string Type() const;
  Entity ToEntity(NodeId id) const;

  friend bool operator==(const EntityRecord&, const EntityRecord&) = default;
};

// The form of a name in the alias index: NormalizeName(), or the name itself
// where that leaves nothing ("-").
std::string AliasForm(absl::string_view name);

// Varints: out degree, in degree, mentions, documents. Then names: varint
// number, each: text, varint canonical, varint mentions. Then types: varint
// number, each: text, varint documents. In byte order of the texts.
std::string EncodeEntityRecord(const EntityRecord& record);
bool DecodeEntityRecord(absl::string_view bytes, EntityRecord* record);

// What one document says about its entities: kept with it, to be subtracted.
struct EntityContribution {
  NodeId entity;
  EntityNames names;

  friend bool operator==(const EntityContribution&,
                         const EntityContribution&) = default;
};
// Varint number; each: node, names and types as above.
std::string EncodeContributions(
    const std::vector<EntityContribution>& contributions);
// No bytes are no contributions: documents without entities have been kept
// without a row.
bool DecodeContributions(absl::string_view bytes,
                         std::vector<EntityContribution>* contributions);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ENTITY_RECORD_H_
