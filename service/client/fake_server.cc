#include "service/client/fake_server.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/channel_arguments.h"

namespace weft::service {
namespace {

constexpr int kLargestPage = 2;

// Copies the page of `all` that starts at `token` with `add`; returns the next
// token.
template <typename Element, typename Add>
std::string CopyPage(const std::vector<Element>& all, const std::string& token,
                     int page_size, const Add& add) {
  size_t begin = 0;
  if (!token.empty() && !absl::SimpleAtoi(token, &begin)) return "";
  const size_t end =
      std::min(all.size(), begin + std::min(page_size, kLargestPage));
  for (size_t i = begin; i < end; ++i) add(all[i]);
  return end < all.size() ? absl::StrCat(end) : "";
}

}  // namespace

class FakeServer::Extraction final : public v1::ExtractionService::Service {
 public:
  explicit Extraction(FakeServer& fake) : fake_(fake) {}

  grpc::Status Extract(grpc::ServerContext*, const v1::ExtractRequest* request,
                       v1::ExtractResponse* response) override {
    if (!fake_.answers.extract) return grpc::Status::OK;
    return fake_.answers.extract(*request, response);
  }

 private:
  FakeServer& fake_;
};

class FakeServer::Ingestion final : public v1::IngestionService::Service {
 public:
  explicit Ingestion(FakeServer& fake) : fake_(fake) {}

