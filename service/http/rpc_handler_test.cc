#include "service/http/rpc_handler.h"

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/server_context.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "service/http/envelope.h"
#include "service/http/gzip.h"
#include "service/http/http_server.h"
#include "service/http/origin_policy.h"
#include "service/http/raw_client.h"
#include "service/wire/status.h"
#include "weft/v1/graph.grpc.pb.h"
#include "weft/v1/ingestion.grpc.pb.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;

constexpr char kJson[] = "Content-Type: application/json\r\n";
constexpr char kStreamJson[] = "Content-Type: application/connect+json\r\n";

// Says what it was asked, and ends with what it is told to.
class FakeGraph final : public v1::GraphService::Service {
 public:
  grpc::Status Ask(grpc::ServerContext* context, const v1::AskRequest* request,
                   v1::AskResponse* response) override {
    context->AddInitialMetadata("x-request-id", "seven");
    context->AddTrailingMetadata("x-cost", "3");
    context->AddTrailingMetadata("x-key-bin", std::string("\0\1", 2));
    if (request->question() == "fail") {
      return ToGrpcStatus(InvalidFieldError("question", "is a word"));
    }
    const auto& metadata = context->client_metadata();
    const auto token = metadata.find("authorization");
    response->add_answers()->set_text(absl::StrCat(
        std::string(request->max_answers(), 'x'), request->question(),
        token == metadata.end()
            ? ""
            : std::string(token->second.data(), token->second.size())));
    return grpc::Status::OK;
  }

