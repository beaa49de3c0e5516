// A server for tests, in this process: it answers from what the test put in,
// two elements a page, and remembers what it was asked.
#ifndef WEFT_SERVICE_CLIENT_FAKE_SERVER_H_
#define WEFT_SERVICE_CLIENT_FAKE_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "grpcpp/channel.h"
#include "grpcpp/server.h"
#include "weft/v1/admin.grpc.pb.h"
#include "weft/v1/change.grpc.pb.h"
#include "weft/v1/extraction.grpc.pb.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {

// What the fake answers with. Set it before the calls.
struct FakeAnswers {
  std::function<grpc::Status(const v1::ExtractRequest&, v1::ExtractResponse*)>
      extract;
  // Fills outcome or error; ids are filled in already. Default: ADDED.
  std::function<void(const v1::IngestDocumentsRequest&,
                     v1::IngestDocumentsResponse*)>
      ingest;
  // The ingest stream ends with this after `ingest_limit` acknowledgements.
  int ingest_limit = -1;
  grpc::Status ingest_end = grpc::Status::OK;
  std::vector<v1::Document> documents;
  std::vector<v1::Fact> facts;
  v1::EntityRef neighbor_entity;
  std::vector<v1::ListNeighborsResponse::Neighbor> neighbors;
  std::vector<v1::TraverseResponse::Node> nodes;
  std::vector<v1::FindPathsResponse::Path> paths;
  std::vector<v1::QueryResponse> query;  // all messages
  v1::StreamSummary summary;
  v1::Entity entity;
  v1::SearchEntitiesResponse matches;
  v1::DeleteDocumentResponse deleted;
  v1::ImportTriplesResponse imported;
  // What an import does once all messages of it have come.
  std::function<void(const grpc::ServerContext& context)> importing =
      [](const grpc::ServerContext&) {};
  v1::Statistics statistics;
  v1::ListContradictionsResponse contradictions;
  std::vector<v1::WatchResponse> changes;
  v1::MergeEntitiesResponse merged;
  // So many answers to merges are lost on their way.
  int lost_merges = 0;
  v1::SplitEntityResponse split;
  v1::CreateBackupResponse backup;
  v1::CheckIntegrityResponse check;
  v1::CompactStorageResponse compaction;
  v1::ListRunningWorkResponse running;
  grpc::Status running_error = grpc::Status::OK;
  // All calls of GraphService fail with this when it is an error.
  grpc::Status graph_error = grpc::Status::OK;
};

// The last request of each kind.
struct FakeRequests {
  v1::ListFactsRequest list_facts;
  int list_facts_calls = 0;
  v1::ListNeighborsRequest list_neighbors;
  v1::TraverseRequest traverse;
  v1::FindPathsRequest find_paths;
  v1::QueryRequest query;
  v1::GetEntityRequest get_entity;
  v1::SearchEntitiesRequest search_entities;
  std::vector<v1::IngestDocumentsRequest> ingested;
  std::vector<v1::ImportTriplesRequest> imported;  // messages
  v1::ListContradictionsRequest contradictions;
  v1::WatchRequest watch;
  v1::MergeEntitiesRequest merge;
  std::vector<std::string> merge_ids;  // of the requests
  v1::SplitEntityRequest split;
  v1::CreateBackupRequest backup;
  v1::ListRunningWorkRequest running;
};

class FakeServer {
 public:
  FakeServer();
  ~FakeServer();

  std::shared_ptr<grpc::Channel> Channel();
  // On the loopback; the fake listens there from the start.
  int port() const { return port_; }
  // Until it was asked so often what runs.
  void WaitForRunningWork(int times) {
    absl::MutexLock lock(&mutex_);
    while (running_asked_ < times) asked_.Wait(&mutex_);
  }

  FakeAnswers answers;
  FakeRequests requests;

 private:
  class Extraction;
  class Ingestion;
  class Graph;
  class Change;
  class Admin;

  std::unique_ptr<v1::ExtractionService::Service> extraction_;
  std::unique_ptr<v1::IngestionService::Service> ingestion_;
  std::unique_ptr<v1::GraphService::Service> graph_;
  std::unique_ptr<v1::ChangeService::Service> change_;
  std::unique_ptr<v1::AdminService::Service> admin_;
  absl::Mutex mutex_;
  absl::CondVar asked_;
  int running_asked_ ABSL_GUARDED_BY(mutex_) = 0;

  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_FAKE_SERVER_H_
