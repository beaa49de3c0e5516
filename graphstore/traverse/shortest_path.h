// One shortest path, from both ends at once, and nothing else: the fast one.
//
// As BidirectionalSearch (bidirectional_search.h), but each end keeps only a
// bit for each node reached and a list of them with their parents; the end
// whose frontier has fewer edges ahead goes first, so that hubs are met, not
// expanded; and the search ends with the first node that both ends have. All
// meetings of one level make paths of the same length: an earlier one would
// have been found a level before.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_SHORTEST_PATH_H_
#define WEFT_GRAPHSTORE_TRAVERSE_SHORTEST_PATH_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {

// The nodes of a shortest path of at most `max_length` steps; nullopt when
// there is none (or the budget is spent). Among several always the same one.
absl::StatusOr<std::optional<std::vector<NodeId>>> FindShortestPath(
    const Reader& reader, NodeId from, NodeId to, uint32_t max_length,
    const EdgeFilter& filter, Meter* meter);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_SHORTEST_PATH_H_
