// From the names and ids of a request to nodes of the graph.
#ifndef WEFT_SERVICE_SERVER_ENTITY_SELECTOR_H_
#define WEFT_SERVICE_SERVER_ENTITY_SELECTOR_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Errors of all three, `field` being the field of the request:
//   InvalidArgument     the selector is not set, or its name is empty
//   NotFound            no such entity; the message has the nearest names
//   and those of the reader.

// Exactly one entity. Of several with this name the one with most mentions; of
// equals the one whose canonical name it is; else FailedPrecondition with their
// ids.
absl::StatusOr<graphstore::NodeId> ResolveEntity(
    const graphstore::Reader& reader, const v1::EntitySelector& selector,
    absl::string_view field);

// All entities of this name, best known first; never empty.
absl::StatusOr<std::vector<graphstore::NodeId>> ResolveEntities(
    const graphstore::Reader& reader, const v1::EntitySelector& selector,
    absl::string_view field);

// The same and the values that the name writes ("17%") and some fact has as its
// object; never empty.
absl::StatusOr<std::vector<graphstore::NodeId>> ResolveNodes(
    const graphstore::Reader& reader, const v1::EntitySelector& selector,
    absl::string_view field);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ENTITY_SELECTOR_H_
