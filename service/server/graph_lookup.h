// The unary reads of GraphService, each on one store.
#ifndef WEFT_SERVICE_SERVER_GRAPH_LOOKUP_H_
#define WEFT_SERVICE_SERVER_GRAPH_LOOKUP_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/cancellation.h"
#include "graphstore/store/store.h"
#include "service/ingest/lazy_extractor.h"
#include "weft/v1/graph.pb.h"

namespace weft::service {

// Errors as proto/weft/v1/graph.proto lists them, and those of the store.
absl::StatusOr<v1::Entity> GetEntity(graphstore::Store& store,
                                     const v1::GetEntityRequest& request);
absl::StatusOr<v1::SearchEntitiesResponse> SearchEntities(
    graphstore::Store& store, const v1::SearchEntitiesRequest& request);
absl::StatusOr<v1::ListFactsResponse> ListFacts(
    graphstore::Store& store, const v1::ListFactsRequest& request,
    const Cancellation& cancellation);
// Fills a message that is empty, wherever it lies.
absl::Status ListNeighbors(graphstore::Store& store,
                           const v1::ListNeighborsRequest& request,
                           const Cancellation& cancellation,
                           v1::ListNeighborsResponse* out);
absl::StatusOr<v1::Statistics> GetStatistics(graphstore::Store& store,
                                             LazyExtractor& extractor);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_GRAPH_LOOKUP_H_
