// Plain triples as a document: the way in for data that is no text.
//
//   std::vector<Triple> triples = {{"Acme", "owns", "Bolt", ""}};
//   store->WriteDocument(TriplesDocument("file:firms.tsv", triples),
//                        {.link_by = LinkBy::kExactName});
#ifndef WEFT_GRAPHSTORE_STORE_TRIPLES_H_
#define WEFT_GRAPHSTORE_STORE_TRIPLES_H_

#include <string>

#include "absl/types/span.h"
#include "graphstore/fact/document_facts.h"

namespace weft::graphstore {

struct Triple {
  std::string subject;
  std::string predicate;  // the relation's name, byte for byte
  std::string object;     // an entity like the subject
  std::string time;       // ISO 8601, "" = none: true from then on
};

// A document without text whose facts are these triples. Names are keys: write
// it with LinkBy::kExactName. The content hash is that of the triples in their
// order.
DocumentFacts TriplesDocument(const std::string& id,
                              absl::Span<const Triple> triples);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_TRIPLES_H_
