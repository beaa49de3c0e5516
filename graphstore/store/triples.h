// Plain triples as a document: the way in for data that is no text.
//
//   std::vector<Triple> triples = {{"Acme", "owns", "Bolt", ""}};
//   store->WriteDocument(TriplesDocument("file:firms.tsv", triples),
//                        {.link_by = LinkBy::kExactName});
#ifndef WEFT_GRAPHSTORE_STORE_TRIPLES_H_
#define WEFT_GRAPHSTORE_STORE_TRIPLES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/fact/value.h"

namespace weft::graphstore {

struct Triple {
  std::string subject;
  std::string predicate;  // the relation's name, byte for byte
  std::string object;     // an entity like the subject
  std::string time;       // ISO 8601, "" = none: true from then on
  // The object when it is no entity; `object` does not count then.
  std::optional<Value> value = std::nullopt;
};

// The content hash of triples, which are added in their order. (Each step
// hashes the hash before and the triple, so that millions of triples need no
// memory.)
class TripleHash {
 public:
  // `id`: of the document that they make.
  explicit TripleHash(absl::string_view id);

  void Add(absl::string_view subject, absl::string_view predicate,
           absl::string_view object, absl::string_view time);
  void Add(absl::string_view subject, absl::string_view predicate,
           const Value& object, absl::string_view time);
  // Never 0, which would mean "compute it".
  uint64_t value() const { return hash_ | 1; }

  // What is kept to go on later with the next triple.
  uint64_t state() const { return hash_; }
  void Resume(uint64_t state) { hash_ = state; }

 private:
  uint64_t hash_;
  std::string bytes_;  // scratch
};

// A document without text whose facts are these triples. Names are keys: write
// it with LinkBy::kExactName. The content hash is their TripleHash.
DocumentFacts TriplesDocument(const std::string& id,
                              absl::Span<const Triple> triples);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TRIPLES_H_
