#include "service/server/call_guard.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/auth/token_file.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"
#include "weft/v1/change.grpc.pb.h"

namespace weft::service {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// The id that an empty call gets back when it sends `sent` ("" for none).
std::string RequestId(TestServer& server, const std::string& sent) {
  grpc::ClientContext context;
  if (!sent.empty()) context.AddMetadata("x-request-id", sent);
  v1::Statistics response;
  EXPECT_OK(FromGrpcStatus(server.graph().GetStatistics(
      &context, v1::GetStatisticsRequest(), &response)));
  const auto& metadata = context.GetServerInitialMetadata();
  const auto found = metadata.find("x-request-id");
  return found == metadata.end()
             ? "none"
             : std::string(found->second.data(), found->second.size());
}

TEST(RequestId, IsThatOfTheClientOrANewOne) {
  TestServer server;
  EXPECT_EQ(RequestId(server, "order-7/retry.2"), "order-7/retry.2");
  EXPECT_EQ(RequestId(server, std::string(128, 'a')), std::string(128, 'a'));
  EXPECT_EQ(RequestId(server, std::string(129, 'a')).size(), 16u);
  EXPECT_EQ(RequestId(server, "two words").size(), 16u);
  const std::string first = RequestId(server, "");
  EXPECT_EQ(first.size(), 16u);
  EXPECT_NE(RequestId(server, ""), first);
}

// --- audit -------------------------------------------------------------------

std::string Fresh(const std::string& name) {
  const std::string path = testing::TempDir() + "/" + name;
  std::remove(path.c_str());
  return path;
}

std::vector<std::string> Lines(const std::string& path) {
  return absl::StrSplit(*ReadFile(path), '\n', absl::SkipEmpty());
}

TEST(Audit, HoldsWhoWroteWhatAndWhatCameOfIt) {
  const std::string tokens = Fresh("audit.tokens");
  const std::string audit = Fresh("audit.log");
  const NewToken writer = *MakeToken("loader", Role::kWriter, absl::UnixEpoch(),
                                     absl::InfiniteFuture());
  ASSERT_OK(WriteTokenFile(tokens, {writer.record}));
  TestServerOptions options;
  options.configure = [&](ServerOptions& server_options) {
    server_options.token_file = tokens;
    server_options.audit_log = audit;
  };
  TestServer server(options);
  const auto call = [&](const char* id) {
    auto context = std::make_unique<grpc::ClientContext>();
    context->AddMetadata("authorization", "bearer " + writer.token);
    context->AddMetadata("x-request-id", id);
    return context;
  };

  auto ingest = call("r1");
  const auto stream = server.ingestion().IngestDocuments(ingest.get());
  stream->Write(MakeDocument("a", "A; see; saw; B"));
  stream->Write(MakeDocument("b", "BAD"));
  stream->WritesDone();
  v1::IngestDocumentsResponse acknowledgement;
  while (stream->Read(&acknowledgement)) {
  }
  EXPECT_OK(FromGrpcStatus(stream->Finish()));

  v1::DeleteDocumentRequest remove;
  remove.set_id("nowhere");
  v1::DeleteDocumentResponse removed;
  EXPECT_FALSE(server.ingestion()
                   .DeleteDocument(call("r2").get(), remove, &removed)
                   .ok());
  v1::Statistics statistics;
  EXPECT_OK(FromGrpcStatus(server.graph().GetStatistics(
      call("r3").get(), v1::GetStatisticsRequest(), &statistics)));

  v1::ImportTriplesRequest triples;
  triples.set_source("films");
  triples.add_triples()->set_subject("s");
  triples.mutable_triples(0)->set_predicate("p");
  triples.mutable_triples(0)->set_object("o");
  v1::ImportTriplesResponse imported;
  auto import = call("r4");
  const auto writing =
      server.ingestion().ImportTriples(import.get(), &imported);
  writing->Write(triples);
  writing->WritesDone();
  EXPECT_OK(FromGrpcStatus(writing->Finish()));

  const std::vector<std::string> events = Lines(audit);
  ASSERT_EQ(events.size(), 4u);
  for (const std::string& event : events) {
    EXPECT_THAT(event, HasSubstr("\"client\":\"loader\",\"role\":\"writer\","
                                 "\"peer\":\"inproc\""));
  }
  EXPECT_THAT(events[0],
              AllOf(HasSubstr("weft.v1.IngestionService.IngestDocuments"),
                    HasSubstr("\"request_id\":\"r1\""),
                    HasSubstr("\"document_id\":\"a\""),
                    HasSubstr("INGEST_OUTCOME_ADDED"),
                    HasSubstr("\"outcome\":\"OK\"")));
  EXPECT_THAT(events[1], AllOf(HasSubstr("\"document_id\":\"b\""),
                               HasSubstr("\"outcome\":\"INVALID_ARGUMENT\"")));
  EXPECT_THAT(events[2], AllOf(HasSubstr("\"request_id\":\"r2\""),
                               HasSubstr("\"request\":{\"id\":\"nowhere\"}"),
                               HasSubstr("\"outcome\":\"NOT_FOUND\"")));
  EXPECT_THAT(events[3],
              AllOf(HasSubstr("\"request_id\":\"r4\""),
                    HasSubstr("\"request\":{\"source\":\"films\"}")));
}

// --- limits ------------------------------------------------------------------

TEST(Limits, RefuseADocumentThatIsTooLargeAndTakeTheNext) {
  TestServerOptions options;
  options.configure = [](ServerOptions& server_options) {
    server_options.limits.document_bytes = 20;
  };
  TestServer server(options);
  const auto responses =
      server.Ingest({MakeDocument("a", std::string(21, 'x')),
                     MakeDocument("b", std::string(20, 'x'))});
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_THAT(FromRpcStatus(responses[0].error()),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("21 bytes; this server takes at most 20")));
  EXPECT_EQ(responses[1].error().code(), 0);
  grpc::ClientContext context;
  v1::ExtractRequest request;
  request.mutable_document()->set_content(std::string(21, 'x'));
  v1::ExtractResponse response;
  EXPECT_THAT(
      FromGrpcStatus(server.extraction().Extract(&context, request, &response)),
      StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(Limits, RefuseAMessageOrABatchThatIsTooLarge) {
  TestServerOptions options;
  options.configure = [](ServerOptions& server_options) {
    server_options.limits.message_bytes = 2000;
    server_options.limits.batch_triples = 2;
  };
  TestServer server(options);
  grpc::Status status;
  server.Ingest({MakeDocument("a", std::string(3000, 'x'))}, &status);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  v1::ImportTriplesRequest triples;
  triples.set_source("films");
  for (int i = 0; i < 3; ++i) triples.add_triples()->set_subject("s");
  v1::ImportTriplesResponse imported;
  grpc::ClientContext context;
  const auto writing = server.ingestion().ImportTriples(&context, &imported);
  writing->Write(triples);
  writing->WritesDone();
  EXPECT_THAT(FromGrpcStatus(writing->Finish()),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("a message holds 3 of them")));
}

TEST(Limits, OneClientHasSoManyStreams) {
  TestServerOptions options;
  options.configure = [](ServerOptions& server_options) {
    server_options.client_limits.streams = 1;
  };
  TestServer server(options);
  grpc::ClientContext first;
  const auto open = server.ingestion().IngestDocuments(&first);
  v1::IngestDocumentsResponse response;
  ASSERT_TRUE(open->Write(MakeDocument("a", "A; see; saw; B")));
  ASSERT_TRUE(open->Read(&response));
  grpc::Status status;
  server.Ingest({MakeDocument("b", "A; see; saw; B")}, &status);
  EXPECT_THAT(FromGrpcStatus(status),
              StatusIs(absl::StatusCode::kResourceExhausted,
                       HasSubstr("1 streams at the same time")));
  EXPECT_THAT(status.error_details(), HasSubstr("google.rpc.RetryInfo"));
  open->WritesDone();
  while (open->Read(&response)) {
  }
  EXPECT_OK(FromGrpcStatus(open->Finish()));
}

TEST(Log, TellsOfEachCallAtDebug) {
  std::string log;
  absl::Mutex mutex;
  TestServerOptions options;
  options.configure = [&](ServerOptions& server_options) {
    server_options.log = std::make_shared<Logger>(
        LogLevel::kDebug, true, [&](absl::string_view line) {
          absl::MutexLock lock(&mutex);
          log.append(line.data(), line.size());
        });
  };
  TestServer server(options);
  RequestId(server, "r1");
  server.server().Drain();
  absl::MutexLock lock(&mutex);
  EXPECT_THAT(log,
              AllOf(HasSubstr("\"level\":\"debug\",\"message\":\"call\","
                              "\"rpc\":\"weft.v1.GraphService.GetStatistics\""),
                    HasSubstr("\"request_id\":\"r1\",\"outcome\":\"OK\"")));
}

}  // namespace
}  // namespace weft::service
