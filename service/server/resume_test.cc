#include "service/server/resume.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

// A stream, or a part of one.
struct Part {
  absl::Status status;
  uint64_t version = 0;
  std::vector<std::string> rows;
  v1::StreamSummary summary;
};

std::string RowText(const v1::TraverseResponse& message) {
  const v1::TraverseResponse::Node& node = message.node();
  return absl::StrCat(node.depth(), " ", node.parent().name(), " > ",
                      node.node().entity().name());
}

std::string RowText(const v1::FindPathsResponse& message) {
  return absl::StrJoin(message.path().nodes(), " ",
                       [](std::string* out, const v1::EntityRef& node) {
                         absl::StrAppend(out, node.name());
                       });
}

std::string RowText(const v1::QueryResponse& message) {
  return absl::StrJoin(
      message.row().values(), " ",
      [](std::string* out, const google::protobuf::Value& value) {
        absl::StrAppend(out, value.ShortDebugString());
      });
}

std::string RowText(const v1::ExportGraphResponse& message) {
  return absl::StrCat(message.fact().subject().entity().name(), " ",
                      message.fact().object().entity().name());
}

template <typename Reader, typename Message>
Part ReadAll(Reader& reader, Message message) {
  Part out;
  while (reader.Read(&message)) {
    if (message.has_header()) {
      out.version = message.header().version();
    } else if (message.has_summary()) {
      out.summary = message.summary();
    } else {
      out.rows.push_back(RowText(message));
    }
  }
  out.status = FromGrpcStatus(reader.Finish());
  if (out.status.ok()) {
    EXPECT_EQ(out.summary.row_count(), out.rows.size());
    EXPECT_EQ(out.summary.resume_token().empty(),
              out.summary.cut_off() == v1::CUT_OFF_UNSPECIFIED);
  }
  return out;
}

Part Call(TestServer& server, const v1::TraverseRequest& request) {
  grpc::ClientContext context;
  return ReadAll(*server.graph().Traverse(&context, request),
                 v1::TraverseResponse());
}
Part Call(TestServer& server, const v1::FindPathsRequest& request) {
  grpc::ClientContext context;
  return ReadAll(*server.graph().FindPaths(&context, request),
                 v1::FindPathsResponse());
}
Part Call(TestServer& server, const v1::QueryRequest& request) {
  grpc::ClientContext context;
  return ReadAll(*server.graph().Query(&context, request), v1::QueryResponse());
}
Part Call(TestServer& server, const v1::ExportGraphRequest& request) {
  grpc::ClientContext context;
  return ReadAll(*server.graph().ExportGraph(&context, request),
                 v1::ExportGraphResponse());
}

// All parts until one is not cut off, none of which may read more edges than
// its budget; the number of rows of each.
template <typename Request>
std::vector<std::string> CallInParts(TestServer& server, Request request,
                                     std::vector<size_t>* sizes = nullptr) {
  std::vector<std::string> rows;
  for (int parts = 0; parts < 1000; ++parts) {
    const Part part = Call(server, request);
    EXPECT_OK(part.status);
    const uint64_t most = request.budget().edges_read();
    if (most > 0 && std::is_same_v<Request, v1::FindPathsRequest>) {
      EXPECT_LE(part.summary.edges_read(), most);
    }
    rows.insert(rows.end(), part.rows.begin(), part.rows.end());
    if (sizes != nullptr) sizes->push_back(part.rows.size());
    request.set_resume_token(part.summary.resume_token());
    if (request.resume_token().empty()) return rows;
  }
  ADD_FAILURE() << "there is always another part";
  return rows;
}

// Towns with roads between them, crosswise, so that there are many ways.
void IngestTowns(TestServer& server) {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    for (const int step : {1, 3, 7}) {
      absl::StrAppend(&text, "Town", i, "; reach; reaches; Town",
                      (i + step) % 40, "\n");
    }
  }
  server.Ingest("towns", text);
}

