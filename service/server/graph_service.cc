#include "service/server/graph_service.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "base/cancellation.h"
#include "base/status.h"
#include "graphstore/store/store.h"
#include "service/ask/asker.h"
#include "service/server/callback_call.h"
#include "service/server/contradictions.h"
#include "service/server/edge_filter.h"
#include "service/server/export_graph.h"
#include "service/server/graph_lookup.h"
#include "service/server/graph_query.h"
#include "service/server/graph_traversal.h"
#include "service/server/limits.h"

namespace weft::service {
namespace {

// Answers a unary call with what `read(store, request)` returns.
template <typename Request, typename Response, typename Read>
grpc::ServerUnaryReactor* Lookup(const Engine& engine,
                                 grpc::CallbackServerContext* context,
                                 RunIn where, const Request* request,
                                 Response* response, Read read) {
  return StartUnary<Request>(
      engine, context, where, [&engine, request, response, read]() {
        const auto store = RequireStore(engine);
        if (!store.ok()) return store.status();
        absl::StatusOr<Response> answer = read(**store, *request);
        if (answer.ok()) *response = *std::move(answer);
        return answer.status();
      });
}

// Streams what `search(store, request, cancellation, send)` sends.
template <typename Message, typename Request, typename Search>
grpc::ServerWriteReactor<Message>* Stream(const Engine& engine,
                                          grpc::CallbackServerContext* context,
                                          const Request* request,
                                          Search search) {
  return StartStream<Request, Message>(
      engine, context,
      [&engine, context, request, search](auto send) -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine));
        const Cancellation cancellation = CancellationOf(context);
        return search(*store, *request, cancellation, send);
      });
}

// A page of the usual size at most, and nothing that may have to look at more
// than the edges of one entity.
RunIn WhereToRun(const v1::ListNeighborsRequest& request) {
  const bool quick =
      static_cast<size_t>(request.page_size()) <= kDefaultPageSize &&
      !request.has_time() && request.relation().empty() &&
      request.types().empty() && request.min_sources() <= 1;
  return quick ? RunIn::kHereIfQuick : RunIn::kWorker;
}

}  // namespace

grpc::ServerUnaryReactor* GraphService::GetEntity(
    grpc::CallbackServerContext* context, const v1::GetEntityRequest* request,
    v1::Entity* response) {
  // At another time its facts are counted.
  const RunIn where =
      request->has_time() ? RunIn::kWorker : RunIn::kHereIfQuick;
  return Lookup(engine_, context, where, request, response, service::GetEntity);
}

grpc::ServerUnaryReactor* GraphService::SearchEntities(
    grpc::CallbackServerContext* context,
    const v1::SearchEntitiesRequest* request,
    v1::SearchEntitiesResponse* response) {
  return Lookup(engine_, context, RunIn::kWorker, request, response,
                service::SearchEntities);
}

grpc::ServerUnaryReactor* GraphService::ListFacts(
    grpc::CallbackServerContext* context, const v1::ListFactsRequest* request,
    v1::ListFactsResponse* response) {
  return Lookup(engine_, context, RunIn::kWorker, request, response,
                [context](auto& store, auto& asked) {
                  return service::ListFacts(store, asked,
                                            CancellationOf(context));
                });
}

grpc::ServerUnaryReactor* GraphService::ListContradictions(
    grpc::CallbackServerContext* context,
    const v1::ListContradictionsRequest* request,
    v1::ListContradictionsResponse* response) {
  return Lookup(engine_, context, RunIn::kWorker, request, response,
                [context](auto& store, auto& asked) {
                  return service::ListContradictions(store, asked,
                                                     CancellationOf(context));
                });
}

grpc::ServerUnaryReactor* GraphService::ListNeighbors(
    grpc::CallbackServerContext* context,
    const v1::ListNeighborsRequest* request,
    v1::ListNeighborsResponse* response) {
  return StartUnary<v1::ListNeighborsRequest>(
      engine_, context, WhereToRun(*request),
      [this, context, request, response]() -> absl::Status {
        WEFT_ASSIGN_OR_RETURN(graphstore::Store * store, RequireStore(engine_));
        return service::ListNeighbors(*store, *request, CancellationOf(context),
                                      response);
      });
}

grpc::ServerWriteReactor<v1::TraverseResponse>* GraphService::Traverse(
    grpc::CallbackServerContext* context, const v1::TraverseRequest* request) {
  return Stream<v1::TraverseResponse>(
      engine_, context, request,
      [](auto& store, auto& asked, auto& cancellation, auto send) {
        return service::Traverse(store, asked, cancellation, send);
      });
}

grpc::ServerWriteReactor<v1::FindPathsResponse>* GraphService::FindPaths(
    grpc::CallbackServerContext* context, const v1::FindPathsRequest* request) {
  return Stream<v1::FindPathsResponse>(
      engine_, context, request,
      [](auto& store, auto& asked, auto& cancellation, auto send) {
        return service::FindPaths(store, asked, cancellation, send);
      });
}

grpc::ServerWriteReactor<v1::QueryResponse>* GraphService::Query(
    grpc::CallbackServerContext* context, const v1::QueryRequest* request) {
  return Stream<v1::QueryResponse>(
      engine_, context, request,
      [](auto& store, auto& asked, auto& cancellation, auto send) {
        return service::Query(store, asked, cancellation, send);
      });
}

grpc::ServerWriteReactor<v1::ExportGraphResponse>* GraphService::ExportGraph(
    grpc::CallbackServerContext* context,
    const v1::ExportGraphRequest* request) {
  return Stream<v1::ExportGraphResponse>(
      engine_, context, request,
      [](auto& store, auto& asked, auto& cancellation, auto send) {
        return service::ExportGraph(store, asked, cancellation, send);
      });
}

grpc::ServerUnaryReactor* GraphService::Ask(
    grpc::CallbackServerContext* context, const v1::AskRequest* request,
    v1::AskResponse* response) {
  return Lookup(
      engine_, context, RunIn::kWorker, request, response,
      [this, context](graphstore::Store& store, const v1::AskRequest& asked)
          -> absl::StatusOr<v1::AskResponse> {
        WEFT_ASSIGN_OR_RETURN(auto reader, store.Snapshot());
        WEFT_ASSIGN_OR_RETURN(reader,
                              ReaderAt(std::move(reader), asked.time()));
        const Cancellation cancellation = CancellationOf(context);
        return engine_.asker->Ask(*reader, asked, cancellation);
      });
}

grpc::ServerUnaryReactor* GraphService::GetStatistics(
    grpc::CallbackServerContext* context,
    const v1::GetStatisticsRequest* request, v1::Statistics* response) {
  return Lookup(
      engine_, context, RunIn::kWorker, request, response,
      [this](graphstore::Store& store, const v1::GetStatisticsRequest&) {
        return service::GetStatistics(store, *engine_.extractor);
      });
}

}  // namespace weft::service