  // Rows until nobody takes them any more, and waits for the end of the call.
  grpc::Status Query(grpc::ServerContext* context,
                     const v1::QueryRequest* request,
                     grpc::ServerWriter<v1::QueryResponse>* writer) override {
    v1::QueryResponse row;
    row.mutable_summary()->set_cut_off_message(std::string(100'000, 'x'));
    const bool forever = request->query() == "forever";
    for (int i = 0; forever || i < 3; ++i) {
      if (!writer->Write(row)) break;
      ++rows_;
    }
    if (!forever) return grpc::Status(grpc::StatusCode::ABORTED, "enough");
    cancelled_.Notify();
    return grpc::Status::CANCELLED;
  }

  int rows() const { return rows_; }
  void WaitUntilCancelled() { cancelled_.WaitForNotification(); }

 private:
  std::atomic<int> rows_{0};
  absl::Notification cancelled_;
};

class FakeIngestion final : public v1::IngestionService::Service {
 public:
  grpc::Status IngestDocuments(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<v1::IngestDocumentsResponse,
                               v1::IngestDocumentsRequest>* stream) override {
    v1::IngestDocumentsRequest request;
    while (stream->Read(&request)) {
      v1::IngestDocumentsResponse response;
      response.set_document_id(request.document().id());
      stream->Write(response);
    }
    return grpc::Status::OK;
  }
};

class RpcHandlerTest : public ::testing::Test {
 protected:
  RpcHandlerTest() {
    grpc::ServerBuilder builder;
    builder.RegisterService(&graph_);
    builder.RegisterService(&ingestion_);
    server_ = builder.BuildAndStart();
    handler_ = std::make_unique<RpcHandler>(server_->InProcessChannel({}),
                                            size_t{1} << 20);
    http_ = *HttpServer::Start(
        {}, *OriginPolicy::Create({}, false),
        [this](HttpRequest request, std::shared_ptr<ResponseWriter> writer) {
          handler_->Handle(std::move(request), std::move(writer));
        });
  }

  RawResponse Ask(absl::string_view headers, absl::string_view body) {
    return RawClient(http_->port())
        .Post("/weft.v1.GraphService/Ask", headers, body);
  }

  FakeGraph graph_;
  FakeIngestion ingestion_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<RpcHandler> handler_;
  std::unique_ptr<HttpServer> http_;
};

TEST_F(RpcHandlerTest, AnswersAUnaryCall) {
  RawResponse response = Ask(absl::StrCat(kJson, "Authorization: Bearer t\r\n"),
                             R"({"question": "Who? "})");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers["content-type"], "application/json");
  EXPECT_EQ(response.headers["x-request-id"], "seven");
  EXPECT_EQ(response.headers["trailer-x-cost"], "3");
  EXPECT_EQ(response.headers["trailer-x-key-bin"], "AAE=");
  EXPECT_EQ(response.body, R"({"answers":[{"text":"Who? Bearer t"}]})");
}

TEST_F(RpcHandlerTest, AnswersInTheBytesOfProto) {
  v1::AskRequest request;
  request.set_question("Who?");
  const RawResponse response =
      Ask("Content-Type: application/proto\r\n", request.SerializeAsString());
  v1::AskResponse answer;
  ASSERT_TRUE(answer.ParseFromString(response.body));
  EXPECT_EQ(answer.answers(0).text(), "Who?");
}

TEST_F(RpcHandlerTest, CompressesWhatIsWorthIt) {
  const std::string headers = absl::StrCat(kJson, "Accept-Encoding: gzip\r\n");
  RawResponse large = Ask(headers, R"({"maxAnswers": 5000})");
  EXPECT_EQ(large.headers["content-encoding"], "gzip");
  EXPECT_LT(large.body.size(), 500u);
  EXPECT_THAT(*Gunzip(large.body, 10'000), SizeIs(5000 + 25));
  RawResponse small = Ask(headers, R"({"question": "Who?"})");
  EXPECT_EQ(small.headers.count("content-encoding"), 0u);
  EXPECT_EQ(Ask(kJson, R"({"maxAnswers": 5000})").body.size(), 5000u + 25);
}

TEST_F(RpcHandlerTest, GivesErrorsInTheFormOfConnect) {
  RawResponse response = Ask(kJson, R"({"question": "fail"})");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.headers["x-request-id"], "seven");
  const Json error = Json::parse(response.body);
  EXPECT_EQ(error["code"], "invalid_argument");
  EXPECT_EQ(error["message"], "question: is a word");
  EXPECT_EQ(error["details"].size(), 2u);
  EXPECT_EQ(RawClient(http_->port())
                .Post("/weft.v1.GraphService/GetEntity", kJson, "{}")
                .status,
            501);  // which the fake does not have
}

TEST_F(RpcHandlerTest, StreamsAnswersAndTheirEnd) {
  RawClient client(http_->port());
  RawResponse response = client.Post("/weft.v1.GraphService/Query", kStreamJson,
                                     MakeEnvelope(0, R"({"query": "three"})"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.headers["content-type"], "application/connect+json");
  const auto envelopes = *ParseEnvelopes(response.body);
  ASSERT_THAT(envelopes, SizeIs(4));
  EXPECT_EQ(envelopes[0].flags, 0);
  EXPECT_THAT(std::string(envelopes[0].message), HasSubstr("cutOffMessage"));
  EXPECT_EQ(envelopes[3].flags, kEndOfStreamFlag);
  const Json end = Json::parse(std::string(envelopes[3].message));
  EXPECT_EQ(end["error"]["code"], "aborted");
  EXPECT_EQ(end["error"]["message"], "enough");

  RawResponse packed = client.Post(
      "/weft.v1.GraphService/Query",
      absl::StrCat(kStreamJson, "Connect-Accept-Encoding: gzip\r\n"),
      MakeEnvelope(0, R"({"query": "three"})"));
  EXPECT_EQ(packed.headers["connect-content-encoding"], "gzip");
  const auto small = *ParseEnvelopes(packed.body);
  EXPECT_EQ(small[0].flags, kCompressedFlag);
  EXPECT_EQ(*Gunzip(small[0].message, 1 << 20), envelopes[0].message);
}

TEST_F(RpcHandlerTest, TakesStreamsOfTheClientAsAWhole) {
  const RawResponse response =
      RawClient(http_->port())
          .Post("/weft.v1.IngestionService/IngestDocuments", kStreamJson,
                MakeEnvelope(0, R"({"document": {"id": "a"}})") +
                    MakeEnvelope(0, R"({"document": {"id": "b"}})"));
  EXPECT_EQ(response.body, MakeEnvelope(0, R"({"documentId":"a"})") +
                               MakeEnvelope(0, R"({"documentId":"b"})") +
                               MakeEnvelope(kEndOfStreamFlag, "{}"));
}

TEST_F(RpcHandlerTest, EndsACallWhoseTimeIsOver) {
  const RawResponse response =
      RawClient(http_->port())
          .Post("/weft.v1.GraphService/Query",
                absl::StrCat(kStreamJson, "Connect-Timeout-Ms: 0\r\n"),
                MakeEnvelope(0, R"({"query": "three"})"));
  EXPECT_THAT(response.body, HasSubstr("\"code\":\"deadline_exceeded\""));
}

TEST_F(RpcHandlerTest, CancelsTheCallOfAClientThatHangsUp) {
  RawClient client(http_->port());
  const std::string body = MakeEnvelope(0, R"({"query": "forever"})");
  client.Send(absl::StrCat(
      "POST /weft.v1.GraphService/Query HTTP/1.1\r\n"
      "Host: localhost\r\n",
      kStreamJson, "Content-Length: ", body.size(), "\r\n\r\n", body));
  EXPECT_FALSE(client.ReceiveSome(1000).empty());
  client.HangUp();
  graph_.WaitUntilCancelled();
  // Nobody read on: rows went no further than the buffers on the way.
  EXPECT_LT(graph_.rows(), 2000);
}

}  // namespace
}  // namespace weft::service
