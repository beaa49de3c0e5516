#include "service/tls/credentials.h"

#include <chrono>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "gtest/gtest.h"
#include "service/tls/test_certificates.h"

namespace weft::service {
namespace {

const absl::Time kEnd = absl::Now() + absl::Hours(24);

// A server that answers nothing: what counts is who gets a connection.
class TlsTest : public testing::Test {
 protected:
  void Serve(const TlsFiles& files) {
    auto credentials = TlsServerCredentials(files, absl::Seconds(1));
    ASSERT_OK(credentials.status());
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", *credentials, &port_);
    builder.RegisterCallbackGenericService(&nothing_);
    server_ = builder.BuildAndStart();
    ASSERT_NE(server_, nullptr);
  }

  // Whether a client with these files gets a connection of its own.
  bool Connects(const TlsFiles& files) {
    const auto credentials = TlsChannelCredentials(files);
    EXPECT_OK(credentials.status());
    grpc::ChannelArguments alone;
    alone.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto channel = grpc::CreateCustomChannel(
        absl::StrCat("127.0.0.1:", port_), *credentials, alone);
    grpc_connectivity_state state = channel->GetState(true);
    const auto deadline =
        std::chrono::system_clock::now() + std::chrono::seconds(30);
    while (state != GRPC_CHANNEL_READY &&
           state != GRPC_CHANNEL_TRANSIENT_FAILURE &&
           channel->WaitForStateChange(state, deadline)) {
      state = channel->GetState(true);
    }
    return state == GRPC_CHANNEL_READY;
  }

  grpc::CallbackGenericService nothing_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

TEST_F(TlsTest, AClientTrustsTheAuthorityOfTheServerOnly) {
  const TestAuthority ours("ours");
  const TestAuthority others("others");
  Serve(ours.Issue("server", kEnd));
  EXPECT_TRUE(Connects({"", "", ours.path()}));
  EXPECT_FALSE(Connects({"", "", others.path()}));
}

TEST_F(TlsTest, AServerThatHasExpiredIsNotTrusted) {
  const TestAuthority ours("late");
  Serve(ours.Issue("server", absl::Now() - absl::Hours(1)));
  EXPECT_FALSE(Connects({"", "", ours.path()}));
}

TEST_F(TlsTest, AClientShowsACertificateWhereOneIsWanted) {
  const TestAuthority ours("mutual");
  const TestAuthority others("strangers");
  TlsFiles server = ours.Issue("server", kEnd);
  server.authorities = ours.path();
  Serve(server);
  const auto with_root = [&](TlsFiles files) {
    files.authorities = ours.path();
    return files;
  };
  EXPECT_TRUE(Connects(with_root(ours.Issue("client", kEnd))));
  EXPECT_FALSE(Connects(with_root({})));
  EXPECT_FALSE(Connects(with_root(others.Issue("client", kEnd))));
  EXPECT_FALSE(
      Connects(with_root(ours.Issue("late", absl::Now() - absl::Minutes(5)))));
}

TEST_F(TlsTest, ACertificateIsReplacedWithoutARestart) {
  const TestAuthority before("before");
  const TestAuthority after("after");
  const TlsFiles files = before.Issue("server", kEnd);
  Serve(files);
  EXPECT_TRUE(Connects({"", "", before.path()}));
  const TlsFiles next = after.Issue("server", kEnd);
  ASSERT_OK(WriteFileAtomically(files.key, *ReadFile(next.key)));
  ASSERT_OK(
      WriteFileAtomically(files.certificate, *ReadFile(next.certificate)));
  const absl::Time deadline = absl::Now() + absl::Seconds(30);
  while (!Connects({"", "", after.path()})) {
    ASSERT_LT(absl::Now(), deadline) << "the old certificate is still shown";
  }
  EXPECT_FALSE(Connects({"", "", before.path()}));
}

TEST_F(TlsTest, ReadsItsFilesBeforeAnybodyConnects) {
  EXPECT_THAT(TlsServerCredentials({"/nowhere/a", "/nowhere/b", ""}).status(),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(TlsChannelCredentials({"", "", "/nowhere/ca"}).status(),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_OK(TlsChannelCredentials({"", "", kSystemAuthorities}).status());
}

}  // namespace
}  // namespace weft::service
