#include "service/http/http_server.h"

#include <atomic>
#include <functional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/http/raw_client.h"
#include "service/tls/test_certificates.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

using Writer = std::shared_ptr<ResponseWriter>;

// Answers with what it was asked.
void Echo(HttpRequest request, const Writer& writer) {
  HttpResponse response;
  response.headers = {{"x-method", request.method}};
  response.body = absl::StrCat(request.target, " ", request.body);
  writer->Respond(std::move(response));
}

std::unique_ptr<HttpServer> Start(HttpHandler handler,
                                  const HttpLimits& limits = {},
                                  const TlsFiles& tls = {}) {
  HttpServerOptions options;
  options.limits = limits;
  options.tls = tls;
  return *HttpServer::Start(options, *OriginPolicy::Create({}, false),
                            std::move(handler));
}

// Sends pieces of 64 KiB for as long as there is room.
void SendPiece(const Writer& writer, std::atomic<int>* sent, int last) {
  if (*sent == last) return writer->End();
  writer->Write(std::string(64 << 10, 'x'), [=] {
    ++*sent;
    SendPiece(writer, sent, last);
  });
}

TEST(HttpServer, AnswersOneRequestAfterTheOther) {
  const auto server = Start(Echo);
  RawClient client(server->port());
  RawResponse first = client.Post("/a", "", "body");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "/a body");
  EXPECT_EQ(first.headers["x-method"], "POST");
  EXPECT_EQ(client.Get("/b?c=d").body, "/b?c=d ");
  // Two at once: the second waits for its turn.
  client.Send(
      "GET /one HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "GET /two HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.Receive().body, "/one ");
  EXPECT_EQ(client.Receive().body, "/two ");
  EXPECT_EQ(server->statistics().responses[2], 4u);
  EXPECT_EQ(server->statistics().connections, 1);
}

TEST(HttpServer, SendsNoBodyToHead) {
  const auto server = Start(Echo);
  RawClient client(server->port());
  client.Send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.Receive(/*of_head=*/true).headers["content-length"], "3");
  EXPECT_EQ(client.Get("/b").body, "/b ");
}

TEST(HttpServer, ClosesWhenAsked) {
  const auto server = Start(Echo);
  RawClient client(server->port());
  EXPECT_EQ(client.Get("/a", "Connection: close\r\n").body, "/a ");
  EXPECT_TRUE(client.AtEnd());
}

TEST(HttpServer, ReadsBodiesInChunksAndSaysGoOn) {
  const auto server = Start(Echo);
  RawClient client(server->port());
  client.Send(
      "POST /a HTTP/1.1\r\nHost: localhost\r\n"
      "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.Receive().status, 100);
  client.Send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.Receive().body, "/a abcde");
}

TEST(HttpServer, RefusesWhatIsNoRequestOrTooLarge) {
  HttpLimits limits;
  limits.max_head_bytes = 1024;
  limits.max_body_bytes = 100;
  const auto server = Start(Echo, limits);
  const struct {
    std::string sent;
    int status;
    const char* part;
  } kCases[] = {
      {"EHLO example.org\r\n\r\n", 400, "no request of HTTP/1.1"},
      {absl::StrCat("GET / HTTP/1.1\r\na: ", std::string(1100, 'x'),
                    "\r\n\r\n"),
       431, "at most 1024 bytes"},
      {"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 101\r\n\r\n", 413,
       "at most 100 bytes"},
      {absl::StrCat("POST / HTTP/1.1\r\nHost: localhost\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n65\r\n",
                    std::string(101, 'x'), "\r\n0\r\n\r\n"),
       413, "go over gRPC"},
      {"POST / HTTP/1.1\r\nHost: localhost\r\n"
       "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
       501, "knows \\\"chunked\\\""},
      {"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", 403, "not this machine"},
  };
  for (const auto& each : kCases) {
    RawClient client(server->port());
    client.Send(each.sent);
    const RawResponse response = client.Receive();
    EXPECT_EQ(response.status, each.status);
    EXPECT_THAT(response.body, HasSubstr(each.part));
  }
  RawClient client(server->port());
  EXPECT_EQ(client.Post("/", "", std::string(100, 'x')).status, 200);
}

TEST(HttpServer, HoldsSoManyBytesOfBodiesOnly) {
  HttpLimits limits;
  limits.max_body_bytes = 100;
  limits.max_all_bodies_bytes = 150;
  limits.small_body_bytes = 0;
  Writer waiting;
  absl::Notification taken;
  const auto server = Start(
      [&](HttpRequest request, const Writer& writer) {
        if (request.target != "/wait") return Echo(std::move(request), writer);
        waiting = writer;
        taken.Notify();
      },
      limits);
  RawClient first(server->port());
  first.Send(
      absl::StrCat("POST /wait HTTP/1.1\r\nHost: localhost\r\n"
                   "Content-Length: 100\r\n\r\n",
                   std::string(100, 'x')));
  taken.WaitForNotification();
  {
    RawClient second(server->port());
    const RawResponse refused = second.Post("/", "", std::string(51, 'x'));
    EXPECT_EQ(refused.status, 503);
    EXPECT_THAT(refused.body, HasSubstr("try again later"));
  }
  RawClient third(server->port());
  EXPECT_EQ(third.Post("/", "", std::string(50, 'x')).status, 200);
  waiting->Post([waiting] { waiting->Respond({}); });
  waiting.reset();
  EXPECT_EQ(first.Receive().status, 200);
  EXPECT_EQ(third.Post("/", "", std::string(100, 'x')).status, 200);
}

