// Edges that pass all of a filter, also what an edge alone cannot tell.
#ifndef WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_
#define WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Reader::VisitEdgeRuns: VisitEdgeRuns() of the view where edges say enough
// (EdgeFilter::looks_beyond_edges); else the edges are gone through once before
// to find those that have to be looked at further (edge_gate.h), some thousand
// at a time. Where none of a run passes an empty one is visited.
absl::Status VisitHoldingRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit);

// Reader::VisitEdges.
absl::Status VisitHoldingEdges(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit);

// Of some edges to node `other` those that pass the filter, direction aside.
absl::StatusOr<std::vector<Edge>> HoldingOf(const View& view,
                                            absl::Span<const Edge> edges,
                                            NodeId other,
                                            const EdgeFilter& filter);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_
