#include "service/server/graph_traversal.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/traversal_calls.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Traverse, GoesBreadthFirst) {
  TestServer server;
  IngestDiamond(server);
  const auto one = CallTraverse(server, From("Alpha", 0));  // means one hop
  ASSERT_OK(one.status);
  EXPECT_THAT(Lines(one.rows),
              UnorderedElementsAre("1 Alpha –own→ Beta", "1 Alpha –own→ Gamma",
                                   "1 Alpha –grow→ 17%"));
  EXPECT_EQ(one.version, 1u);
  EXPECT_EQ(one.summary.row_count(), 3u);
  EXPECT_GT(one.summary.edges_read(), 0u);
  EXPECT_EQ(one.summary.cut_off(), v1::CUT_OFF_UNSPECIFIED);
  EXPECT_EQ(one.summary.cut_off_message(), "");

  const auto three = CallTraverse(server, From("Alpha", 3));
  ASSERT_OK(three.status);
  ASSERT_EQ(three.rows.size(), 5u);
  EXPECT_EQ(three.rows[3].node().depth(), 2u);
  EXPECT_EQ(three.rows[3].node().node().entity().name(), "Delta");
  EXPECT_EQ(three.rows[4].node().depth(), 3u);
  EXPECT_EQ(three.rows[4].node().parent().name(), "Delta");
  EXPECT_THAT(three.rows[4].node().edge().best_fact().evidence().sentence(),
              HasSubstr("Delta; employ"));
}

TEST(Traverse, FollowsDirectionAndRelation) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Delta", 2);
  request.set_direction(v1::DIRECTION_IN);
  EXPECT_THAT(Lines(CallTraverse(server, request).rows),
              UnorderedElementsAre(
                  "1 Delta ←supply– Beta", "1 Delta ←supply– Gamma",
                  testing::MatchesRegex("2 (Beta|Gamma) ←own– Alpha")));
  request.set_relation("supplies");  // as it is shown
  EXPECT_EQ(CallTraverse(server, request).rows.size(), 2u);
  request.set_relation("nothing like it");
  EXPECT_THAT(CallTraverse(server, request).rows, IsEmpty());
}

TEST(Traverse, SaysWhenItWasCutOff) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Alpha", 3);
  request.mutable_budget()->set_rows(2);
  const auto rows = CallTraverse(server, request);
  ASSERT_OK(rows.status);
  EXPECT_EQ(rows.rows.size(), 2u);
  EXPECT_EQ(rows.summary.cut_off(), v1::CUT_OFF_ROWS);
  EXPECT_THAT(rows.summary.cut_off_message(), HasSubstr("stopped at 2 rows"));
  request.mutable_budget()->Clear();
  request.mutable_budget()->set_edges_read(1);
  const auto edges = CallTraverse(server, request);
  ASSERT_OK(edges.status);
  EXPECT_EQ(edges.summary.cut_off(), v1::CUT_OFF_EDGES_READ);
}

TEST(Traverse, SaysWhatIsWrong) {
  TestServer server;
  IngestDiamond(server);
  EXPECT_THAT(CallTraverse(server, From("Alpha", 17)).status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("depth: 17 is more than 16")));
  EXPECT_THAT(CallTraverse(server, From("Alphaa", 1)).status,
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("did you mean \"Alpha\"?")));
  EXPECT_THAT(CallTraverse(server, {}).status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("start: give the name")));
}

TEST(FindPaths, FindsTheShortest) {
  TestServer server;
  IngestDiamond(server);
  const auto answer = CallFindPaths(server, Between("Alpha", "Omega"));
  ASSERT_OK(answer.status);
  ASSERT_EQ(answer.rows.size(), 1u);
  EXPECT_THAT(Lines(answer.rows)[0],
              testing::MatchesRegex("Alpha (Beta|Gamma) Delta Omega"));
  EXPECT_EQ(answer.summary.row_count(), 1u);
  EXPECT_EQ(answer.rows[0].path().edges(2).relation().name(), "employ");
}

