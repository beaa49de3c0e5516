// All facts of the graph: the work of GraphService.ExportGraph.
#ifndef WEFT_SERVICE_SERVER_EXPORT_GRAPH_H_
#define WEFT_SERVICE_SERVER_EXPORT_GRAPH_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Header, facts, summary, all of one version of the graph. A part goes on at
// the key behind the one before. `send` and `cancellation` as in
// graph_traversal.h. Memory does not grow with the graph.
absl::Status ExportGraph(
    graphstore::Store& store, const v1::ExportGraphRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::ExportGraphResponse&)> send);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_EXPORT_GRAPH_H_
