#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/status_matchers.h"
#include "graphstore/store/triples.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

absl::StatusOr<v1::AskResponse> Ask(TestServer& server,
                                    const std::string& question) {
  grpc::ClientContext context;
  v1::AskRequest request;
  request.set_question(question);
  v1::AskResponse response;
  const absl::Status status =
      FromGrpcStatus(server.graph().Ask(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

TEST(AskRpc, AnswersFromTheGraph) {
  TestServer server;
  const graphstore::Triple triples[] = {
      {"Tin Harbour", "written_by", "Ana Ruiz", ""}};
  graphstore::WriteOptions options;
  options.link_by = graphstore::LinkBy::kExactName;
  ASSERT_OK(
      server.store()
          .WriteDocument(graphstore::TriplesDocument("t", triples), options)
          .status());
  const auto response = Ask(server, "Who wrote Tin Harbour?");
  ASSERT_OK(response.status());
  ASSERT_TRUE(response->answered());
  EXPECT_EQ(response->answers(0).text(), "Ana Ruiz");
}

TEST(AskRpc, RefusesNoQuestion) {
  TestServer server;
  EXPECT_EQ(Ask(server, "").status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(AskRpc, NeedsADatabase) {
  TestServerOptions options;
  options.with_store = false;
  TestServer server(options);
  EXPECT_EQ(Ask(server, "Who wrote Tin Harbour?").status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace weft::service
