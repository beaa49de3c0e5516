// Edges that hold on a day, those left out that something later has ended.
#ifndef WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_
#define WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Reader::VisitEdgeRuns: VisitEdgeRuns() of the view unless the filter asks for
// a day and some of the edges have relations of which there is one at a time;
// then these are looked at first (successions.h).
absl::Status VisitHoldingRuns(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit);

// Reader::VisitEdges.
absl::Status VisitHoldingEdges(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_HOLDING_EDGES_H_
