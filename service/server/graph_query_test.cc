#include "service/server/graph_query.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Answer {
  absl::Status status;
  v1::StreamHeader header;
  std::vector<std::string> rows;  // "value | value", as JSON
  std::string plan;
  v1::StreamSummary summary;
  std::string order;  // a letter a message: h r p s
};

std::string ToJson(const google::protobuf::Value& value) {
  std::string json;
  EXPECT_TRUE(google::protobuf::util::MessageToJsonString(value, &json).ok());
  return json;
}

void Add(const v1::QueryResponse& message, Answer* answer) {
  if (message.has_header()) {
    answer->order += 'h';
    answer->header = message.header();
  } else if (message.has_row()) {
    answer->order += 'r';
    answer->rows.push_back(absl::StrJoin(
        message.row().values(), " | ",
        [](std::string* out, const google::protobuf::Value& value) {
          absl::StrAppend(out, ToJson(value));
        }));
  } else if (message.has_summary()) {
    answer->order += 's';
    answer->summary = message.summary();
  } else {
    answer->order += 'p';
    answer->plan = message.plan();
  }
}

Answer Ask(TestServer& server, const v1::QueryRequest& request) {
  grpc::ClientContext context;
  const auto reader = server.graph().Query(&context, request);
  Answer answer;
  v1::QueryResponse message;
  while (reader->Read(&message)) Add(message, &answer);
  answer.status = FromGrpcStatus(reader->Finish());
  return answer;
}

Answer Ask(TestServer& server, const std::string& text) {
  v1::QueryRequest request;
  request.set_query(text);
  return Ask(server, request);
}

void IngestYard(TestServer& server) {
  server.Ingest("yard",
                "Alpha; own; owns; Beta\n"
                "Alpha; own; owns; Gamma\n"
                "Beta; supply; supplies; Delta\n"
                "Alpha; grow; grew; 17%\n");
}

TEST(Query, AnswersWithHeaderRowsAndSummary) {
  TestServer server;
  IngestYard(server);
  const Answer answer =
      Ask(server,
          "MATCH (a {name: 'Alpha'})-[r:own]->(b) "
          "RETURN b.name AS name, r.confidence > 0 AS sure ORDER BY name");
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.order, "hrrs");
  EXPECT_EQ(answer.header.version(), 1u);
  EXPECT_THAT(answer.header.columns(), ElementsAre("name", "sure"));
  EXPECT_THAT(answer.rows, ElementsAre("\"Beta\" | true", "\"Gamma\" | true"));
  EXPECT_EQ(answer.summary.row_count(), 2u);
  EXPECT_EQ(answer.summary.edges_read(), 2u);
  EXPECT_EQ(answer.summary.cut_off(), v1::CUT_OFF_UNSPECIFIED);
}

TEST(Query, NodesRelationshipsAndPathsAreObjects) {
  TestServer server;
  IngestYard(server);
  const Answer answer =
      Ask(server, "MATCH p = ({name: 'Beta'})-[r:supply]->(n) RETURN n, r, p");
  ASSERT_OK(answer.status);
  ASSERT_EQ(answer.rows.size(), 1u);
  EXPECT_THAT(answer.rows[0], HasSubstr("\"name\":\"Delta\""));
  EXPECT_THAT(answer.rows[0], HasSubstr("\"type\":\"supply\""));
  EXPECT_THAT(answer.rows[0], HasSubstr("\"relationships\":[{"));
}

TEST(Query, TakesParameters) {
  TestServer server;
  IngestYard(server);
  v1::QueryRequest request;
  request.set_query(
      "MATCH ({name: $name})-[:own]->(b) RETURN b.name ORDER BY b.name "
      "LIMIT $most");
  (*request.mutable_parameters())["name"].set_string_value("Alpha");
  (*request.mutable_parameters())["most"].set_number_value(1);
  const Answer answer = Ask(server, request);
  ASSERT_OK(answer.status);
  EXPECT_THAT(answer.rows, ElementsAre("\"Beta\""));
}

