#include "service/server/graph_service.h"

#include <algorithm>
#include <chrono>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "service/ask/asker.h"
#include "service/server/contradictions.h"
#include "service/server/export_graph.h"
#include "service/server/graph_lookup.h"
#include "service/server/graph_query.h"
#include "service/server/graph_traversal.h"

namespace weft::service {
namespace {

// Calls `read(store)` for the response of a unary call.
template <typename Request, typename Response, typename Read>
grpc::Status Lookup(const Engine& engine, grpc::ServerContext* context,
                    const Request& request, Response* response, Read read) {
  return Answer(
      engine, context, request, response, [&]() -> absl::StatusOr<Response> {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine));
        return read(*store);
      });
}

// Calls `search(store, cancellation, send)` for a stream.
template <typename Request, typename Response, typename Search>
grpc::Status Stream(const Engine& engine, grpc::ServerContext* context,
                    const Request& request,
                    grpc::ServerWriter<Response>* writer, Search search) {
  return RunCall<Request>(
      engine, context,
      [&](const CallGuard::Call&, CallGate::Ticket& ticket) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine));
        const Cancellation cancellation(
            absl::FromChrono(context->deadline()),
            [context] { return context->IsCancelled(); });
        return search(*store, cancellation, [&](const Response& message) {
          return SendTo(writer, message, ticket);
        });
      });
}

// The deadline of the call, or the end of the time that the request allows.
absl::Time AskDeadline(std::chrono::system_clock::time_point deadline,
                       const v1::AskRequest& request) {
  const absl::Time call = absl::FromChrono(deadline);
  const uint32_t time_ms = request.budget().time_ms();
  if (time_ms == 0) return call;
  return std::min(call, absl::Now() + absl::Milliseconds(time_ms));
}

}  // namespace

grpc::Status GraphService::GetEntity(grpc::ServerContext* context,
                                     const v1::GetEntityRequest* request,
                                     v1::Entity* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::GetEntity(store, *request);
                });
}

grpc::Status GraphService::SearchEntities(
    grpc::ServerContext* context, const v1::SearchEntitiesRequest* request,
    v1::SearchEntitiesResponse* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::SearchEntities(store, *request);
                });
}

grpc::Status GraphService::ListFacts(grpc::ServerContext* context,
                                     const v1::ListFactsRequest* request,
                                     v1::ListFactsResponse* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::ListFacts(store, *request);
                });
}

grpc::Status GraphService::ListContradictions(
    grpc::ServerContext* context, const v1::ListContradictionsRequest* request,
    v1::ListContradictionsResponse* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::ListContradictions(store, *request);
                });
}

grpc::Status GraphService::ListNeighbors(
    grpc::ServerContext* context, const v1::ListNeighborsRequest* request,
    v1::ListNeighborsResponse* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::ListNeighbors(store, *request);
                });
}

grpc::Status GraphService::Traverse(
    grpc::ServerContext* context, const v1::TraverseRequest* request,
    grpc::ServerWriter<v1::TraverseResponse>* writer) {
  return Stream(engine_, context, *request, writer,
                [&](graphstore::Store& store, const Cancellation& cancellation,
                    auto send) {
                  return service::Traverse(store, *request, cancellation, send);
                });
}

grpc::Status GraphService::FindPaths(
    grpc::ServerContext* context, const v1::FindPathsRequest* request,
    grpc::ServerWriter<v1::FindPathsResponse>* writer) {
  return Stream(engine_, context, *request, writer,
                [&](graphstore::Store& store, const Cancellation& cancellation,
                    auto send) {
                  return service::FindPaths(store, *request, cancellation,
                                            send);
                });
}

grpc::Status GraphService::Query(
    grpc::ServerContext* context, const v1::QueryRequest* request,
    grpc::ServerWriter<v1::QueryResponse>* writer) {
  return Stream(engine_, context, *request, writer,
                [&](graphstore::Store& store, const Cancellation& cancellation,
                    auto send) {
                  return service::Query(store, *request, cancellation, send);
                });
}

grpc::Status GraphService::ExportGraph(
    grpc::ServerContext* context, const v1::ExportGraphRequest* request,
    grpc::ServerWriter<v1::ExportGraphResponse>* writer) {
  return Stream(engine_, context, *request, writer,
                [&](graphstore::Store& store, const Cancellation& cancellation,
                    auto send) {
                  return service::ExportGraph(store, cancellation, send);
                });
}

grpc::Status GraphService::Ask(grpc::ServerContext* context,
                               const v1::AskRequest* request,
                               v1::AskResponse* response) {
  return Lookup(
      engine_, context, *request, response,
      [&](graphstore::Store& store) -> absl::StatusOr<v1::AskResponse> {
        WEFT_ASSIGN_OR_RETURN(const auto reader, store.Snapshot());
        const Cancellation cancellation(
            AskDeadline(context->deadline(), *request),
            [context] { return context->IsCancelled(); });
        return engine_.asker->Ask(*reader, *request, cancellation);
      });
}

grpc::Status GraphService::GetStatistics(
    grpc::ServerContext* context, const v1::GetStatisticsRequest* request,
    v1::Statistics* response) {
  return Lookup(engine_, context, *request, response,
                [&](graphstore::Store& store) {
                  return service::GetStatistics(store, *engine_.extractor);
                });
}

}  // namespace weft::service
