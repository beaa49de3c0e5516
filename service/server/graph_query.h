// GraphService.Query: header, rows, plan, summary.
#ifndef WEFT_SERVICE_SERVER_GRAPH_QUERY_H_
#define WEFT_SERVICE_SERVER_GRAPH_QUERY_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Rows are sent one by one while the query runs, so that a slow reader holds
// the query back and nothing piles up. `send` returns false when nobody reads
// any more; the function then stops with Cancelled. Errors as
// proto/weft/v1/graph.proto lists them, those of the store and of
// `cancellation`.
absl::Status Query(graphstore::Store& store, const v1::QueryRequest& request,
                   const Cancellation& cancellation,
                   absl::FunctionRef<bool(const v1::QueryResponse&)> send);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_GRAPH_QUERY_H_