TEST(Query, PointsAtWhatIsWrong) {
  TestServer server;
  const Answer answer = Ask(server, "MATCH (n)\nRETURN m");
  EXPECT_EQ(answer.status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(answer.status.message(),
            "line 2, column 8: variable `m` is not defined\n"
            "  RETURN m\n"
            "         ^");
  EXPECT_EQ(Reason(answer.status), "UNDEFINED_VARIABLE");
  EXPECT_EQ(answer.order, "");
}

TEST(Query, RefusesToWrite) {
  TestServer server;
  const Answer answer = Ask(server, "CREATE (n)");
  EXPECT_EQ(answer.status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(answer.status.message(), HasSubstr("queries only read"));
}

TEST(Query, MissingParametersAreNamed) {
  TestServer server;
  IngestYard(server);
  const Answer answer = Ask(server, "MATCH (n {name: $who}) RETURN n");
  EXPECT_EQ(answer.status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(answer.status.message(), HasSubstr("who"));
}

TEST(Query, ExplainsWithoutRunning) {
  TestServer server;
  IngestYard(server);
  v1::QueryRequest request;
  request.set_query("MATCH ({name: 'Alpha'})-[:own]->(b) RETURN b.name");
  request.set_explain(true);
  Answer answer = Ask(server, request);
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.order, "hps");
  EXPECT_THAT(answer.plan, HasSubstr("NodesByIndex"));
  EXPECT_THAT(answer.plan, testing::Not(HasSubstr("was")));

  request.set_explain(false);
  request.set_profile(true);
  answer = Ask(server, request);
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.order, "hrrps");
  EXPECT_THAT(answer.plan, HasSubstr("was 2 rows"));
}

TEST(Query, ExplainsAndProfilesWhenTheQuerySaysSo) {
  TestServer server;
  IngestYard(server);
  const std::string query = "MATCH ({name: 'Alpha'})-[:own]->(b) RETURN b.name";
  EXPECT_EQ(Ask(server, "EXPLAIN " + query).order, "hps");
  EXPECT_EQ(Ask(server, "\nexplain\n" + query + ";").order, "hps");
  EXPECT_EQ(Ask(server, "Profile " + query).order, "hrrps");
  EXPECT_EQ(Ask(server, query).order, "hrrs");
  EXPECT_THAT(Ask(server, "EXPLAIN MATCH (n RETURN n").status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("line 1, column 18: expected `)`")));
  EXPECT_FALSE(Ask(server, "EXPLAIN").status.ok());
  EXPECT_FALSE(Ask(server, "EXPLAIN PROFILE " + query).status.ok());
}

TEST(Query, SaysWhyItStopped) {
  TestServer server;
  IngestYard(server);
  v1::QueryRequest request;
  request.set_query("MATCH (a)-[r]->(b) RETURN b.name");
  request.mutable_budget()->set_rows(2);
  Answer answer = Ask(server, request);
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.rows.size(), 2u);
  EXPECT_EQ(answer.summary.cut_off(), v1::CUT_OFF_ROWS);
  EXPECT_THAT(answer.summary.cut_off_message(), HasSubstr("2 rows"));

  request.mutable_budget()->set_rows(0);
  request.mutable_budget()->set_edges_read(1);
  answer = Ask(server, request);
  ASSERT_OK(answer.status);
  EXPECT_EQ(answer.summary.cut_off(), v1::CUT_OFF_EDGES_READ);
}

TEST(Query, StopsAtExactlyTheRowsOfTheBudget) {
  TestServer server;
  v1::QueryRequest request;
  request.set_query("UNWIND range(1, 3) AS i RETURN i");
  for (const auto& [rows, cut_off] : {std::pair{2, v1::CUT_OFF_ROWS},
                                      {3, v1::CUT_OFF_UNSPECIFIED},
                                      {4, v1::CUT_OFF_UNSPECIFIED}}) {
    request.mutable_budget()->set_rows(rows);
    const Answer answer = Ask(server, request);
    ASSERT_OK(answer.status);
    EXPECT_EQ(answer.rows.size(), std::min(rows, 3)) << rows;
    EXPECT_EQ(answer.summary.cut_off(), cut_off) << rows;
  }
}

TEST(Query, ReadsOneVersionWhileWritersGoOn) {
  TestServer server;
  IngestYard(server);
  v1::QueryRequest request;
  request.set_query("MATCH (a)-[r]->(b) RETURN b.name ORDER BY b.name");
  v1::QueryResponse message;
  std::vector<std::string> order;
  ASSERT_OK(Query(server.store(), request, Cancellation(),
                  [&](const v1::QueryResponse& response) {
                    if (response.has_header()) {
                      server.Ingest("more", "Omega; own; owns; Alpha\n");
                    }
                    message = response;
                    return true;
                  }));
  EXPECT_EQ(message.summary().row_count(), 4u);
}

TEST(Query, StopsWhenNobodyReads) {
  TestServer server;
  v1::QueryRequest request;
  request.set_query("UNWIND range(1, 10000) AS i RETURN i");
  int rows = 0;
  const absl::Status status =
      Query(server.store(), request, Cancellation(),
            [&rows](const v1::QueryResponse&) { return ++rows < 5; });
  EXPECT_EQ(status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(rows, 5);
}

TEST(Query, HonoursTheDeadline) {
  TestServer server;
  IngestYard(server);
  v1::QueryRequest request;
  request.set_query("UNWIND range(1, 10000) AS i RETURN count(i)");
  const absl::Status status = Query(
      server.store(), request, Cancellation(absl::Now() - absl::Seconds(1)),
      [](const v1::QueryResponse&) { return true; });
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace weft::service