TEST(HttpServer, HasSoManyConnectionsOnly) {
  HttpLimits limits;
  limits.max_connections = 2;
  const auto server = Start(Echo, limits);
  RawClient first(server->port());
  RawClient second(server->port());
  EXPECT_EQ(first.Get("/").status, 200);
  EXPECT_EQ(second.Get("/").status, 200);
  RawClient third(server->port());
  const RawResponse refused = third.Receive();
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("2 connections"));
  EXPECT_TRUE(third.AtEnd());
  EXPECT_EQ(first.Get("/").status, 200);
  EXPECT_EQ(server->statistics().refused_connections, 1u);
}

TEST(HttpServer, HangsUpOnWhoIsSlowToAsk) {
  HttpLimits limits;
  limits.head_timeout = absl::Milliseconds(20);
  limits.body_timeout = absl::Milliseconds(20);
  const auto server = Start(Echo, limits);
  for (const char* begin :
       {"", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nx"}) {
    RawClient client(server->port());
    client.Send(begin);
    EXPECT_TRUE(client.AtEnd()) << begin;
  }
}

TEST(HttpServer, TellsTheHandlerThatTheClientHasGone) {
  absl::Notification asked, gone;
  const auto server = Start([&](HttpRequest, const Writer& writer) {
    writer->OnGone([&gone, writer] { gone.Notify(); });
    asked.Notify();
  });
  RawClient client(server->port());
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.WaitForNotification();
  client.HangUp();
  gone.WaitForNotification();
}

TEST(HttpServer, SendsAStreamPieceByPiece) {
  std::atomic<int> sent{0};
  const auto server = Start([&sent](HttpRequest, const Writer& writer) {
    writer->Begin({200, {{"content-type", "text/plain"}}, ""});
    SendPiece(writer, &sent, 100);
  });
  RawClient client(server->port());
  const RawResponse response = client.Get("/");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, std::string(100 * (64 << 10), 'x'));
  EXPECT_EQ(sent, 100);
}

TEST(HttpServer, WaitsForASlowReaderAndGivesUpInTheEnd) {
  HttpLimits limits;
  limits.write_timeout = absl::Milliseconds(200);
  std::atomic<int> sent{0};
  absl::Notification gone;
  const auto server = Start(
      [&](HttpRequest, const Writer& writer) {
        writer->OnGone([&gone] { gone.Notify(); });
        writer->Begin({});
        SendPiece(writer, &sent, 1 << 20);
      },
      limits);
  RawClient client(server->port());
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  gone.WaitForNotification();
  // What the system keeps for a connection; 64 GiB would have been sent.
  EXPECT_LT(sent, 1000);
}

TEST(HttpServer, FinishesAnswersBeforeItStops) {
  Writer waiting;
  absl::Notification asked;
  const auto server = Start([&](HttpRequest, Writer writer) {
    waiting = std::move(writer);
    asked.Notify();
  });
  RawClient idle(server->port());
  RawClient client(server->port());
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.WaitForNotification();
  server->BeginDrain();
  waiting->Post([waiting] { waiting->Respond({200, {}, "late"}); });
  waiting.reset();
  RawResponse response = client.Receive();
  EXPECT_EQ(response.body, "late");
  EXPECT_EQ(response.headers["connection"], "close");
  server->Stop(absl::Seconds(60));
  EXPECT_TRUE(idle.AtEnd());
  EXPECT_FALSE(RawClient(server->port()).connected());
}

TEST(HttpServer, HangsUpWhenItStops) {
  absl::Notification asked;
  bool gone = false;
  const auto server = Start([&](HttpRequest, const Writer& writer) {
    writer->OnGone([&gone, writer] { gone = true; });
    asked.Notify();
  });
  RawClient client(server->port());
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.WaitForNotification();
  server->Stop(absl::ZeroDuration());
  EXPECT_TRUE(gone);
  EXPECT_TRUE(client.AtEnd());
}

// --- Encrypted ---------------------------------------------------------------

class EncryptedHttp : public testing::Test {
 protected:
  const TestAuthority ours_{"http"};
  const absl::Time end_ = absl::Now() + absl::Hours(24);
  const TlsFiles server_files_ = ours_.Issue("server", end_);
  const TlsFiles trusting_ = {"", "", ours_.path()};
};

