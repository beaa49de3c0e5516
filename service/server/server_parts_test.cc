#include "service/server/server_parts.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "gtest/gtest.h"
#include "service/server/server.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// The bytes of the HealthCheckResponse for the whole server: field 1 is the
// status, 1 SERVING, 2 NOT_SERVING (grpc/health/v1/health.proto).
std::string Health(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  const grpc::Slice nothing;
  const grpc::ByteBuffer request(&nothing, 1);
  grpc::ByteBuffer response;
  absl::Notification done;
  grpc::Status status;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", {}, &request,
                 &response, [&](grpc::Status result) {
                   status = std::move(result);
                   done.Notify();
                 });
  done.WaitForNotification();
  EXPECT_TRUE(status.ok()) << status.error_message();
  grpc::Slice bytes;
  EXPECT_TRUE(response.DumpToSingleSlice(&bytes).ok());
  return std::string(bytes.begin(), bytes.end());
}

TestServerOptions OnAPort() {
  TestServerOptions options;
  options.listen = "127.0.0.1:0";
  return options;
}

TEST(Server, ListensOnAFreePort) {
  TestServer server(OnAPort());
  EXPECT_GT(server.server().port(), 0);
  server.Ingest("a", "A; see; saw; B");
}

TEST(Server, HasNoPortWithinTheProcess) {
  TestServer server;
  EXPECT_EQ(server.server().port(), 0);
  server.Ingest("a", "A; see; saw; B");
}

TEST(Server, RefusesAPortThatIsTaken) {
  TestServer server(OnAPort());
  ServerOptions options;
  options.listen = absl::StrCat("127.0.0.1:", server.server().port());
  EXPECT_THAT(StartServer(options, {nullptr, MakeFakeExtractor(), {}}),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("choose another with --listen")));
}

TEST(Server, RefusesToServeOtherMachines) {
  ServerOptions options;
  options.listen = "0.0.0.0:50051";
  EXPECT_THAT(StartServer(options, {nullptr, MakeFakeExtractor(), {}}),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("other machines could read")));
}

TEST(Server, LoadsTheExtractorWhenAskedTo) {
  const auto broken = [] {
    return absl::DataLossError("the model file is damaged");
  };
  ServerOptions options;
  EXPECT_THAT(StartServer(options, {nullptr, broken, {}}),
              StatusIs(absl::StatusCode::kDataLoss));
  options.load_extractor_eagerly = false;
  ASSERT_OK_AND_ASSIGN(const auto server,
                       StartServer(options, {nullptr, broken, {}}));
  const auto stub = v1::ExtractionService::NewStub(server->InProcessChannel());
  grpc::ClientContext context;
  v1::ExtractRequest request;
  request.mutable_document()->set_content("A; see; saw; B");
  v1::ExtractResponse response;
  EXPECT_THAT(FromGrpcStatus(stub->Extract(&context, request, &response)),
              StatusIs(absl::StatusCode::kDataLoss,
                       HasSubstr("the model file is damaged")));
}

TEST(Server, TakesLargeDocuments) {
  TestServer server(OnAPort());
  std::string text(10 << 20, 'x');  // one line of ten megabytes
  server.Ingest("large", text);
  const auto stub =
      v1::IngestionService::NewStub(server.server().InProcessChannel());
  grpc::ClientContext context;
  v1::GetDocumentRequest request;
  request.set_id("large");
  v1::Document document;
  EXPECT_OK(FromGrpcStatus(stub->GetDocument(&context, request, &document)));
  EXPECT_EQ(document.content(), text);
}

// --- drain -------------------------------------------------------------------