  grpc::Status IngestDocuments(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestDocumentsResponse,
                               v1::IngestDocumentsRequest>* stream) override {
    v1::IngestDocumentsRequest request;
    int acknowledged = 0;
    while (stream->Read(&request)) {
      if (acknowledged++ == fake_.answers.ingest_limit) {
        return fake_.answers.ingest_end;
      }
      fake_.requests.ingested.push_back(request);
      v1::IngestDocumentsResponse response;
      response.set_document_id(request.document().id());
      response.set_request_id(request.request_id());
      response.set_outcome(v1::INGEST_OUTCOME_ADDED);
      if (fake_.answers.ingest) fake_.answers.ingest(request, &response);
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

  grpc::Status ImportTriples(
      grpc::ServerContext* context,
      grpc::ServerReader<v1::ImportTriplesRequest>* reader,
      v1::ImportTriplesResponse* response) override {
    v1::ImportTriplesRequest request;
    while (reader->Read(&request)) fake_.requests.imported.push_back(request);
    fake_.answers.importing(*context);
    *response = fake_.answers.imported;
    return grpc::Status::OK;
  }

  grpc::Status GetDocument(grpc::ServerContext*,
                           const v1::GetDocumentRequest* request,
                           v1::Document* response) override {
    for (const v1::Document& document : fake_.answers.documents) {
      if (document.id() != request->id()) continue;
      *response = document;
      return grpc::Status::OK;
    }
    return {grpc::StatusCode::NOT_FOUND,
            absl::StrCat("no document ", request->id())};
  }

  grpc::Status ListDocuments(grpc::ServerContext*,
                             const v1::ListDocumentsRequest* request,
                             v1::ListDocumentsResponse* response) override {
    response->set_next_page_token(
        CopyPage(fake_.answers.documents, request->page_token(),
                 request->page_size(), [&](const v1::Document& document) {
                   *response->add_documents() = document;
                 }));
    return grpc::Status::OK;
  }

  grpc::Status DeleteDocument(grpc::ServerContext*,
                              const v1::DeleteDocumentRequest* request,
                              v1::DeleteDocumentResponse* response) override {
    v1::GetDocumentRequest get;
    get.set_id(request->id());
    v1::Document document;
    *response = fake_.answers.deleted;
    return GetDocument(nullptr, &get, &document);
  }

 private:
  FakeServer& fake_;
};

class FakeServer::Graph final : public v1::GraphService::Service {
 public:
  explicit Graph(FakeServer& fake) : fake_(fake) {}

  grpc::Status GetEntity(grpc::ServerContext*,
                         const v1::GetEntityRequest* request,
                         v1::Entity* response) override {
    fake_.requests.get_entity = *request;
    *response = fake_.answers.entity;
    return fake_.answers.graph_error;
  }

  grpc::Status SearchEntities(grpc::ServerContext*,
                              const v1::SearchEntitiesRequest* request,
                              v1::SearchEntitiesResponse* response) override {
    fake_.requests.search_entities = *request;
    *response = fake_.answers.matches;
    return fake_.answers.graph_error;
  }

  grpc::Status ListFacts(grpc::ServerContext*,
                         const v1::ListFactsRequest* request,
                         v1::ListFactsResponse* response) override {
    fake_.requests.list_facts = *request;
    ++fake_.requests.list_facts_calls;
    response->set_next_page_token(CopyPage(
        fake_.answers.facts, request->page_token(), request->page_size(),
        [&](const v1::Fact& fact) { *response->add_facts() = fact; }));
    return fake_.answers.graph_error;
  }

  grpc::Status ListNeighbors(grpc::ServerContext*,
                             const v1::ListNeighborsRequest* request,
                             v1::ListNeighborsResponse* response) override {
    fake_.requests.list_neighbors = *request;
    *response->mutable_entity() = fake_.answers.neighbor_entity;
    response->set_next_page_token(CopyPage(
        fake_.answers.neighbors, request->page_token(), request->page_size(),
        [&](const v1::ListNeighborsResponse::Neighbor& neighbor) {
          *response->add_neighbors() = neighbor;
        }));
    return fake_.answers.graph_error;
  }

  grpc::Status Traverse(
      grpc::ServerContext*, const v1::TraverseRequest* request,
      grpc::ServerWriter<v1::TraverseResponse>* writer) override {
    fake_.requests.traverse = *request;
    v1::TraverseResponse message;
    message.mutable_header()->set_version(1);
    writer->Write(message);
    for (const v1::TraverseResponse::Node& node : fake_.answers.nodes) {
      *message.mutable_node() = node;
      if (!writer->Write(message)) return grpc::Status::CANCELLED;
    }
    *message.mutable_summary() = fake_.answers.summary;
    writer->Write(message);
    return fake_.answers.graph_error;
  }

  grpc::Status FindPaths(
      grpc::ServerContext*, const v1::FindPathsRequest* request,
      grpc::ServerWriter<v1::FindPathsResponse>* writer) override {
    fake_.requests.find_paths = *request;
    v1::FindPathsResponse message;
    message.mutable_header()->set_version(1);
    writer->Write(message);
    for (const v1::FindPathsResponse::Path& path : fake_.answers.paths) {
      *message.mutable_path() = path;
      if (!writer->Write(message)) return grpc::Status::CANCELLED;
    }
    *message.mutable_summary() = fake_.answers.summary;
    writer->Write(message);
    return fake_.answers.graph_error;
  }

  grpc::Status ExportGraph(
      grpc::ServerContext*, const v1::ExportGraphRequest*,
      grpc::ServerWriter<v1::ExportGraphResponse>* writer) override {
    v1::ExportGraphResponse message;
    message.mutable_header()->set_version(1);
    writer->Write(message);
    for (const v1::Fact& fact : fake_.answers.facts) {
      *message.mutable_fact() = fact;
      if (!writer->Write(message)) return grpc::Status::CANCELLED;
    }
    *message.mutable_summary() = fake_.answers.summary;
    writer->Write(message);
    return fake_.answers.graph_error;
  }

  grpc::Status Query(grpc::ServerContext*, const v1::QueryRequest* request,
                     grpc::ServerWriter<v1::QueryResponse>* writer) override {
    fake_.requests.query = *request;
    for (const v1::QueryResponse& message : fake_.answers.query) {
      if (!writer->Write(message)) return grpc::Status::CANCELLED;
    }
    return fake_.answers.graph_error;
  }

  grpc::Status ListContradictions(
      grpc::ServerContext*, const v1::ListContradictionsRequest* request,
      v1::ListContradictionsResponse* response) override {
    fake_.requests.contradictions = *request;
    *response = fake_.answers.contradictions;
    return fake_.answers.graph_error;
  }

  grpc::Status GetStatistics(grpc::ServerContext*,
                             const v1::GetStatisticsRequest*,
                             v1::Statistics* response) override {
    *response = fake_.answers.statistics;
    return fake_.answers.graph_error;
  }

 private:
  FakeServer& fake_;
};

class FakeServer::Change final : public v1::ChangeService::Service {
 public:
  explicit Change(FakeServer& fake) : fake_(fake) {}

  grpc::Status Watch(grpc::ServerContext*, const v1::WatchRequest* request,
                     grpc::ServerWriter<v1::WatchResponse>* writer) override {
    fake_.requests.watch = *request;
    for (const v1::WatchResponse& change : fake_.answers.changes) {
      if (!writer->Write(change)) return grpc::Status::CANCELLED;
    }
    return fake_.answers.graph_error;
  }

 private:
  FakeServer& fake_;
};

class FakeServer::Admin final : public v1::AdminService::Service {
 public:
  explicit Admin(FakeServer& fake) : fake_(fake) {}

  grpc::Status MergeEntities(grpc::ServerContext*,
                             const v1::MergeEntitiesRequest* request,
                             v1::MergeEntitiesResponse* response) override {
    fake_.requests.merge = *request;
    fake_.requests.merge_ids.push_back(request->request_id());
    if (fake_.answers.lost_merges-- > 0) {
      return {grpc::StatusCode::UNAVAILABLE, "connection reset"};
    }
    *response = fake_.answers.merged;
    return grpc::Status::OK;
  }

  grpc::Status SplitEntity(grpc::ServerContext*,
                           const v1::SplitEntityRequest* request,
                           v1::SplitEntityResponse* response) override {
    fake_.requests.split = *request;
    *response = fake_.answers.split;
    return grpc::Status::OK;
  }

  grpc::Status CreateBackup(grpc::ServerContext*,
                            const v1::CreateBackupRequest* request,
                            v1::CreateBackupResponse* response) override {
    fake_.requests.backup = *request;
    *response = fake_.answers.backup;
    return grpc::Status::OK;
  }

  grpc::Status CheckIntegrity(grpc::ServerContext*,
                              const v1::CheckIntegrityRequest*,
                              v1::CheckIntegrityResponse* response) override {
    *response = fake_.answers.check;
    return grpc::Status::OK;
  }

  grpc::Status CompactStorage(grpc::ServerContext*,
                              const v1::CompactStorageRequest*,
                              v1::CompactStorageResponse* response) override {
    *response = fake_.answers.compaction;
    return grpc::Status::OK;
  }

  grpc::Status ListRunningWork(grpc::ServerContext*,
                               const v1::ListRunningWorkRequest* request,
                               v1::ListRunningWorkResponse* response) override {
    absl::MutexLock lock(&fake_.mutex_);
    fake_.requests.running = *request;
    *response = fake_.answers.running;
    ++fake_.running_asked_;
    fake_.asked_.SignalAll();
    return fake_.answers.running_error;
  }

 private:
  FakeServer& fake_;
};

FakeServer::FakeServer()
    : extraction_(std::make_unique<Extraction>(*this)),
      ingestion_(std::make_unique<Ingestion>(*this)),
      graph_(std::make_unique<Graph>(*this)),
      change_(std::make_unique<Change>(*this)),
      admin_(std::make_unique<Admin>(*this)) {
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port_);
  builder.RegisterService(extraction_.get());
  builder.RegisterService(ingestion_.get());
  builder.RegisterService(graph_.get());
  builder.RegisterService(change_.get());
  builder.RegisterService(admin_.get());
  server_ = builder.BuildAndStart();
}

FakeServer::~FakeServer() { server_->Shutdown(); }

std::shared_ptr<grpc::Channel> FakeServer::Channel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

}  // namespace weft::service
