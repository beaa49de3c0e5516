#include <string>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::HasSubstr;

absl::Status Extract(TestServer& server, const v1::ExtractRequest& request,
                     v1::ExtractResponse* response) {
  grpc::ClientContext context;
  return FromGrpcStatus(
      server.extraction().Extract(&context, request, response));
}

TEST(Extract, ReturnsFactsWithTheirSentences) {
  TestServer server;
  v1::ExtractRequest request;
  request.mutable_document()->set_id("a");
  request.mutable_document()->set_content(
      "DeepSeek; release; released; r1\nNvidia; stock fall; stock-fell; 17%");
  request.set_explain(true);
  v1::ExtractResponse response;
  ASSERT_OK(Extract(server, request, &response));
  ASSERT_EQ(response.facts_size(), 2);
  EXPECT_EQ(response.facts(0).object().entity().name(), "r1");
  EXPECT_EQ(response.facts(1).relation().name(), "stock fall");
  EXPECT_EQ(response.facts(1).relation().display(), "stock-fell");
  EXPECT_EQ(response.facts(1).object().value().number(), 17);
  EXPECT_EQ(response.facts(1).evidence().sentence(),
            "Nvidia; stock fall; stock-fell; 17%");
  EXPECT_EQ(response.explanations_size(), 2);
  EXPECT_EQ(response.extractor_version(), "fake-1");
}

TEST(Extract, NeedsNoDatabase) {
  TestServer server({.with_store = false, .listen = "", .store = {}});
  v1::ExtractRequest request;
  request.mutable_document()->set_content("A; see; saw; B");
  v1::ExtractResponse response;
  EXPECT_OK(Extract(server, request, &response));
}

TEST(Extract, TakesLinesAsTheyAre) {
  TestServer server;
  extractor::DocumentInput seen;
  server.probe().before = [&seen](const extractor::DocumentInput& input) {
    seen = input;
  };
  v1::ExtractRequest request;
  request.mutable_document()->set_content("A; see; saw; B");
  v1::ExtractResponse response;
  ASSERT_OK(Extract(server, request, &response));
  EXPECT_TRUE(seen.read_header);
  EXPECT_FALSE(seen.verbatim);
  request.set_lines(true);
  ASSERT_OK(Extract(server, request, &response));
  EXPECT_FALSE(seen.read_header);
  EXPECT_TRUE(seen.verbatim);
}

TEST(Extract, SaysWhatIsWrongWithADocument) {
  TestServer server;
  v1::ExtractResponse response;
  EXPECT_THAT(Extract(server, {}, &response),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("document: is missing")));
  v1::ExtractRequest request;
  request.mutable_document()->set_content("BAD");
  EXPECT_THAT(
      Extract(server, request, &response),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("holds no text")));
}

}  // namespace
}  // namespace weft::service
