// The named entities of a document: which names are one, and what the text
// calls them besides.
#ifndef WEFT_EXTRACTOR_COREF_NAMED_ENTITIES_H_
#define WEFT_EXTRACTOR_COREF_NAMED_ENTITIES_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "extractor/coref/discourse.h"
#include "extractor/coref/sentence_facts.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// Everything that one name of the document stands for.
struct NamedEntity {
  std::string name;  // canonical: the fullest form for persons, else the most
                     // frequent one
  EntityType type = EntityType::kUnknown;
  std::vector<std::pair<std::string, int>> aliases;  // surface form, count
};

struct NamedEntities {
  std::vector<NamedEntity> entities;
  std::vector<Chain> chains;  // of the entities, in their order
  // By sentence and token: the entity of the name there, or of a noun that is
  // in apposition to one ("the lender" of "the lender, Holm Bank"); -1.
  std::vector<std::vector<int>> chain_at;
  // By sentence and token: number of the name that the token is part of; -1.
  std::vector<std::vector<int>> names;
  // Nouns in chain_at that are merely ascribed to their entity: "Vela is a
  // boat". Sentence, token.
  absl::flat_hash_set<std::pair<int, int>> ascribed;
  // Person -> the organisation he or she speaks for: "the head of Norvane".
  absl::flat_hash_map<int, int> organization_of;
};

// Joins names (name_clusters.h) and reads what propositions say of them:
// appositions, titles, "called", "is a".
NamedEntities FindNamedEntities(absl::Span<const SentenceFacts> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAMED_ENTITIES_H_
