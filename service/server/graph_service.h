// GraphService: reads of the graph. Every call reads one snapshot.
#ifndef WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_
#define WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_

#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "grpcpp/support/sync_stream.h"
#include "service/server/engine.h"
#include "weft/v1/graph.grpc.pb.h"

namespace weft::service {

// Thread-safe. Borrows what `engine` points to.
class GraphService final : public v1::GraphService::Service {
 public:
  explicit GraphService(const Engine& engine) : engine_(engine) {}

  grpc::Status GetEntity(grpc::ServerContext* context,
                         const v1::GetEntityRequest* request,
                         v1::Entity* response) override;
  grpc::Status SearchEntities(grpc::ServerContext* context,
                              const v1::SearchEntitiesRequest* request,
                              v1::SearchEntitiesResponse* response) override;
  grpc::Status ListFacts(grpc::ServerContext* context,
                         const v1::ListFactsRequest* request,
                         v1::ListFactsResponse* response) override;
  grpc::Status ListContradictions(
      grpc::ServerContext* context,
      const v1::ListContradictionsRequest* request,
      v1::ListContradictionsResponse* response) override;
  grpc::Status ListNeighbors(grpc::ServerContext* context,
                             const v1::ListNeighborsRequest* request,
                             v1::ListNeighborsResponse* response) override;
  grpc::Status Traverse(
      grpc::ServerContext* context, const v1::TraverseRequest* request,
      grpc::ServerWriter<v1::TraverseResponse>* writer) override;
  grpc::Status FindPaths(
      grpc::ServerContext* context, const v1::FindPathsRequest* request,
      grpc::ServerWriter<v1::FindPathsResponse>* writer) override;
  grpc::Status Query(grpc::ServerContext* context,
                     const v1::QueryRequest* request,
                     grpc::ServerWriter<v1::QueryResponse>* writer) override;
  grpc::Status Ask(grpc::ServerContext* context, const v1::AskRequest* request,
                   v1::AskResponse* response) override;
  grpc::Status ExportGraph(
      grpc::ServerContext* context, const v1::ExportGraphRequest* request,
      grpc::ServerWriter<v1::ExportGraphResponse>* writer) override;
  grpc::Status GetStatistics(grpc::ServerContext* context,
                             const v1::GetStatisticsRequest* request,
                             v1::Statistics* response) override;

 private:
  const Engine engine_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_GRAPH_SERVICE_H_
