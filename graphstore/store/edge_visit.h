// The step of every traversal: the edges of many nodes, through the cache.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_VISIT_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_VISIT_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// The runs of edges that pass the filter, as Reader::VisitEdgeRuns() but for
// what has been ended (holding_edges.h).
absl::Status VisitEdgeRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit);

// Calls visit(i, list) for the list of each node on one side, in order.
absl::Status VisitLists(
    const View& view, absl::Span<const NodeId> nodes, bool incoming,
    absl::FunctionRef<bool(size_t i, const EdgeList& list)> visit);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_VISIT_H_
