// The reads of GraphService.
#include "service/client/client.h"
#include "service/client/client_impl.h"

namespace weft::service {

absl::StatusOr<v1::Entity> Client::GetEntity(const v1::EntitySelector& selector,
                                             const v1::TimeFilter& time) const {
  v1::GetEntityRequest request;
  *request.mutable_entity() = selector;
  if (!time.valid_at().empty() || !time.as_of().empty()) {
    *request.mutable_time() = time;
  }
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::GetEntity, request, peer_);
}

absl::StatusOr<v1::SearchEntitiesResponse> Client::SearchEntities(
    const v1::SearchEntitiesRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::SearchEntities, request, peer_);
}

absl::StatusOr<v1::AskResponse> Client::Ask(
    const v1::AskRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph, &v1::GraphService::Stub::Ask,
               request, peer_);
}

absl::Status Client::ListFacts(v1::ListFactsRequest request, uint64_t limit,
                               const OnFact& callback) const {
  return ForEachPage(
      request, limit,
      [&](const v1::ListFactsRequest& page) {
        return Unary(stubs_->calls, *stubs_->graph,
                     &v1::GraphService::Stub::ListFacts, page, peer_);
      },
      [](const v1::ListFactsResponse& page) -> const auto& {
        return page.facts();
      },
      callback);
}

absl::StatusOr<v1::EntityRef> Client::ListNeighbors(
    v1::ListNeighborsRequest request, uint64_t limit,
    const OnNeighbor& callback) const {
  v1::EntityRef entity;
  WEFT_RETURN_IF_ERROR(ForEachPage(
      request, limit,
      [&](const v1::ListNeighborsRequest& page) {
        return Unary(stubs_->calls, *stubs_->graph,
                     &v1::GraphService::Stub::ListNeighbors, page, peer_);
      },
      [&](const v1::ListNeighborsResponse& page) -> const auto& {
        entity = page.entity();
        return page.neighbors();
      },
      callback));
  return entity;
}

absl::StatusOr<v1::StreamSummary> Client::Traverse(
    const v1::TraverseRequest& request, const OnNode& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->Traverse(call.context(), request);
  return ReadStream<v1::TraverseResponse>(
      call, *reader, peer_,
      [](const v1::TraverseResponse& message) {
        return message.has_node() ? &message.node() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::StreamSummary> Client::FindPaths(
    const v1::FindPathsRequest& request, const OnPath& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->FindPaths(call.context(), request);
  return ReadStream<v1::FindPathsResponse>(
      call, *reader, peer_,
      [](const v1::FindPathsResponse& message) {
        return message.has_path() ? &message.path() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::StreamSummary> Client::Query(
    const v1::QueryRequest& request, const QueryCallbacks& callbacks) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->Query(call.context(), request);
  return ReadStream<v1::QueryResponse>(
      call, *reader, peer_,
      [](const v1::QueryResponse& message) { return &message; },
      [&callbacks](const v1::QueryResponse& message) {
        if (message.has_header() && callbacks.header) {
          callbacks.header(message.header());
        } else if (message.message_case() == v1::QueryResponse::kPlan &&
                   callbacks.plan) {
          callbacks.plan(message.plan());
        }
        return !message.has_row() || !callbacks.row ||
               callbacks.row(message.row());
      });
}

absl::StatusOr<v1::ListContradictionsResponse> Client::ListContradictions(
    const v1::ListContradictionsRequest& request) const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::ListContradictions, request, peer_);
}

absl::StatusOr<v1::StreamSummary> Client::ExportGraph(
    const v1::ExportGraphRequest& request, const OnFact& callback) const {
  const CallRegistry::Call call(stubs_->calls);
  auto reader = stubs_->graph->ExportGraph(call.context(), request);
  return ReadStream<v1::ExportGraphResponse>(
      call, *reader, peer_,
      [](const v1::ExportGraphResponse& message) {
        return message.has_fact() ? &message.fact() : nullptr;
      },
      callback);
}

absl::StatusOr<v1::Statistics> Client::GetStatistics() const {
  return Unary(stubs_->calls, *stubs_->graph,
               &v1::GraphService::Stub::GetStatistics,
               v1::GetStatisticsRequest(), peer_);
}

}  // namespace weft::service
