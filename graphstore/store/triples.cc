#include "graphstore/store/triples.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "base/coding.h"
#include "base/hash.h"

namespace weft::graphstore {

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
  uint64_t hash = StableHash(id);
  std::string part;
  for (const Triple& triple : triples) {
    LocalFact fact;
    fact.subject = index(triple.subject);
    fact.relation = triple.predicate;
    fact.object = index(triple.object);
    fact.valid_from = triple.time;
    document.facts.push_back(std::move(fact));
    part.clear();
    PutFixed64(hash, &part);
    for (const std::string* text :
         {&triple.subject, &triple.predicate, &triple.object, &triple.time}) {
      PutLengthPrefixed(*text, &part);
    }
    hash = StableHash(part);
  }
  document.content_hash = hash | 1;  // never 0, which would mean "compute it"
  return document;
}

}  // namespace weft::graphstore