v1::TraverseRequest FromTown(uint32_t depth) {
  v1::TraverseRequest request;
  request.mutable_start()->set_name("Town0");
  request.set_depth(depth);
  return request;
}

v1::FindPathsRequest ToTown(const std::string& town, uint32_t k) {
  v1::FindPathsRequest request;
  request.mutable_from()->set_name("Town0");
  request.mutable_to()->set_name(town);
  request.set_k(k);
  return request;
}

v1::QueryRequest Asking(const std::string& query) {
  v1::QueryRequest request;
  request.set_query(query);
  return request;
}

// One hub with so many spokes.
void IngestHub(TestServer& server, int spokes) {
  std::string text;
  for (int i = 0; i < spokes; ++i) {
    absl::StrAppend(&text, "Hub; know; knows; Spoke", i, "\n");
  }
  server.Ingest("hub", text);
}

TEST(Resume, TraverseCutAndResumedEqualsWhole) {
  TestServer server;
  IngestTowns(server);
  v1::TraverseRequest request = FromTown(3);
  const Part whole = Call(server, request);
  ASSERT_GT(whole.rows.size(), 30u);
  for (const int rows : {1, 2, 7, 30, 1000}) {
    request.mutable_budget()->set_rows(rows);
    std::vector<std::string> parts = CallInParts(server, request);
    EXPECT_THAT(parts, UnorderedElementsAreArray(whole.rows)) << rows;
    EXPECT_TRUE(std::is_sorted(
        parts.begin(), parts.end(),
        [](const auto& a, const auto& b) { return a[0] < b[0]; }))
        << "not by depth";
  }
  request.mutable_budget()->clear_rows();
  for (const int edges : {1, 5, 64}) {
    request.mutable_budget()->set_edges_read(edges);
    EXPECT_THAT(CallInParts(server, request),
                UnorderedElementsAreArray(whole.rows))
        << edges;
  }
}

TEST(Resume, FindPathsCutAndResumedEqualsWhole) {
  TestServer server;
  IngestTowns(server);
  const Part whole = Call(server, ToTown("Town20", 40));
  ASSERT_EQ(whole.rows.size(), 40u);
  v1::FindPathsRequest request = ToTown("Town20", 9);
  std::vector<std::string> parts;
  for (const int k : {9, 1, 20, 10}) {
    request.set_k(k);
    const Part part = Call(server, request);
    ASSERT_OK(part.status);
    EXPECT_EQ(part.summary.cut_off(), v1::CUT_OFF_PATHS);
    EXPECT_EQ(part.rows.size(), k);
    parts.insert(parts.end(), part.rows.begin(), part.rows.end());
    request.set_resume_token(part.summary.resume_token());
  }
  EXPECT_THAT(parts, UnorderedElementsAreArray(whole.rows));
}

TEST(Resume, AllShortestPathsGoOnToo) {
  TestServer server;
  IngestTowns(server);
  v1::FindPathsRequest request = ToTown("Town20", 0);
  request.set_mode(v1::PATH_MODE_ALL_SHORTEST);
  const Part whole = Call(server, request);
  ASSERT_GT(whole.rows.size(), 5u);
  request.set_k(2);
  EXPECT_THAT(CallInParts(server, request),
              UnorderedElementsAreArray(whole.rows));
  request.clear_k();
  request.mutable_budget()->set_edges_read(50);
  EXPECT_THAT(CallInParts(server, request),
              UnorderedElementsAreArray(whole.rows));
}

TEST(Resume, QueryCutAndResumedEqualsWhole) {
  TestServer server;
  IngestTowns(server);
  for (const char* query :
       {"MATCH (a)-[:reach]->(b) RETURN a.name, b.name",
        "MATCH (a)-[:reach]->(b) RETURN b.name, count(*) AS n ORDER BY n, "
        "b.name",
        "MATCH (a {name: 'Town3'})-[:reach*1..3]->(b) RETURN DISTINCT b.name",
        "UNWIND range(1, 50) AS i RETURN i"}) {
    v1::QueryRequest request = Asking(query);
    const Part whole = Call(server, request);
    ASSERT_OK(whole.status);
    ASSERT_GT(whole.rows.size(), 10u) << query;
    for (const int rows : {1, 7, 40}) {
      request.mutable_budget()->set_rows(rows);
      EXPECT_EQ(CallInParts(server, request), whole.rows) << query;
    }
    request.mutable_budget()->clear_rows();
    request.mutable_budget()->set_edges_read(33);
    EXPECT_EQ(CallInParts(server, request), whole.rows) << query;
  }
}

