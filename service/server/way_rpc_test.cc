// Patterns of relations and the modes of paths, as requests have them.
#include <string>
#include <utility>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/server/traversal_calls.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Traverse, FollowsPatterns) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Alpha", 0);
  request.set_direction(v1::DIRECTION_OUT);
  const auto lines = [&](const char* pattern) {
    request.set_relation(pattern);
    const auto answer = CallTraverse(server, request);
    EXPECT_OK(answer.status);
    return Lines(answer.rows);
  };
  EXPECT_THAT(lines("own"), UnorderedElementsAre("1 Alpha –own→ Beta",
                                                 "1 Alpha –own→ Gamma"));
  EXPECT_THAT(lines("owns/supplies"),  // as they are shown
              ElementsAre(HasSubstr("–supply→ Delta")));
  EXPECT_EQ(lines("(own|supply)*2..3").size(), 1u);
  EXPECT_THAT(
      lines("own/supply/<supply"),
      UnorderedElementsAre("3 Delta ←supply– Beta", "3 Delta ←supply– Gamma"));
  EXPECT_EQ(lines("%*").size(), 5u);
  EXPECT_THAT(lines("<own"), IsEmpty());
  request.mutable_start()->set_name("Delta");
  EXPECT_THAT(
      lines("<supply|employ"),
      UnorderedElementsAre("1 Delta ←supply– Beta", "1 Delta ←supply– Gamma",
                           "1 Delta –employ→ Omega"));
}

TEST(Traverse, PatternsThatWereCutOffGoOn) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Alpha", 0);
  request.set_relation(">own*0..1/>supply*..2/>employ*0..1");
  request.mutable_budget()->set_rows(1);
  std::vector<std::string> lines;
  for (int part = 0; part < 9; ++part) {
    const auto answer = CallTraverse(server, request);
    ASSERT_OK(answer.status);
    for (const std::string& line : Lines(answer.rows)) lines.push_back(line);
    request.set_resume_token(answer.summary.resume_token());
    if (answer.summary.resume_token().empty()) break;
  }
  EXPECT_THAT(lines, ElementsAre(HasSubstr("–supply→ Delta"),
                                 "3 Delta –employ→ Omega"));
}

TEST(Patterns, SayWhereTheyAreWrongAndWhatIsUnknown) {
  TestServer server;
  IngestDiamond(server);
  v1::TraverseRequest request = From("Alpha", 1);
  request.set_relation("own/");
  EXPECT_THAT(CallTraverse(server, request).status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("relation: character 5: a relation is")));
  request.set_relation("own|suply");
  EXPECT_EQ(CallTraverse(server, request).summary.note(),
            "no relation is called \"suply\"; did you mean \"supply\"?");
  v1::ListNeighborsRequest neighbors;
  neighbors.mutable_entity()->set_name("Beta");
  const auto list = [&](const char* pattern) {
    neighbors.set_relation(pattern);
    v1::ListNeighborsResponse found;
    grpc::ClientContext context;
    const absl::Status status = FromGrpcStatus(
        server.graph().ListNeighbors(&context, neighbors, &found));
    return std::pair(status.ok() ? "" : Reason(status), found.neighbors_size());
  };
  using Listed = std::pair<std::string, int>;
  EXPECT_EQ(list("<own"), Listed("", 1));
  EXPECT_EQ(list(">own"), Listed("", 0));
  EXPECT_EQ(list("own|supply"), Listed("", 2));
  EXPECT_EQ(list("<own|>supply"), Listed("WAY_PATTERN", 0));
  EXPECT_EQ(list("own*2"), Listed("WAY_PATTERN", 0));
}

TEST(FindPaths, ByModesAndPatterns) {
  TestServer server;
  IngestDiamond(server);
  server.Ingest("more", "Alpha; fund; funds; Beta\nBeta; own; owns; Gamma\n");
  v1::FindPathsRequest request = Between("Alpha", "Delta");
  request.set_mode(v1::PATH_MODE_ALL_SIMPLE);
  const auto lines = [&] {
    const auto answer = CallFindPaths(server, request);
    EXPECT_OK(answer.status);
    return Lines(answer.rows);
  };
  EXPECT_THAT(lines(), UnorderedElementsAre(
                           "Alpha Beta Delta", "Alpha Gamma Delta",
                           "Alpha Beta Gamma Delta", "Alpha Gamma Beta Delta"));
  request.set_direction(v1::DIRECTION_OUT);
  request.set_min_depth(3);
  EXPECT_THAT(lines(), ElementsAre("Alpha Beta Gamma Delta"));
  request.set_parallel_edges(true);
  EXPECT_EQ(lines().size(), 2u);
  request.set_min_depth(0);
  request.set_mode(v1::PATH_MODE_ALL_SHORTEST);
  EXPECT_EQ(lines().size(), 3u);
  request.mutable_budget()->set_paths(2);
  const auto two = CallFindPaths(server, request);
  EXPECT_EQ(two.rows.size(), 2u);
  EXPECT_EQ(two.summary.cut_off(), v1::CUT_OFF_PATHS);
  EXPECT_THAT(two.summary.cut_off_message(), HasSubstr("budget.paths"));
  request.clear_budget();
  request.set_parallel_edges(false);
  request.set_relation("own*2/supply");
  EXPECT_THAT(lines(), ElementsAre("Alpha Beta Gamma Delta"));
  request.set_relation("");
  request.set_mode(v1::PATH_MODE_MOST_CONFIDENT);
  EXPECT_EQ(lines().size(), 1u);
}

TEST(FindPaths, FindsRings) {
  TestServer server;
  IngestDiamond(server);
  v1::FindPathsRequest request = Between("Alpha", "Alpha");
  request.set_direction(v1::DIRECTION_OUT);
  request.set_relation("own/supply/<supply/<own");
  request.set_mode(v1::PATH_MODE_ALL_TRAILS);
  EXPECT_THAT(Lines(CallFindPaths(server, request).rows),
              UnorderedElementsAre("Alpha Beta Delta Gamma Alpha",
                                   "Alpha Gamma Delta Beta Alpha"));
  request.set_mode(v1::PATH_MODE_ALL_WALKS);
  EXPECT_EQ(CallFindPaths(server, request).rows.size(), 4u);
  request.set_min_depth(17);
  EXPECT_THAT(
      CallFindPaths(server, request).status,
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("min_depth: 17")));
}

}  // namespace
}  // namespace weft::service
