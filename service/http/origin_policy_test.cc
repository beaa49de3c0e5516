#include "service/http/origin_policy.h"

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr char kDashboard[] = "http://localhost:3000";

HttpRequest Request(const char* method, HttpHeaders headers) {
  return {method, "/", std::move(headers), "", ""};
}

OriginPolicy Policy() { return *OriginPolicy::Create({kDashboard}, false); }

TEST(OriginPolicy, LetsInWhoNamesThisMachine) {
  for (const char* host :
       {"127.0.0.1:8080", "127.8.0.1", "localhost:8080", "LOCALHOST",
        "[::1]:8080", "[::1]", "weft.localhost:8080"}) {
    EXPECT_EQ(Policy().Answer(Request("GET", {{"host", host}})), std::nullopt)
        << host;
  }
  for (const char* host : {"", "example.org", "127.0.0.1.example.org:8080",
                           "localhost.example.org", "192.0.2.7:8080"}) {
    const auto answer = Policy().Answer(Request("GET", {{"host", host}}));
    ASSERT_TRUE(answer.has_value()) << host;
    EXPECT_EQ(answer->status, 403);
    EXPECT_THAT(answer->body, HasSubstr("is not this machine"));
  }
  EXPECT_EQ(OriginPolicy::Create({}, true)->Answer(
                Request("GET", {{"host", "graph.example.org"}})),
            std::nullopt);
}

TEST(OriginPolicy, LetsInPagesThatAreNamed) {
  EXPECT_EQ(Policy().Answer(Request(
                "POST", {{"host", "localhost"}, {"origin", kDashboard}})),
            std::nullopt);
  EXPECT_THAT(Policy().HeadersFor(kDashboard),
              Contains(Pair("access-control-allow-origin", kDashboard)));
  for (const char* origin :
       {"http://localhost:3001", "https://localhost:3000", "null"}) {
    const auto answer = Policy().Answer(
        Request("POST", {{"host", "localhost"}, {"origin", origin}}));
    ASSERT_TRUE(answer.has_value()) << origin;
    EXPECT_EQ(answer->status, 403);
    EXPECT_THAT(answer->body, HasSubstr("--http-origins"));
    EXPECT_THAT(Policy().HeadersFor(origin), IsEmpty());
  }
  EXPECT_THAT(Policy().HeadersFor(""), IsEmpty());
}

TEST(OriginPolicy, TellsABrowserWhatItMaySend) {
  const auto answer = Policy().Answer(Request(
      "OPTIONS",
      {{"host", "localhost"},
       {"origin", kDashboard},
       {"access-control-request-headers", "authorization,content-type"}}));
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->status, 204);
  EXPECT_THAT(answer->headers, Contains(Pair("access-control-allow-headers",
                                             "authorization,content-type")));
}

TEST(OriginPolicy, TakesOriginsOnly) {
  for (const char* origin : {"*", "localhost:3000", "http://", "http://a/b",
                             "http://*.example.org", "ftp://example.org"}) {
    EXPECT_THAT(OriginPolicy::Create({origin}, false),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("no origin of a web page")))
        << origin;
  }
}

}  // namespace
}  // namespace weft::service
