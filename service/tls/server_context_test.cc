#include "service/tls/server_context.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/tls/test_certificates.h"
#include "service/tls/test_tls_client.h"

namespace weft::service {
namespace {

const absl::Time kEnd = absl::Now() + absl::Hours(24);

// Whether a client with these files and the server come to terms. What they
// send each other stays in memory.
bool Agree(TlsServerContext& server, const TlsFiles& client_files) {
  const std::unique_ptr<SSL_CTX, FreeSsl> contexts[] = {
      TestClientContext(client_files),
      std::unique_ptr<SSL_CTX, FreeSsl>(server.NewReference())};
  BIO* wires[2];
  BIO_new_bio_pair(&wires[0], 0, &wires[1], 0);
  std::unique_ptr<SSL, FreeSsl> ends[2];
  for (int i : {0, 1}) {
    ends[i].reset(SSL_new(contexts[i].get()));
    SSL_set_bio(ends[i].get(), wires[i], wires[i]);
  }
  SSL_set_connect_state(ends[0].get());
  SSL_set_accept_state(ends[1].get());
  int result[2] = {0, 0};
  // Either end speaks at most three times.
  for (int round = 0; round < 4; ++round) {
    for (int i : {0, 1}) result[i] = SSL_do_handshake(ends[i].get());
  }
  ERR_clear_error();
  return result[0] == 1 && result[1] == 1;
}

TEST(TlsServerContext, ShowsTheCertificate) {
  const TestAuthority ours("ours");
  const TestAuthority others("others");
  ASSERT_OK_AND_ASSIGN(const auto server,
                       TlsServerContext::Create(ours.Issue("server", kEnd)));
  EXPECT_TRUE(Agree(*server, {"", "", ours.path()}));
  EXPECT_FALSE(Agree(*server, {"", "", others.path()}));
}

TEST(TlsServerContext, WantsCertificatesOfItsAuthorities) {
  const TestAuthority ours("mutual");
  const TestAuthority others("strangers");
  TlsFiles files = ours.Issue("server", kEnd);
  files.authorities = ours.path();
  ASSERT_OK_AND_ASSIGN(const auto server, TlsServerContext::Create(files));
  const auto with_root = [&](TlsFiles client) {
    client.authorities = ours.path();
    return client;
  };
  EXPECT_TRUE(Agree(*server, with_root(ours.Issue("client", kEnd))));
  EXPECT_FALSE(Agree(*server, with_root({})));
  EXPECT_FALSE(Agree(*server, with_root(others.Issue("client", kEnd))));
  EXPECT_FALSE(Agree(
      *server, with_root(ours.Issue("late", absl::Now() - absl::Minutes(5)))));
}

TEST(TlsServerContext, FollowsFilesThatFitTogether) {
  const TestAuthority before("before");
  const TestAuthority after("after");
  const TlsFiles files = before.Issue("server", kEnd);
  ASSERT_OK_AND_ASSIGN(const auto server,
                       TlsServerContext::Create(files, absl::ZeroDuration()));
  const TlsFiles next = after.Issue("server", kEnd);
  ASSERT_OK(WriteFileAtomically(files.key, *ReadFile(next.key)));
  // The new key with the old certificate.
  EXPECT_TRUE(Agree(*server, {"", "", before.path()}));
  ASSERT_OK(
      WriteFileAtomically(files.certificate, *ReadFile(next.certificate)));
  EXPECT_TRUE(Agree(*server, {"", "", after.path()}));
  EXPECT_FALSE(Agree(*server, {"", "", before.path()}));
}

TEST(TlsServerContext, LooksAtItsFilesNowAndThen) {
  const TestAuthority before("early");
  const TestAuthority after("later");
  const TlsFiles files = before.Issue("server", kEnd);
  ASSERT_OK_AND_ASSIGN(const auto server,
                       TlsServerContext::Create(files, absl::Hours(1)));
  const TlsFiles next = after.Issue("server", kEnd);
  ASSERT_OK(WriteFileAtomically(files.key, *ReadFile(next.key)));
  ASSERT_OK(
      WriteFileAtomically(files.certificate, *ReadFile(next.certificate)));
  EXPECT_TRUE(Agree(*server, {"", "", before.path()}));
}

TEST(TlsServerContext, ReadsItsFilesBeforeAnybodyConnects) {
  EXPECT_THAT(TlsServerContext::Create({"/nowhere/a", "/nowhere/b", ""}),
              StatusIs(absl::StatusCode::kNotFound));
  const TestAuthority ours("mixed");
  TlsFiles files = ours.Issue("a", kEnd);
  files.key = ours.Issue("b", kEnd).key;
  EXPECT_THAT(TlsServerContext::Create(files),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace weft::service
