// The paged listings besides facts: neighbours, entities, documents, relations.
#ifndef WEFT_GRAPHSTORE_STORE_LISTINGS_H_
#define WEFT_GRAPHSTORE_STORE_LISTINGS_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// As in Reader.
absl::StatusOr<NeighborPage> ListNeighbors(const View& view, NodeId node,
                                           const EdgeFilter& filter,
                                           const PageRequest& page);
absl::StatusOr<EntityPage> ListEntities(const View& view,
                                        const PageRequest& page);
absl::StatusOr<DocumentPage> ListDocuments(const View& view,
                                           const PageRequest& page);
absl::StatusOr<std::vector<RelationInfo>> ListRelations(const View& view);
absl::StatusOr<std::optional<RelationInfo>> FindRelation(
    const View& view, absl::string_view name);
absl::StatusOr<std::vector<NodeId>> SubjectsOf(const View& view,
                                               RelationId relation);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_LISTINGS_H_
