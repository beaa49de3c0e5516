// A whole server for tests: the real services on a store in memory, with an
// extractor that reads facts written out (service/ingest/fake_extractor.h), and
// a channel to it.
#ifndef WEFT_SERVICE_SERVER_TEST_SERVER_H_
#define WEFT_SERVICE_SERVER_TEST_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/store/store.h"
#include "grpcpp/channel.h"
#include "service/ingest/fake_extractor.h"
#include "service/server/server.h"
#include "weft/v1/extraction.grpc.pb.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {

struct TestServerOptions {
  bool with_store = true;
  std::string listen;  // "" for calls within the process
  absl::Duration drain_timeout = absl::Seconds(30);
  graphstore::StoreOptions store;
  // Changes whatever else a test wants to be different.
  std::function<void(ServerOptions& options)> configure = {};
};

class TestServer {
 public:
  explicit TestServer(const TestServerOptions& options = {});

  Server& server() { return *server_; }
  graphstore::Store& store() { return *store_; }
  FakeExtractorProbe& probe() { return probe_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }

  v1::ExtractionService::Stub& extraction() { return *extraction_; }
  v1::IngestionService::Stub& ingestion() { return *ingestion_; }
  v1::GraphService::Stub& graph() { return *graph_; }

  // Documents in one stream; their acknowledgements. `status`: of the stream.
  std::vector<v1::IngestDocumentsResponse> Ingest(
      const std::vector<v1::IngestDocumentsRequest>& requests,
      grpc::Status* status = nullptr);
  // One document that must be taken.
  void Ingest(const std::string& id, const std::string& text);

 private:
  FakeExtractorProbe probe_;
  graphstore::Store* store_ = nullptr;  // owned by the server
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ExtractionService::Stub> extraction_;
  std::unique_ptr<v1::IngestionService::Stub> ingestion_;
  std::unique_ptr<v1::GraphService::Stub> graph_;
};

v1::IngestDocumentsRequest MakeDocument(const std::string& id,
                                        const std::string& text,
                                        bool replace = false);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_TEST_SERVER_H_
