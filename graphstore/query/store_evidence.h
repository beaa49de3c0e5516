// The properties of entities and of statements, from what the store keeps.
#ifndef WEFT_GRAPHSTORE_QUERY_STORE_EVIDENCE_H_
#define WEFT_GRAPHSTORE_QUERY_STORE_EVIDENCE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "graphstore/fact/entity.h"
#include "graphstore/key/ids.h"
#include "graphstore/query/value/value.h"
#include "graphstore/store/reader.h"

namespace weft::graphstore::query {

// Confidence and polarity in RelationshipRef::hint: the bits of the float,
// which is never negative, and its sign for a negated statement.
uint32_t PackHint(float confidence, bool negated);
Value HintConfidence(uint32_t hint);
Value HintNegated(uint32_t hint);

// name, aliases, mentions, documents.
Map EntityProperties(const Entity& entity);

// As it was known: confidence, negated, mentions (how many), documents (ids, of
// the first 100 mentions), evidence (their sentences, at most 10); of the most
// certain mention document, sentence, published, subject, relation and object
// (as written), modality, attribution, rule, time (valid_from, else published),
// valid_from, valid_until. What is not known is left out. NotFound: no such
// statement.
absl::StatusOr<Map> ReadEvidence(const Reader& reader, StatementId statement,
                                 uint32_t hint, const KnownBy& known);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_STORE_EVIDENCE_H_
