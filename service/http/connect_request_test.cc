#include "service/http/connect_request.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/percent_encoding.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/http/envelope.h"
#include "service/http/gzip.h"
#include "weft/v1/graph.pb.h"
#include "weft/v1/ingestion.pb.h"

namespace weft::service {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

constexpr char kAsk[] = "/weft.v1.GraphService/Ask";
constexpr char kTraverse[] = "/weft.v1.GraphService/Traverse";
constexpr char kIngest[] = "/weft.v1.IngestionService/IngestDocuments";
constexpr char kQuestion[] = R"({"question": "Who?"})";
constexpr size_t kLimit = 1000;

HttpRequest Post(std::string path, HttpHeaders headers, std::string body) {
  return {"POST", std::move(path), std::move(headers), std::move(body), ""};
}

HttpRequest PostJson(std::string path, std::string body,
                     HttpHeaders headers = {}) {
  headers.emplace_back("content-type", "application/json");
  return Post(std::move(path), std::move(headers), std::move(body));
}

HttpRequest Get(std::string target) {
  return {"GET", std::move(target), {}, "", ""};
}

// The request, which must be in order.
ConnectRequest Parse(HttpRequest request) {
  auto parsed = ParseConnectRequest(std::move(request), kLimit);
  if (auto* refusal = std::get_if<HttpResponse>(&parsed)) {
    ADD_FAILURE() << refusal->body;
    return {};
  }
  return std::get<ConnectRequest>(std::move(parsed));
}

// The answer to one that must not be.
HttpResponse Refusal(HttpRequest request) {
  auto parsed = ParseConnectRequest(std::move(request), kLimit);
  if (auto* refusal = std::get_if<HttpResponse>(&parsed)) return *refusal;
  ADD_FAILURE() << "was taken";
  return {};
}

std::string QuestionOf(const ConnectRequest& call) {
  v1::AskRequest request;
  EXPECT_THAT(call.messages, SizeIs(1));
  EXPECT_TRUE(request.ParseFromString(call.messages[0]));
  return request.question();
}

TEST(UnaryPost, TakesJsonAndProto) {
  const ConnectRequest json = Parse(PostJson(kAsk, kQuestion));
  EXPECT_EQ(json.method->name(), "Ask");
  EXPECT_EQ(json.encoding, Encoding::kJson);
  EXPECT_FALSE(json.enveloped);
  EXPECT_FALSE(json.accepts_gzip);
  EXPECT_EQ(json.timeout, std::nullopt);
  EXPECT_EQ(QuestionOf(json), "Who?");

  v1::AskRequest message;
  message.set_question("What?");
  const ConnectRequest proto =
      Parse(Post(kAsk, {{"content-type", "application/proto"}},
                 message.SerializeAsString()));
  EXPECT_EQ(proto.encoding, Encoding::kProto);
  EXPECT_EQ(QuestionOf(proto), "What?");

  EXPECT_EQ(QuestionOf(Parse(Post(
                kAsk, {{"content-type", "application/JSON; charset=utf-8"}},
                kQuestion))),
            "Who?");
}

TEST(UnaryPost, ReadsItsHeaders) {
  const ConnectRequest call =
      Parse(PostJson(kAsk, kQuestion,
                     {{"connect-protocol-version", "1"},
                      {"connect-timeout-ms", "2500"},
                      {"accept-encoding", "br, gzip;q=0.8"},
                      {"authorization", "Bearer t"},
                      {"user-agent", "curl"},
                      {"host", "localhost"},
                      {"x-request-id", "seven"},
                      {"trace-bin", "AAE"}}));
  EXPECT_EQ(call.timeout, absl::Milliseconds(2500));
  EXPECT_TRUE(call.accepts_gzip);
  EXPECT_THAT(call.metadata,
              ElementsAre(Pair("authorization", "Bearer t"),
                          Pair("x-request-id", "seven"),
                          Pair("trace-bin", std::string("\0\1", 2))));
}

TEST(UnaryPost, TakesGzip) {
  EXPECT_EQ(QuestionOf(Parse(PostJson(kAsk, Gzip(kQuestion),
                                      {{"content-encoding", "gzip"}}))),
            "Who?");
  const HttpResponse bomb =
      Refusal(PostJson(kAsk, Gzip(std::string(kLimit + 1, ' ')),
                       {{"content-encoding", "gzip"}}));
  EXPECT_EQ(bomb.status, 429);
}

TEST(UnaryPost, SaysWhatIsWrong) {
  const struct {
    HttpRequest request;
    int status;
    const char* part;
  } kCases[] = {
      {PostJson("/weft.v1.GraphService/Tell", "{}"), 404, "no rpc"},
      {PostJson("/nothing/here", "{}"), 404, "unimplemented"},
      {PostJson(kAsk, "{"), 400, "AskRequest"},
      {PostJson(kAsk, ""), 400, "send {}"},
      {PostJson(kAsk, kQuestion, {{"content-encoding", "br"}}), 501, "br"},
      {PostJson(kAsk, kQuestion, {{"content-encoding", "gzip"}}), 400,
       "damaged"},
      {PostJson(kAsk, kQuestion, {{"connect-timeout-ms", "soon"}}), 400,
       "connect-timeout-ms"},
      {PostJson(kAsk, kQuestion, {{"connect-timeout-ms", "0"}}), 504,
       "leaves no time"},
      {PostJson(kAsk, kQuestion, {{"connect-timeout-ms", "12345678901"}}), 400,
       "ten digits"},
      {PostJson(kAsk, kQuestion, {{"connect-protocol-version", "2"}}), 400,
       "speaks version 1"},
      {PostJson(kAsk, kQuestion, {{"a-bin", "?"}}), 400, "a-bin"},
      {PostJson(kAsk, kQuestion, {{"name", "caf\xc3\xa9"}}), 400, "ASCII"},
      {Post(kAsk, {{"content-type", "text/plain"}}, kQuestion), 415,
       "application/json"},
      {Post(kAsk, {}, kQuestion), 415, "not \\\"\\\""},
      {Post(kAsk, {{"content-type", "application/connect+json"}}, kQuestion),
       415, "application/json"},
      {{"PUT", kAsk, {}, "", ""}, 405, "POST"},
  };
  for (const auto& each : kCases) {
    const HttpResponse response = Refusal(each.request);
    EXPECT_EQ(response.status, each.status) << response.body;
    EXPECT_THAT(response.body, HasSubstr(each.part));
  }
  EXPECT_EQ(FindHeader(Refusal(Post(kAsk, {}, "")).headers, "accept-post"),
            "application/json, application/proto");
}

TEST(UnaryGet, TakesTheMessageFromTheQuery) {
  EXPECT_EQ(QuestionOf(Parse(
                Get(absl::StrCat(kAsk, "?connect=v1&encoding=json&message=",
                                 PercentEncode(kQuestion))))),
            "Who?");
  v1::AskRequest message;
  message.set_question("What\xc3\xa9?");
  EXPECT_EQ(QuestionOf(Parse(Get(absl::StrCat(
                kAsk, "?encoding=proto&base64=1&message=",
                absl::WebSafeBase64Escape(message.SerializeAsString()))))),
            "What\xc3\xa9?");
  EXPECT_EQ(QuestionOf(Parse(Get(absl::StrCat(
                kAsk, "?base64=1&compression=gzip&encoding=json&message=",
                absl::WebSafeBase64Escape(Gzip(kQuestion)))))),
            "Who?");
  EXPECT_THAT(Parse(Get("/weft.v1.GraphService/GetStatistics")).messages,
              ElementsAre(""));
}

TEST(UnaryGet, IsForRpcsThatChangeNothing) {
  const HttpResponse writes =
      Refusal(Get("/weft.v1.IngestionService/DeleteDocument?message=%7B%7D"));
  EXPECT_EQ(writes.status, 405);
  EXPECT_EQ(FindHeader(writes.headers, "allow"), "POST");
  EXPECT_EQ(Refusal(Get(kTraverse)).status, 405);
  EXPECT_EQ(Refusal(Get(absl::StrCat(kAsk, "?encoding=xml"))).status, 400);
  EXPECT_EQ(Refusal(Get(absl::StrCat(kAsk, "?message=%7"))).status, 400);
  EXPECT_EQ(Refusal(Get(absl::StrCat(kAsk, "?base64=1&message=.."))).status,
            400);
  EXPECT_EQ(Refusal(Get(absl::StrCat(kAsk, "?connect=v2"))).status, 400);
}

HttpRequest PostStream(std::string path, std::string body,
                       HttpHeaders headers = {}) {
  headers.emplace_back("content-type", "application/connect+json");
  return Post(std::move(path), std::move(headers), std::move(body));
}

TEST(StreamPost, TakesEnvelopes) {
  const ConnectRequest call =
      Parse(PostStream(kTraverse, MakeEnvelope(0, R"({"depth": 2})"),
                       {{"connect-accept-encoding", "gzip"}}));
  EXPECT_TRUE(call.enveloped);
  EXPECT_TRUE(call.accepts_gzip);
  ASSERT_THAT(call.messages, SizeIs(1));
  v1::TraverseRequest request;
  ASSERT_TRUE(request.ParseFromString(call.messages[0]));
  EXPECT_EQ(request.depth(), 2u);
}

TEST(StreamPost, TakesAllMessagesOfAStreamFromTheClient) {
  const std::string body =
      MakeEnvelope(0, R"({"document": {"id": "a"}})") +
      MakeEnvelope(kCompressedFlag, Gzip(R"({"document": {"id": "b"}})"));
  const ConnectRequest call =
      Parse(PostStream(kIngest, body, {{"connect-content-encoding", "gzip"}}));
  ASSERT_THAT(call.messages, SizeIs(2));
  v1::IngestDocumentsRequest request;
  ASSERT_TRUE(request.ParseFromString(call.messages[1]));
  EXPECT_EQ(request.document().id(), "b");
  EXPECT_THAT(Parse(PostStream(kIngest, "")).messages, SizeIs(0));
}

// Few bytes may become very many.
TEST(StreamPost, BoundsAllMessagesThatArePacked) {
  const auto packed = [](int count) {
    const std::string message =
        Gzip("{\"document\": {\"id\": \"" + std::string(400, 'a') + "\"}}");
    std::string body;
    for (int i = 0; i < count; ++i) {
      body += MakeEnvelope(kCompressedFlag, message);
    }
    return PostStream(kIngest, body, {{"connect-content-encoding", "gzip"}});
  };
  EXPECT_THAT(Parse(packed(2)).messages, SizeIs(2));
  EXPECT_THAT(Refusal(packed(3)).body, HasSubstr("resource_exhausted"));
}

TEST(StreamPost, EndsWithWhatIsWrong) {
  const struct {
    HttpRequest request;
    const char* part;
  } kCases[] = {
      {PostStream(kTraverse, "{}"), "ends within"},
      {PostStream(kTraverse, ""), "the body holds 0"},
      {PostStream(kTraverse, MakeEnvelope(0, "{}") + MakeEnvelope(0, "{}")),
       "the body holds 2"},
      {PostStream(kTraverse, MakeEnvelope(1, Gzip("{}"))),
       "connect-content-encoding"},
      {PostStream(kTraverse, MakeEnvelope(2, "{}")), "only the server"},
      {PostStream(kTraverse, MakeEnvelope(0, "{\"dept\": 1}")), "dept"},
  };
  for (const auto& each : kCases) {
    const HttpResponse response = Refusal(each.request);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(FindHeader(response.headers, "content-type"),
              "application/connect+json");
    EXPECT_EQ(response.body[0], kEndOfStreamFlag);
    EXPECT_THAT(response.body, HasSubstr("{\"error\":{\"code\":"));
    EXPECT_THAT(response.body, HasSubstr(each.part));
  }
  EXPECT_EQ(Refusal(PostJson(kTraverse, "{}")).status, 415);
  const HttpResponse garbage =
      Refusal(Post(kTraverse, {{"content-type", "application/connect+proto"}},
                   MakeEnvelope(0, "\xff\xff")));
  EXPECT_THAT(garbage.body, HasSubstr("this is no TraverseRequest"));
}

}  // namespace
}  // namespace weft::service