TEST(FindPaths, FindsSeveral) {
  TestServer server;
  IngestDiamond(server);
  v1::FindPathsRequest request = Between("Alpha", "Delta");
  request.set_k(10);
  const auto two = CallFindPaths(server, request);
  ASSERT_OK(two.status);
  EXPECT_THAT(Lines(two.rows),
              UnorderedElementsAre("Alpha Beta Delta", "Alpha Gamma Delta"));
  EXPECT_EQ(two.summary.cut_off(), v1::CUT_OFF_UNSPECIFIED);
  request.set_k(1);
  const auto one = CallFindPaths(server, request);
  EXPECT_EQ(one.rows.size(), 1u);
  EXPECT_EQ(one.summary.cut_off(), v1::CUT_OFF_PATHS);
}

TEST(FindPaths, FindsAllOfTheLeastLength) {
  TestServer server;
  IngestDiamond(server);
  server.Ingest("longer",
                "Alpha; know; knows; Psi\nPsi; know; knows; Chi\n"
                "Chi; know; knows; Delta\n");
  v1::FindPathsRequest request = Between("Alpha", "Delta");
  request.set_mode(v1::PATH_MODE_ALL_SHORTEST);
  EXPECT_THAT(Lines(CallFindPaths(server, request).rows),
              UnorderedElementsAre("Alpha Beta Delta", "Alpha Gamma Delta"));
  request.set_mode(v1::PATH_MODE_SHORTEST);
  request.set_k(10);
  EXPECT_EQ(CallFindPaths(server, request).rows.size(), 3u);
}

TEST(FindPaths, FindingNoneIsNoError) {
  TestServer server;
  IngestDiamond(server);
  server.Ingest("island", "Crusoe; meet; met; Friday");
  const auto none = CallFindPaths(server, Between("Alpha", "Crusoe"));
  ASSERT_OK(none.status);
  EXPECT_THAT(none.rows, IsEmpty());
  EXPECT_EQ(none.summary.cut_off(), v1::CUT_OFF_UNSPECIFIED);
  v1::FindPathsRequest backwards = Between("Omega", "Alpha");
  backwards.set_direction(v1::DIRECTION_OUT);
  EXPECT_THAT(CallFindPaths(server, backwards).rows, IsEmpty());
}

TEST(FindPaths, SaysWhatIsWrong) {
  TestServer server;
  IngestDiamond(server);
  v1::FindPathsRequest request = Between("Alpha", "Omega");
  request.set_max_depth(17);
  EXPECT_THAT(
      CallFindPaths(server, request).status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("max_depth: 17")));
  request.set_max_depth(0);
  request.set_k(1001);
  EXPECT_THAT(
      CallFindPaths(server, request).status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("k: 1001")));
  EXPECT_THAT(CallFindPaths(server, Between("Alpha", "Omegga")).status,
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("did you mean \"Omega\"?")));
}

// --- times -------------------------------------------------------------------

// Names at the far ends, as each of the reads tells them.
std::vector<std::vector<std::string>> Reads(TestServer& server,
                                            const v1::TimeFilter& time) {
  std::vector<std::vector<std::string>> out;
  v1::TraverseRequest traverse = From("Alpha", 1);
  *traverse.mutable_time() = time;
  out.emplace_back();
  for (const auto& row : CallTraverse(server, traverse).rows) {
    out.back().push_back(row.node().node().entity().name());
  }
  v1::ListNeighborsRequest neighbors;
  neighbors.mutable_entity()->set_name("Alpha");
  *neighbors.mutable_time() = time;
  v1::ListNeighborsResponse found;
  grpc::ClientContext context;
  EXPECT_TRUE(server.graph().ListNeighbors(&context, neighbors, &found).ok());
  out.emplace_back();
  for (const auto& neighbor : found.neighbors()) {
    out.back().push_back(neighbor.neighbor().entity().name());
  }
  v1::ListFactsRequest facts;
  facts.mutable_subject()->set_name("Alpha");
  *facts.mutable_time() = time;
  v1::ListFactsResponse listed;
  grpc::ClientContext second;
  EXPECT_TRUE(server.graph().ListFacts(&second, facts, &listed).ok());
  out.emplace_back();
  for (const auto& fact : listed.facts()) {
    out.back().push_back(fact.object().entity().name());
  }
  v1::QueryRequest query;
  query.set_query("MATCH ({name: 'Alpha'})-[]->(b) RETURN b.name");
  *query.mutable_time() = time;
  grpc::ClientContext third;
  const auto reader = server.graph().Query(&third, query);
  out.emplace_back();
  for (v1::QueryResponse message; reader->Read(&message);) {
    if (!message.has_row()) continue;
    out.back().push_back(message.row().values(0).string_value());
  }
  EXPECT_TRUE(reader->Finish().ok());
  return out;
}

