// What the extractor hands to the store: one document and all it says.
//
// Entities are numbered within the document; the facts point at them by that
// number. The store decides which entity of the graph each one is.
#ifndef WEFT_GRAPHSTORE_FACT_DOCUMENT_FACTS_H_
#define WEFT_GRAPHSTORE_FACT_DOCUMENT_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "graphstore/fact/document.h"
#include "graphstore/fact/entity.h"
#include "graphstore/fact/mention.h"
#include "graphstore/fact/value.h"

namespace weft::graphstore {

// Index into DocumentFacts::entities.
struct LocalEntityIndex {
  uint32_t value = 0;

  friend bool operator==(LocalEntityIndex, LocalEntityIndex) = default;
};

// An entity of one document.
struct LocalEntity {
  std::string name;            // canonical within the document; not empty
  std::string type;            // "person", "organization" ...; "" = unknown
  std::vector<Alias> aliases;  // forms in the text; `name` need not be here
};

// std::monostate: no object ("the market fell").
using LocalObject = std::variant<std::monostate, LocalEntityIndex, Value>;

struct LocalAttribution {
  std::string text;  // "" = the document itself
  std::optional<LocalEntityIndex> entity;
};

struct LocalFact {
  LocalEntityIndex subject;
  std::string relation;  // lemma form ("stock fall"): the identity; not empty
  LocalObject object;
  bool negated = false;

  uint32_t sentence = 0;  // index into DocumentFacts::sentences
  MentionSlot subject_mention;
  MentionSlot relation_mention;  // text = display form ("stock-fell")
  MentionSlot object_mention;    // text = surface form of a value ("17%")
  float confidence = 1;          // 0..1
  std::string modality;          // "" = asserted
  LocalAttribution attribution;
  std::vector<Qualifier> qualifiers;
  std::string valid_from;   // ISO 8601, "" = open
  std::string valid_until;  // ISO 8601, "" = open
  std::string rule;
};

struct DocumentFacts {
  std::string id;  // not empty, at most 512 bytes
  std::string title;
  std::string published;  // ISO 8601 or ""
  std::string url;
  std::string text;  // the original document, byte for byte
  // Of everything that decides the facts: the text, `published`, title. The
  // same id with the same hash is the same document. 0 = computed from id,
  // title, published, url and text. `extractor_version` is part of neither: to
  // extract again with a newer extractor, delete first or pass
  // WriteOptions::rewrite.
  uint64_t content_hash = 0;
  std::string extractor_version;
  std::vector<Sentence> sentences;
  std::vector<LocalEntity> entities;
  std::vector<LocalFact> facts;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_DOCUMENT_FACTS_H_
