// GraphService: reads of the graph. Every call reads one snapshot.
//
// Look-ups of one entity and its edges are answered on the threads of gRPC
// (callback_call.h): they take about as long as handing them to another thread.
#ifndef WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_
#define WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "service/server/arena_messages.h"
#include "service/server/engine.h"
#include "weft/v1/graph.grpc.pb.h"

namespace weft::service {

using CallbackGraphRpcs = v1::GraphService::CallbackService;

// Thread-safe. Borrows what `engine` points to.
class GraphService final : public CallbackGraphRpcs {
 public:
  explicit GraphService(const Engine& engine) : engine_(engine) {
    SetMessageAllocatorFor_ListNeighbors(&neighbor_messages_);
  }

  grpc::ServerUnaryReactor* GetEntity(grpc::CallbackServerContext* context,
                                      const v1::GetEntityRequest* request,
                                      v1::Entity* response) override;
  grpc::ServerUnaryReactor* SearchEntities(
      grpc::CallbackServerContext* context,
      const v1::SearchEntitiesRequest* request,
      v1::SearchEntitiesResponse* response) override;
  grpc::ServerUnaryReactor* ListFacts(grpc::CallbackServerContext* context,
                                      const v1::ListFactsRequest* request,
                                      v1::ListFactsResponse* response) override;
  grpc::ServerUnaryReactor* ListContradictions(
      grpc::CallbackServerContext* context,
      const v1::ListContradictionsRequest* request,
      v1::ListContradictionsResponse* response) override;
  grpc::ServerUnaryReactor* ListNeighbors(
      grpc::CallbackServerContext* context,
      const v1::ListNeighborsRequest* request,
      v1::ListNeighborsResponse* response) override;
  grpc::ServerWriteReactor<v1::TraverseResponse>* Traverse(
      grpc::CallbackServerContext* context,
      const v1::TraverseRequest* request) override;
  grpc::ServerWriteReactor<v1::FindPathsResponse>* FindPaths(
      grpc::CallbackServerContext* context,
      const v1::FindPathsRequest* request) override;
  grpc::ServerWriteReactor<v1::QueryResponse>* Query(
      grpc::CallbackServerContext* context,
      const v1::QueryRequest* request) override;
  grpc::ServerUnaryReactor* Ask(grpc::CallbackServerContext* context,
                                const v1::AskRequest* request,
                                v1::AskResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportGraphResponse>* ExportGraph(
      grpc::CallbackServerContext* context,
      const v1::ExportGraphRequest* request) override;
  grpc::ServerUnaryReactor* GetStatistics(
      grpc::CallbackServerContext* context,
      const v1::GetStatisticsRequest* request,
      v1::Statistics* response) override;

 private:
  // The other forms of the generated methods, which nobody calls.
  using CallbackGraphRpcs::Ask;
  using CallbackGraphRpcs::ExportGraph;
  using CallbackGraphRpcs::FindPaths;
  using CallbackGraphRpcs::GetEntity;
  using CallbackGraphRpcs::GetStatistics;
  using CallbackGraphRpcs::ListContradictions;
  using CallbackGraphRpcs::ListFacts;
  using CallbackGraphRpcs::ListNeighbors;
  using CallbackGraphRpcs::Query;
  using CallbackGraphRpcs::SearchEntities;
  using CallbackGraphRpcs::Traverse;

  const Engine engine_;
  ArenaMessages<v1::ListNeighborsRequest, v1::ListNeighborsResponse>
      neighbor_messages_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_
