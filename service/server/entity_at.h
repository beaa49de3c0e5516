// What there is of an entity at a time: how GetEntity counts under a filter.
#ifndef WEFT_SERVICE_SERVER_ENTITY_AT_H_
#define WEFT_SERVICE_SERVER_ENTITY_AT_H_

#include <cstddef>

#include "absl/status/status.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Facts that are looked at for `mention_count` and `document_count`: an entity
// with more is well known, and a look-up stays one.
inline constexpr size_t kMostCountedFacts = 10'000;

// Sets the degrees of `out` to the numbers of edges that `reader` sees
// (Reader::At), and the other counts to those of the facts that it lists with
// the entity as subject or object. Errors: those of the reader.
absl::Status CountAt(const graphstore::Reader& reader,
                     graphstore::NodeId entity, v1::Entity* out);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ENTITY_AT_H_
