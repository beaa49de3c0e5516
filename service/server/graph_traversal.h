// The streams of GraphService: header, rows, summary.
#ifndef WEFT_SERVICE_SERVER_GRAPH_TRAVERSAL_H_
#define WEFT_SERVICE_SERVER_GRAPH_TRAVERSAL_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// `send` takes the messages of the answer one by one and returns false when
// nobody reads them any more; the function then stops with Cancelled. Errors as
// proto/weft/v1/graph.proto lists them, those of the store, and those of
// `cancellation`, which is polled while the graph is searched and between rows.
absl::Status Traverse(
    graphstore::Store& store, const v1::TraverseRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::TraverseResponse&)> send);

absl::Status FindPaths(
    graphstore::Store& store, const v1::FindPathsRequest& request,
    const Cancellation& cancellation,
    absl::FunctionRef<bool(const v1::FindPathsResponse&)> send);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_GRAPH_TRAVERSAL_H_