TEST(Drain, LetsACallThatRunsFinish) {
  TestServer server(OnAPort());
  absl::Notification started;
  absl::Notification release;
  server.probe().before = [&](const extractor::DocumentInput&) {
    started.Notify();
    release.WaitForNotification();
  };
  absl::Status status;
  v1::ExtractResponse response;
  std::thread call([&] {
    grpc::ClientContext context;
    v1::ExtractRequest request;
    request.mutable_document()->set_content("A; see; saw; B");
    status = FromGrpcStatus(
        server.extraction().Extract(&context, request, &response));
  });
  started.WaitForNotification();
  EXPECT_EQ(Health(server.channel()), "\x08\x01");
  std::thread drain([&server] { server.server().Drain(); });
  absl::Status late;
  do {  // until the drain has begun
    grpc::ClientContext context;
    v1::Statistics statistics;
    late = FromGrpcStatus(server.graph().GetStatistics(
        &context, v1::GetStatisticsRequest(), &statistics));
  } while (late.ok());
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kUnavailable,
                             HasSubstr("shutting down")));
  EXPECT_EQ(Health(server.channel()), "\x08\x02");
  release.Notify();
  call.join();
  drain.join();
  EXPECT_OK(status);
  EXPECT_EQ(response.facts_size(), 1);
}

TEST(Drain, EndsAnIngestStreamAfterItsAcknowledgements) {
  TestServer server(OnAPort());
  absl::Notification started;
  absl::Notification release;
  server.probe().before = [&](const extractor::DocumentInput& input) {
    if (input.id != "b") return;
    started.Notify();
    release.WaitForNotification();
  };
  grpc::ClientContext context;
  const auto stream = server.ingestion().IngestDocuments(&context);
  v1::IngestDocumentsResponse response;
  ASSERT_TRUE(stream->Write(MakeDocument("a", "A; see; saw; B")));
  ASSERT_TRUE(stream->Read(&response));
  ASSERT_TRUE(stream->Write(MakeDocument("b", "A; see; saw; B")));
  started.WaitForNotification();
  std::thread drain([&server] { server.server().Drain(); });
  release.Notify();
  // The stream stays open from our side: the server ends it.
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.document_id(), "b");
  EXPECT_EQ(response.error().code(), 0);
  EXPECT_FALSE(stream->Read(&response));
  const absl::Status status = FromGrpcStatus(stream->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable,
                               HasSubstr("shutting down")));
  EXPECT_EQ(Reason(status), "SERVER_DRAINING");
  drain.join();
}

TEST(Drain, EndsAnIdleIngestStream) {
  TestServer server(OnAPort());
  grpc::ClientContext context;
  const auto stream = server.ingestion().IngestDocuments(&context);
  v1::IngestDocumentsResponse response;
  ASSERT_TRUE(stream->Write(MakeDocument("a", "A; see; saw; B")));
  ASSERT_TRUE(stream->Read(&response));
  server.server().Drain();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST(Drain, CancelsWhatTakesTooLong) {
  TestServerOptions options = OnAPort();
  options.drain_timeout = absl::ZeroDuration();
  TestServer server(options);
  absl::Notification started;
  absl::Notification cancelled;
  server.probe().before = [&](const extractor::DocumentInput&) {
    started.Notify();
    cancelled.WaitForNotification();
  };
  absl::Status status;
  std::thread call([&] {
    grpc::ClientContext context;
    v1::ExtractRequest request;
    request.mutable_document()->set_content("A; see; saw; B");
    v1::ExtractResponse response;
    status = FromGrpcStatus(
        server.extraction().Extract(&context, request, &response));
    cancelled.Notify();
  });
  started.WaitForNotification();
  server.server().Drain();
  call.join();
  EXPECT_FALSE(status.ok());
}

TEST(Drain, TurnsNewCallsAway) {
  TestServer server(OnAPort());
  server.server().Drain();
  grpc::ClientContext context;
  v1::Statistics response;
  EXPECT_EQ(server.graph()
                .GetStatistics(&context, v1::GetStatisticsRequest(), &response)
                .error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

TEST(Drain, MayBeCalledOftenAndWakesWait) {
  TestServer server;
  std::thread waiting([&server] { server.server().Wait(); });
  server.server().Drain();
  server.server().Drain();
  waiting.join();
}

}  // namespace
}  // namespace weft::service