TEST(Resume, ExportGraphCutAndResumedEqualsWhole) {
  TestServer server;
  IngestTowns(server);
  v1::ExportGraphRequest request;
  const Part whole = Call(server, request);
  ASSERT_EQ(whole.rows.size(), 120u);
  for (const int rows : {1, 7, 60, 119, 120, 121}) {
    request.mutable_budget()->set_rows(rows);
    EXPECT_EQ(CallInParts(server, request), whole.rows) << rows;
  }
}

// 256 nodes are looked up and 1000 facts are read at a time.
TEST(Resume, ExactMultiplesOfTheBatchSizeAreNotCutAgain) {
  TestServer server;
  IngestHub(server, 2000);
  v1::TraverseRequest traverse;
  traverse.mutable_start()->set_name("Hub");
  for (const auto& [rows, sizes] :
       {std::pair{500u, std::vector<size_t>{500, 500, 500, 500}},
        {1000u, {1000, 1000}},
        {1024u, {1024, 976}},
        {1999u, {1999, 1}},
        {2000u, {2000}}}) {
    traverse.mutable_budget()->set_rows(rows);
    std::vector<size_t> found;
    EXPECT_EQ(CallInParts(server, traverse, &found).size(), 2000u);
    EXPECT_EQ(found, sizes);

    v1::ExportGraphRequest request;
    request.mutable_budget()->set_rows(rows);
    found.clear();
    EXPECT_EQ(CallInParts(server, request, &found).size(), 2000u);
    EXPECT_EQ(found, sizes);

    v1::QueryRequest query = Asking("MATCH (a)-[:know]->(b) RETURN b.name");
    query.mutable_budget()->set_rows(rows);
    found.clear();
    EXPECT_EQ(CallInParts(server, query, &found).size(), 2000u);
    EXPECT_EQ(found, sizes);
  }
}

TEST(Resume, ReadsTheVersionOfTheFirstPart) {
  TestServer server;
  IngestHub(server, 10);
  v1::ExportGraphRequest request;
  request.mutable_budget()->set_rows(4);
  const Part first = Call(server, request);
  server.Ingest("more", "Hub; know; knows; Late\nAnna; know; knows; Late\n");
  request.set_resume_token(first.summary.resume_token());
  request.clear_budget();
  const Part rest = Call(server, request);
  ASSERT_OK(rest.status);
  EXPECT_EQ(rest.version, first.version);
  EXPECT_EQ(rest.rows.size(), 6u);
}

