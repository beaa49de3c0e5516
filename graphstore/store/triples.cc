#include "graphstore/store/triples.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "base/coding.h"
#include "base/hash.h"
#include "graphstore/dict/value_id.h"

namespace weft::graphstore {

TripleHash::TripleHash(absl::string_view id) : hash_(StableHash(id)) {}

void TripleHash::Add(absl::string_view subject, absl::string_view predicate,
                     absl::string_view object, absl::string_view time) {
  bytes_.clear();
  PutFixed64(hash_, &bytes_);
  for (const absl::string_view text : {subject, predicate, object, time}) {
    PutLengthPrefixed(text, &bytes_);
  }
  hash_ = StableHash(bytes_);
}

void TripleHash::Add(absl::string_view subject, absl::string_view predicate,
                     const Value& object, absl::string_view time) {
  Add(subject, predicate, EncodeLiteralRecord({object, 0}), time);
  // Tells it from a triple with an entity of that name.
  bytes_.push_back('v');
  hash_ = StableHash(bytes_);
}

DocumentFacts TriplesDocument(const std::string& id,
                              absl::Span<const Triple> triples) {
  DocumentFacts document;
  document.id = id;
  absl::flat_hash_map<absl::string_view, uint32_t> indexes;
  const auto index = [&](const std::string& name) {
    const auto [it, is_new] =
        indexes.emplace(name, static_cast<uint32_t>(document.entities.size()));
    if (is_new) document.entities.push_back({name, "", {}});
    return LocalEntityIndex{it->second};
  };
  TripleHash hash(id);
  for (const Triple& triple : triples) {
    LocalFact fact;
    fact.subject = index(triple.subject);
    fact.relation = triple.predicate;
    if (triple.value) {
      fact.object = *triple.value;
      hash.Add(triple.subject, triple.predicate, *triple.value, triple.time);
    } else {
      fact.object = index(triple.object);
      hash.Add(triple.subject, triple.predicate, triple.object, triple.time);
    }
    fact.valid_from = triple.time;
    document.facts.push_back(std::move(fact));
  }
  document.content_hash = hash.value();
  return document;
}

}  // namespace weft::graphstore
