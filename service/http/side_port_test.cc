#include "service/http/side_port.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "service/http/envelope.h"
#include "service/http/raw_client.h"
#include "service/server/test_server.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

constexpr char kJson[] = "Content-Type: application/json\r\n";
constexpr char kStreamJson[] = "Content-Type: application/connect+json\r\n";
constexpr char kDashboard[] = "http://localhost:3000";

class SidePortTest : public ::testing::Test {
 protected:
  SidePortTest() {
    server_.Ingest("a", "Vessa; found; founded; Norvane");
    SidePortOptions options;
    options.origins = {kDashboard};
    port_ = *SidePort::Start(options);
    client_ = std::make_unique<RawClient>(port_->port());
  }

  void Serve() {
    port_->Serve(
        {server_.channel(),
         [this](MetricPage& page) { server_.server().AddMetrics(page); },
         [this] { return ready_; }});
  }

  TestServer server_;
  bool ready_ = true;
  std::unique_ptr<SidePort> port_;
  std::unique_ptr<RawClient> client_;
};

TEST_F(SidePortTest, IsThereBeforeTheServer) {
  EXPECT_EQ(client_->Get("/healthz").status, 200);
  const RawResponse starting = client_->Get("/readyz");
  EXPECT_EQ(starting.status, 503);
  EXPECT_EQ(starting.body, "starting\n");
  EXPECT_THAT(client_->Get("/metrics").body,
              HasSubstr("\nprocess_resident_memory_bytes "));
  const RawResponse refused =
      client_->Get("/weft.v1.GraphService/GetStatistics");
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("is starting"));
  Serve();
  EXPECT_EQ(client_->Get("/readyz").status, 200);
  EXPECT_EQ(client_->Get("/weft.v1.GraphService/GetStatistics").status, 200);
}

TEST_F(SidePortTest, AnswersWithTheRpcsOfTheServer) {
  Serve();
  const RawResponse posted =
      client_->Post("/weft.v1.GraphService/GetEntity", kJson,
                    R"({"entity": {"name": "Norvane"}})");
  EXPECT_EQ(posted.status, 200) << posted.body;
  EXPECT_EQ(Json::parse(posted.body)["name"], "Norvane");

  const RawResponse got = client_->Get("/weft.v1.GraphService/GetStatistics");
  EXPECT_EQ(Json::parse(got.body)["documentCount"], "1");

  const RawResponse missing =
      client_->Post("/weft.v1.GraphService/GetEntity", kJson,
                    R"({"entity": {"name": "Norvana"}})");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(Json::parse(missing.body)["code"], "not_found");
}

TEST_F(SidePortTest, StreamsWhatTheServerStreams) {
  Serve();
  const RawResponse response = client_->Post(
      "/weft.v1.GraphService/Traverse", kStreamJson,
      MakeEnvelope(0, R"({"start": {"name": "Vessa"}, "depth": 1})"));
  ASSERT_OK_AND_ASSIGN(const auto envelopes, ParseEnvelopes(response.body));
  ASSERT_EQ(envelopes.size(), 4u);
  EXPECT_THAT(std::string(envelopes[0].message), HasSubstr("header"));
  EXPECT_THAT(std::string(envelopes[1].message), HasSubstr("Norvane"));
  EXPECT_THAT(std::string(envelopes[2].message), HasSubstr("summary"));
  EXPECT_EQ(envelopes[3].message, "{}");
}

TEST_F(SidePortTest, HasPagesForWhoWatchesOverIt) {
  Serve();
  EXPECT_EQ(client_->Get("/healthz").status, 200);
  EXPECT_EQ(client_->Get("/readyz").status, 200);
  RawResponse metrics = client_->Get("/metrics");
  EXPECT_THAT(metrics.body, HasSubstr("\nweft_documents 1\n"));
  EXPECT_THAT(metrics.body, HasSubstr("\nweft_http_connections 1\n"));
  EXPECT_THAT(metrics.body,
              HasSubstr("\nweft_http_responses_total{status=\"2xx\"} 2\n"));
  EXPECT_EQ(metrics.headers["content-type"],
            "text/plain; version=0.0.4; charset=utf-8");
  const RawResponse other = client_->Get("/favicon.ico");
  EXPECT_EQ(other.status, 404);
  EXPECT_THAT(other.body, HasSubstr("/metrics"));
  EXPECT_EQ(client_->Post("/metrics", "", "").status, 405);
  ready_ = false;
  EXPECT_EQ(client_->Get("/readyz").status, 503);
  EXPECT_EQ(client_->Get("/healthz").status, 200);
}

TEST_F(SidePortTest, LetsNamedPagesOfABrowserRead) {
  Serve();
  const std::string origin = absl::StrCat("Origin: ", kDashboard, "\r\n");
  RawResponse answer =
      client_->Get("/weft.v1.GraphService/GetStatistics", origin);
  EXPECT_EQ(answer.headers["access-control-allow-origin"], kDashboard);
  EXPECT_EQ(client_->Get("/metrics", "Origin: http://localhost:1\r\n").status,
            403);
}

TEST_F(SidePortTest, TakesNoCallsWhileItDrains) {
  Serve();
  port_->BeginDrain();
  const RawResponse refused =
      client_->Get("/weft.v1.GraphService/GetStatistics");
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("SERVER_DRAINING"));
  EXPECT_EQ(RawClient(port_->port()).Get("/readyz").status, 503);
  server_.server().Drain();
  EXPECT_EQ(RawClient(port_->port()).Get("/healthz").status, 200);
  port_->Stop(absl::Seconds(60));
}

}  // namespace
}  // namespace weft::service