TEST(Resume, ATokenOfAnotherRequestIsRefused) {
  TestServer server;
  IngestTowns(server);
  v1::TraverseRequest request = FromTown(2);
  request.mutable_budget()->set_rows(3);
  const std::string token = Call(server, request).summary.resume_token();
  ASSERT_NE(token, "");

  v1::TraverseRequest deeper = FromTown(3);
  deeper.set_resume_token(token);
  EXPECT_THAT(Call(server, deeper).status,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("resume_token: belongs to another request")));
  v1::FindPathsRequest paths = ToTown("Town20", 1);
  paths.set_resume_token(token);
  EXPECT_THAT(Call(server, paths).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::QueryRequest query = Asking("RETURN 1");
  query.set_resume_token(token);
  EXPECT_THAT(Call(server, query).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::ExportGraphRequest exporting;
  exporting.set_resume_token(token);
  EXPECT_THAT(Call(server, exporting).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
  // Another budget is not another request.
  request.set_resume_token(token);
  request.mutable_budget()->set_rows(5);
  EXPECT_OK(Call(server, request).status);
}

TEST(Resume, ATokenOfAnotherServerIsRefused) {
  // The same number of versions, at other times.
  TestServerOptions later;
  later.store.clock = [] { return absl::FromUnixSeconds(2'000'000'000); };
  TestServer server, another(later);
  for (TestServer* one : {&server, &another}) IngestTowns(*one);
  v1::TraverseRequest request = FromTown(2);
  request.mutable_budget()->set_rows(3);
  const Part first = Call(server, request);
  EXPECT_EQ(Call(another, request).version, first.version);
  request.set_resume_token(first.summary.resume_token());
  EXPECT_THAT(
      Call(another, request).status,
      StatusIs(absl::StatusCode::kAborted, HasSubstr("for another graph")));
  EXPECT_OK(Call(server, request).status);
}

TEST(Resume, ParametersOfAQueryBelongToTheRequest) {
  TestServer server;
  v1::QueryRequest request = Asking("UNWIND $list AS i RETURN i + $add");
  for (int i = 0; i < 9; ++i) {
    auto* list = (*request.mutable_parameters())["list"].mutable_list_value();
    list->add_values()->set_number_value(i);
  }
  (*request.mutable_parameters())["add"].set_number_value(1);
  request.mutable_budget()->set_rows(4);
  request.set_resume_token(Call(server, request).summary.resume_token());
  EXPECT_EQ(Call(server, request).rows.size(), 4u);
  (*request.mutable_parameters())["add"].set_number_value(2);
  EXPECT_THAT(Call(server, request).status,
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Resume, AMalformedTokenIsRefused) {
  TestServer server;
  IngestTowns(server);
  v1::TraverseRequest traverse = FromTown(2);
  traverse.mutable_budget()->set_rows(3);
  const std::string token = Call(server, traverse).summary.resume_token();
  for (const std::string& bad :
       {std::string("nonsense"), std::string("!"), std::string("AA"),
        token.substr(0, token.size() - 2), token + "AAAA"}) {
    traverse.set_resume_token(bad);
    EXPECT_THAT(
        Call(server, traverse).status,
        StatusIs(absl::StatusCode::kInvalidArgument,
                 HasSubstr("resume_token: is not one that this server")))
        << bad;
    v1::QueryRequest query = Asking("RETURN 1");
    query.set_resume_token(bad);
    EXPECT_THAT(Call(server, query).status,
                StatusIs(absl::StatusCode::kInvalidArgument));
    v1::ExportGraphRequest exporting;
    exporting.set_resume_token(bad);
    EXPECT_THAT(Call(server, exporting).status,
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(Resume, AnExpiredSnapshotAborts) {
  absl::Time now = absl::UnixEpoch();
  TestServerOptions options;
  options.store.clock = [&now] { return now; };
  options.store.snapshot_lifetime = absl::Minutes(5);
  TestServer server(options);
  IngestTowns(server);
  v1::TraverseRequest request = FromTown(2);
  request.mutable_budget()->set_rows(3);
  request.set_resume_token(Call(server, request).summary.resume_token());
  server.Ingest("more", "Anna; know; knows; Otto\n");
  now += absl::Minutes(4);
  const Part second = Call(server, request);
  ASSERT_OK(second.status);
  // From the last token on.
  request.set_resume_token(second.summary.resume_token());
  now += absl::Minutes(4);
  ASSERT_OK(Call(server, request).status);
  now += absl::Minutes(6);
  EXPECT_THAT(
      Call(server, request).status,
      StatusIs(absl::StatusCode::kAborted, HasSubstr("without the token")));
}

TEST(Resume, AWholeAnswerHasNoToken) {
  TestServer server;
  IngestHub(server, 3);
  v1::TraverseRequest request;
  request.mutable_start()->set_name("Hub");
  const Part whole = Call(server, request);
  EXPECT_EQ(whole.rows.size(), 3u);
  EXPECT_EQ(whole.summary.resume_token(), "");
}

}  // namespace
}  // namespace weft::service