TEST(Times, EveryReadKnowsWhatWasRecordedByThen) {
  TestServerOptions options;
  absl::Time now =
      absl::FromCivil(absl::CivilDay(2026, 3, 1), absl::UTCTimeZone());
  options.store.clock = [&now] { return now; };
  TestServer server(options);
  server.Ingest("1", "Alpha; own; owns; Beta\nBeta; own; owns; Gamma\n");
  now += absl::Hours(24);
  server.Ingest("2", "Alpha; own; owns; Gamma\n");
  v1::TimeFilter time;
  const std::vector<std::string> both = {"Beta", "Gamma"};
  EXPECT_THAT(Reads(server, time), testing::Each(both));
  for (const char* early :
       {"2026-03-01", "2026-03-01T00:00:00Z", "2026-03-02T01:59:59+02:00"}) {
    time.set_as_of(early);
    EXPECT_THAT(Reads(server, time), testing::Each(ElementsAre("Beta")));
  }
  time.set_as_of("2026-03");
  EXPECT_THAT(Reads(server, time), testing::Each(both));
  time.set_as_of("2026-02");
  EXPECT_THAT(Reads(server, time), testing::Each(IsEmpty()));
  // No known time: it holds on any day.
  time.Clear();
  time.set_valid_at("1999-12-31");
  EXPECT_THAT(Reads(server, time), testing::Each(both));

  v1::FindPathsRequest path = Between("Alpha", "Gamma");
  EXPECT_THAT(Lines(CallFindPaths(server, path).rows),
              ElementsAre("Alpha Gamma"));
  path.mutable_time()->set_as_of("2026-03-01");
  EXPECT_THAT(Lines(CallFindPaths(server, path).rows),
              ElementsAre("Alpha Beta Gamma"));
}

TEST(Times, BadOnesAreErrors) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Alpha", 1);
  for (const char* day : {"2024", "2024-02-30", "yesterday"}) {
    request.mutable_time()->set_valid_at(day);
    EXPECT_THAT(CallTraverse(server, request).status,
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("time.valid_at")));
  }
  request.mutable_time()->clear_valid_at();
  for (const char* time : {"soon", "2024-13", "2024-01-01T25:00:00Z"}) {
    request.mutable_time()->set_as_of(time);
    EXPECT_THAT(
        CallTraverse(server, request).status,
        StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("time.as_of")));
  }
}

// --- without gRPC: who stops, and when ---------------------------------------

TEST(Traverse, StopsWhenNobodyReads) {
  TestServer server;
  IngestDiamond(server);
  const Cancellation cancellation;
  int sent = 0;
  const absl::Status status =
      Traverse(server.store(), From("Alpha", 3), cancellation,
               [&sent](const v1::TraverseResponse&) { return ++sent < 2; });
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(sent, 2);  // the header, and the node that was not taken
}

TEST(Traverse, StopsWhenCancelled) {
  TestServer server;
  IngestDiamond(server);
  Cancellation cancellation;
  cancellation.Cancel();
  EXPECT_THAT(Traverse(server.store(), From("Alpha", 3), cancellation,
                       [](const v1::TraverseResponse&) { return true; }),
              StatusIs(absl::StatusCode::kCancelled));
  const Cancellation late(absl::InfinitePast());
  EXPECT_THAT(Traverse(server.store(), From("Alpha", 3), late,
                       [](const v1::TraverseResponse&) { return true; }),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(FindPaths(server.store(), Between("Alpha", "Omega"), late,
                        [](const v1::FindPathsResponse&) { return true; }),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

TEST(Traverse, ReaderThatStopsEarlyEndsTheCall) {
  TestServerOptions options;
  options.listen = "127.0.0.1:0";
  TestServer server(options);
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    absl::StrAppend(&text, "Hub; know; knows; Node ", i, "\n");
  }
  server.Ingest("hub", text);
  grpc::ClientContext context;
  const auto reader = server.graph().Traverse(&context, From("Hub", 1));
  v1::TraverseResponse message;
  ASSERT_TRUE(reader->Read(&message));
  ASSERT_TRUE(reader->Read(&message));
  context.TryCancel();
  while (reader->Read(&message)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  // Drain() comes back only when no call runs any more.
  server.server().Drain();
}

}  // namespace
}  // namespace weft::service
