#include "service/server/test_server.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "service/server/server_parts.h"

namespace weft::service {

TestServer::TestServer(const TestServerOptions& options) {
  ServerParts parts;
  if (options.with_store) {
    parts.store = *graphstore::Store::InMemory(options.store);
    store_ = parts.store.get();
  }
  parts.extractor = MakeFakeExtractor(&probe_);
  ServerOptions server_options;
  server_options.listen = options.listen;
  server_options.drain_timeout = options.drain_timeout;
  server_options.extraction_threads = 2;
  if (options.configure) options.configure(server_options);
  server_ = *StartServer(server_options, std::move(parts));
  channel_ =
      options.listen.empty()
          ? server_->InProcessChannel()
          : grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()),
                                grpc::InsecureChannelCredentials());
  extraction_ = v1::ExtractionService::NewStub(channel_);
  ingestion_ = v1::IngestionService::NewStub(channel_);
  graph_ = v1::GraphService::NewStub(channel_);
}

std::vector<v1::IngestDocumentsResponse> TestServer::Ingest(
    const std::vector<v1::IngestDocumentsRequest>& requests,
    grpc::Status* status) {
  grpc::ClientContext context;
  const auto stream = ingestion_->IngestDocuments(&context);
  for (const v1::IngestDocumentsRequest& request : requests) {
    stream->Write(request);
  }
  stream->WritesDone();
  std::vector<v1::IngestDocumentsResponse> responses;
  v1::IngestDocumentsResponse response;
  while (stream->Read(&response)) responses.push_back(response);
  const grpc::Status end = stream->Finish();
  if (status != nullptr) *status = end;
  return responses;
}

void TestServer::Ingest(const std::string& id, const std::string& text) {
  grpc::Status status;
  const auto responses = Ingest({MakeDocument(id, text)}, &status);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(responses.size(), 1u);
  ASSERT_EQ(responses[0].error().code(), 0) << responses[0].error().message();
}

v1::IngestDocumentsRequest MakeDocument(const std::string& id,
                                        const std::string& text, bool replace) {
  v1::IngestDocumentsRequest request;
  request.mutable_document()->set_id(id);
  request.mutable_document()->set_title(absl::StrCat("Title of ", id));
  request.mutable_document()->set_url(absl::StrCat("https://example.org/", id));
  request.mutable_document()->set_published("2025-01-27");
  request.mutable_document()->set_content(text);
  request.set_replace(replace);
  request.set_request_id(absl::StrCat("request for ", id));
  return request;
}

}  // namespace weft::service
