#include "service/client/channel.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "service/client/bearer.h"
#include "service/tls/credentials.h"
#include "service/tls/test_certificates.h"
#include "weft/v1/graph.grpc.pb.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Remembers the tokens that it is sent.
class Listener final : public v1::GraphService::Service {
 public:
  grpc::Status GetStatistics(grpc::ServerContext* context,
                             const v1::GetStatisticsRequest*,
                             v1::Statistics*) override {
    for (const auto& [name, value] : context->client_metadata()) {
      if (name == "authorization") {
        seen.emplace_back(value.data(), value.size());
      }
    }
    return grpc::Status::OK;
  }

  std::vector<std::string> seen;
};

// gRPC would end the process.
TEST(Channel, TakesNoTokenThatCannotBeAHeader) {
  for (const char* token : {"weft_\xc3\xa9", "a\nb", "\xef\xbb\xbfweft_1"}) {
    ChannelOptions options;
    options.token = token;
    EXPECT_THAT(MakeChannel("127.0.0.1:1", options).status(),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("what is given as a token is none")));
  }
}

class ChannelTest : public testing::Test {
 protected:
  void Serve(std::shared_ptr<grpc::ServerCredentials> credentials) {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", std::move(credentials), &port);
    builder.RegisterService(&listener_);
    server_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", port);
  }

  void Call(const std::shared_ptr<grpc::Channel>& channel) {
    grpc::ClientContext context;
    v1::Statistics response;
    EXPECT_TRUE(v1::GraphService::NewStub(channel)
                    ->GetStatistics(&context, {}, &response)
                    .ok());
  }

  Listener listener_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

TEST_F(ChannelTest, SendsItsTokenWithEveryCall) {
  Serve(grpc::InsecureServerCredentials());
  ChannelOptions options;
  options.token = "weft_a_b";
  ASSERT_OK_AND_ASSIGN(const auto channel,
                       OpenChannel(address_, absl::Seconds(30), options));
  Call(channel);
  Call(channel);
  EXPECT_THAT(listener_.seen,
              ElementsAre("Bearer weft_a_b", "Bearer weft_a_b"));
}

TEST_F(ChannelTest, IsEncryptedWithAnAuthority) {
  const TestAuthority authority("channel");
  const TlsFiles files =
      authority.Issue("server", absl::Now() + absl::Hours(24));
  Serve(*TlsServerCredentials(files));
  ChannelOptions options;
  options.tls.authorities = authority.path();
  options.token = "weft_a_b";
  ASSERT_OK_AND_ASSIGN(const auto channel,
                       OpenChannel(address_, absl::Seconds(30), options));
  Call(channel);
  EXPECT_THAT(listener_.seen, ElementsAre("Bearer weft_a_b"));
  EXPECT_THAT(OpenChannel(address_, absl::Seconds(30)).status(),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("--tls-ca")));
  const TestAuthority others("channel.others");
  options.tls.authorities = others.path();
  EXPECT_THAT(OpenChannel(address_, absl::Seconds(30), options).status(),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("no encrypted connection")));
}

TEST(ChannelOptions, KeepATokenOffTheOpenNetwork) {
  ChannelOptions options;
  options.token = "weft_a_b";
  EXPECT_THAT(
      MakeChannel("db.example.org:50051", options).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("in the clear")));
  options.insecure = true;
  EXPECT_OK(MakeChannel("db.example.org:50051", options).status());
  options.insecure = false;
  for (const char* nearby : {"127.0.0.1:1", "localhost:1", "[::1]:1"}) {
    EXPECT_OK(MakeChannel(nearby, options).status()) << nearby;
  }
}

TEST(ChannelOptions, ACertificateWantsAnEncryptedConnection) {
  ChannelOptions options;
  options.tls.certificate = "a.pem";
  options.tls.key = "a.key";
  EXPECT_THAT(
      MakeChannel("127.0.0.1:1", options).status(),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--tls-ca")));
}

TEST(ReadToken, TakesTheFirstLine) {
  const std::string path = testing::TempDir() + "/token";
  ASSERT_OK(WriteFileAtomically(path, "  weft_a_b \nnotes\n"));
  EXPECT_EQ(*ReadToken(path), "weft_a_b");
  ASSERT_OK(WriteFileAtomically(path, "\n"));
  EXPECT_THAT(ReadToken(path).status(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(path)));
}

}  // namespace
}  // namespace weft::service