TEST_F(EncryptedHttp, AnswersOneRequestAfterTheOther) {
  const auto server = Start(Echo, {}, server_files_);
  RawClient client(server->port(), trusting_);
  EXPECT_EQ(client.Post("/a", "", "body").body, "/a body");
  client.Send(
      "GET /one HTTP/1.1\r\nHost: localhost\r\n\r\n"
      "GET /two HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(client.Receive().body, "/one ");
  EXPECT_EQ(client.Receive().body, "/two ");
  const std::string large(1 << 20, 'x');
  EXPECT_EQ(client.Post("/", "", large).body, "/ " + large);
  EXPECT_EQ(client.Get("/last", "Connection: close\r\n").body, "/last ");
  EXPECT_TRUE(client.AtEnd());
}

TEST_F(EncryptedHttp, SaysNothingInTheClear) {
  const auto server = Start(Echo, {}, server_files_);
  RawClient client(server->port());
  EXPECT_EQ(client.Get("/a").status, 0);
  EXPECT_EQ(RawClient(server->port(), trusting_).Get("/a").status, 200);
}

TEST_F(EncryptedHttp, WantsCertificatesWhereAuthoritiesAreNamed) {
  const TestAuthority others("http-strangers");
  TlsFiles mutual = server_files_;
  mutual.authorities = ours_.path();
  const auto server = Start(Echo, {}, mutual);
  const auto status = [&](TlsFiles client) {
    client.authorities = ours_.path();
    return RawClient(server->port(), client).Get("/a").status;
  };
  EXPECT_EQ(status(ours_.Issue("client", end_)), 200);
  EXPECT_EQ(status({}), 0);
  EXPECT_EQ(status(others.Issue("client", end_)), 0);
  EXPECT_EQ(status(ours_.Issue("late", absl::Now() - absl::Hours(1))), 0);
}

TEST_F(EncryptedHttp, TellsTheHandlerThatTheClientHasGone) {
  absl::Notification asked, gone;
  const auto server = Start(
      [&](HttpRequest, const Writer& writer) {
        writer->OnGone([&gone, writer] { gone.Notify(); });
        asked.Notify();
      },
      {}, server_files_);
  RawClient client(server->port(), trusting_);
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.WaitForNotification();
  client.HangUp();
  gone.WaitForNotification();
}

TEST_F(EncryptedHttp, KeepsTheNextRequestWhileItAnswers) {
  absl::Notification asked;
  Writer waiting;
  const auto server = Start(
      [&](HttpRequest request, const Writer& writer) {
        if (request.target != "/wait") return Echo(std::move(request), writer);
        waiting = writer;
        asked.Notify();
      },
      {}, server_files_);
  RawClient client(server->port(), trusting_);
  client.Send("GET /wait HTTP/1.1\r\nHost: localhost\r\n\r\n");
  asked.WaitForNotification();
  client.Send("GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
  waiting->Post([waiting] { waiting->Respond({200, {}, "first"}); });
  waiting.reset();
  EXPECT_EQ(client.Receive().body, "first");
  EXPECT_EQ(client.Receive().body, "/next ");
}

TEST_F(EncryptedHttp, StreamsAndStopsForASlowReader) {
  HttpLimits limits;
  limits.write_timeout = absl::Milliseconds(200);
  std::atomic<int> sent{0};
  absl::Notification gone;
  const auto server = Start(
      [&](HttpRequest request, const Writer& writer) {
        writer->Begin({});
        if (request.target == "/whole") return SendPiece(writer, &sent, 100);
        writer->OnGone([&gone] { gone.Notify(); });
        SendPiece(writer, &sent, 1 << 20);
      },
      limits, server_files_);
  EXPECT_EQ(RawClient(server->port(), trusting_).Get("/whole").body,
            std::string(100 * (64 << 10), 'x'));
  sent = 0;
  RawClient client(server->port(), trusting_);
  client.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  gone.WaitForNotification();
  EXPECT_LT(sent, 1000);
}

TEST_F(EncryptedHttp, HangsUpOnWhoNeverAgrees) {
  HttpLimits limits;
  limits.head_timeout = absl::Milliseconds(20);
  const auto server = Start(Echo, limits, server_files_);
  EXPECT_TRUE(RawClient(server->port()).AtEnd());
}

TEST(HttpServer, SaysWhyItCannotListen) {
  const auto server = Start(Echo);
  HttpServerOptions options;
  options.port = server->port();
  EXPECT_THAT(
      HttpServer::Start(options, *OriginPolicy::Create({}, false), Echo),
      StatusIs(absl::StatusCode::kUnavailable, HasSubstr("--http")));
  options.host = "example.org";
  EXPECT_THAT(
      HttpServer::Start(options, *OriginPolicy::Create({}, false), Echo),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("example.org")));
}

}  // namespace
}  // namespace weft::service
