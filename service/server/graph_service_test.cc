#include <string>
#include <vector>

#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"
#include "service/server/test_server.h"
#include "service/wire/status.h"

namespace weft::service {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// Calls `method` of the stub and returns its response or error.
template <typename Request, typename Response>
absl::StatusOr<Response> Call(
    TestServer& server,
    grpc::Status (v1::GraphService::Stub::*method)(grpc::ClientContext*,
                                                   const Request&, Response*),
    const Request& request) {
  grpc::ClientContext context;
  Response response;
  const absl::Status status =
      FromGrpcStatus((server.graph().*method)(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::Entity> GetEntity(TestServer& server,
                                     const std::string& name) {
  v1::GetEntityRequest request;
  request.mutable_entity()->set_name(name);
  return Call(server, &v1::GraphService::Stub::GetEntity, request);
}

absl::StatusOr<v1::ListFactsResponse> ListFacts(
    TestServer& server, const v1::ListFactsRequest& request) {
  return Call(server, &v1::GraphService::Stub::ListFacts, request);
}

absl::StatusOr<v1::ListNeighborsResponse> ListNeighbors(
    TestServer& server, const v1::ListNeighborsRequest& request) {
  return Call(server, &v1::GraphService::Stub::ListNeighbors, request);
}

v1::ListFactsRequest Facts(const std::string& subject,
                           const std::string& relation = "",
                           const std::string& object = "") {
  v1::ListFactsRequest request;
  if (!subject.empty()) request.mutable_subject()->set_name(subject);
  request.set_relation(relation);
  if (!object.empty()) request.mutable_object()->set_name(object);
  return request;
}

// "DeepSeek –released→ r1"
std::string Triple(const v1::Fact& fact) {
  const v1::Slot& object = fact.object();
  return fact.subject().entity().name() + " –" + fact.relation().display() +
         "→ " +
         (object.has_value() ? object.value().text() : object.entity().name());
}

std::vector<std::string> Triples(const v1::ListFactsResponse& response) {
  std::vector<std::string> out;
  for (const v1::Fact& fact : response.facts()) out.push_back(Triple(fact));
  return out;
}

// Two articles about one subject.
void IngestNews(TestServer& server) {
  server.Ingest("launch",
                "DeepSeek; release; released; r1\n"
                "DeepSeek; be base in; is-based-in; Hangzhou\n"
                "Nvidia; stock fall; stock-fell; 17%\n");
  server.Ingest("market",
                "Nvidia; stock fall; stock-falling; 17%\n"
                "Nvidia; sell; sells; chips\n"
                "!Quill; sell; sold; chips\n"
                "Norvane; collapse; collapsed\n"
                "DeepSeek; release; has-released; r1\n");
}

TEST(GetEntity, FindsAnyOfItsNames) {
  TestServer server;
  IngestNews(server);
  ASSERT_OK_AND_ASSIGN(const v1::Entity entity, GetEntity(server, "deepseek"));
  EXPECT_EQ(entity.name(), "DeepSeek");
  EXPECT_GT(entity.id(), 0u);
  EXPECT_EQ(entity.out_degree(), 2u);
  EXPECT_EQ(entity.in_degree(), 0u);
  EXPECT_EQ(entity.mention_count(), 3u);
  EXPECT_EQ(entity.document_count(), 2u);
  ASSERT_GE(entity.aliases_size(), 1);
  EXPECT_EQ(entity.aliases(0).text(), "DeepSeek");

  v1::GetEntityRequest by_id;
  by_id.mutable_entity()->set_id(entity.id());
  ASSERT_OK_AND_ASSIGN(const v1::Entity again,
                       Call(server, &v1::GraphService::Stub::GetEntity, by_id));
  EXPECT_EQ(again.SerializeAsString(), entity.SerializeAsString());
}

TEST(GetEntity, SuggestsNamesThatAreNear) {
  TestServer server;
  IngestNews(server);
  EXPECT_THAT(GetEntity(server, "Deepseak"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("did you mean \"DeepSeek\"?")));
  EXPECT_THAT(GetEntity(server, "zzzzzzzz"),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("no entity is called \"zzzzzzzz\"")));
  v1::GetEntityRequest by_id;
  by_id.mutable_entity()->set_id(123456);
  EXPECT_THAT(Call(server, &v1::GraphService::Stub::GetEntity, by_id),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("id 123456")));
}

TEST(GetEntity, WantsANameOrAnId) {
  TestServer server;
  EXPECT_THAT(GetEntity(server, " "),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("entity.name: is empty")));
  EXPECT_THAT(
      Call(server, &v1::GraphService::Stub::GetEntity, v1::GetEntityRequest()),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("entity: give the name or the id")));
}

TEST(SearchEntities, FindsExactPrefixAndFuzzy) {
  TestServer server;
  IngestNews(server);
  v1::SearchEntitiesRequest request;
  const auto search = [&](const std::string& query) {
    request.set_query(query);
    return Call(server, &v1::GraphService::Stub::SearchEntities, request);
  };
  ASSERT_OK_AND_ASSIGN(const auto exact, search("nvidia"));
  ASSERT_GE(exact.matches_size(), 1);
  EXPECT_EQ(exact.matches(0).entity().name(), "Nvidia");
  EXPECT_EQ(exact.matches(0).kind(), v1::MATCH_KIND_EXACT);
  EXPECT_EQ(exact.matches(0).score(), 1);
  ASSERT_OK_AND_ASSIGN(const auto prefix, search("Deep"));
  ASSERT_GE(prefix.matches_size(), 1);
  EXPECT_EQ(prefix.matches(0).entity().name(), "DeepSeek");
  EXPECT_EQ(prefix.matches(0).kind(), v1::MATCH_KIND_PREFIX);
  EXPECT_EQ(prefix.matches(0).score(), 0.5);
  ASSERT_OK_AND_ASSIGN(const auto fuzzy, search("Norvana"));
  ASSERT_GE(fuzzy.matches_size(), 1);
  EXPECT_EQ(fuzzy.matches(0).entity().name(), "Norvane");
  EXPECT_EQ(fuzzy.matches(0).kind(), v1::MATCH_KIND_FUZZY);
  ASSERT_OK_AND_ASSIGN(const auto none, search("qqqqqqqqqq"));
  EXPECT_EQ(none.matches_size(), 0);
  EXPECT_THAT(search("  "), StatusIs(absl::StatusCode::kInvalidArgument,
                                     HasSubstr("query: is empty")));
}

TEST(ListFacts, ReturnsFactsWithTheirEvidence) {
  TestServer server;
  IngestNews(server);
  ASSERT_OK_AND_ASSIGN(const auto response,
                       ListFacts(server, Facts("DeepSeek", "release")));
  ASSERT_THAT(Triples(response),
              UnorderedElementsAre("DeepSeek –released→ r1",
                                   "DeepSeek –has-released→ r1"));
  const v1::Fact& fact = response.facts(0);
  EXPECT_GT(fact.statement_id(), 0u);
  EXPECT_EQ(fact.statement_id(), response.facts(1).statement_id());
  EXPECT_EQ(fact.document_count(), 2u);
  EXPECT_EQ(fact.relation().name(), "release");
  EXPECT_EQ(fact.relation().mention().text(), fact.relation().display());
  EXPECT_EQ(fact.subject().mention().text(), "DeepSeek");
  EXPECT_NEAR(fact.confidence(), 0.8, 0.01);
  EXPECT_EQ(fact.modality(), v1::MODALITY_ASSERTED);
  EXPECT_EQ(fact.rule(), "fake.line");
  EXPECT_EQ(fact.extractor_version(), "fake-1");
  const v1::Evidence& evidence = fact.evidence();
  EXPECT_EQ(evidence.document_title(), "Title of " + evidence.document_id());
  EXPECT_EQ(evidence.document_url(),
            "https://example.org/" + evidence.document_id());
  EXPECT_EQ(evidence.published(), "2025-01-27");
  EXPECT_THAT(evidence.sentence(), HasSubstr("DeepSeek; release;"));
  EXPECT_EQ(evidence.sentence_span().end() - evidence.sentence_span().begin(),
            evidence.sentence().size());
  EXPECT_EQ(response.version(), 2u);
}

TEST(ListFacts, FindsRelationsAsPeopleWriteThem) {
  TestServer server;
  IngestNews(server);
  const std::vector<std::string> both = {"Nvidia –stock-fell→ 17%",
                                         "Nvidia –stock-falling→ 17%"};
  for (const char* relation : {"stock fall", "stock-fall", "stock-fell",
                               "stock fell", "Stock-Falling", "stock*"}) {
    ASSERT_OK_AND_ASSIGN(const auto response,
                         ListFacts(server, Facts("", relation)));
    EXPECT_THAT(Triples(response), testing::UnorderedElementsAreArray(both))
        << relation;
  }
  ASSERT_OK_AND_ASSIGN(const auto two,
                       ListFacts(server, Facts("", "stock-fell|is-based-in")));
  EXPECT_EQ(two.facts_size(), 3);
  ASSERT_OK_AND_ASSIGN(const auto none, ListFacts(server, Facts("", "stole")));
  EXPECT_EQ(none.facts_size(), 0);
}

TEST(ListFacts, FiltersByEverythingAtOnce) {
  TestServer server;
  IngestNews(server);
  v1::ListFactsRequest request = Facts("Nvidia", "stock fall", "17%");
  request.set_document_id("market");
  request.set_since("2025-01");
  request.set_until("2025-01-27");
  request.set_min_confidence(0.5);
  ASSERT_OK_AND_ASSIGN(const auto response, ListFacts(server, request));
  EXPECT_THAT(Triples(response), ElementsAre("Nvidia –stock-falling→ 17%"));
  request.set_min_confidence(0.9);
  EXPECT_EQ(ListFacts(server, request)->facts_size(), 0);
  request.set_min_confidence(0);
  request.set_since("2025-02");
  request.set_until("");
  EXPECT_EQ(ListFacts(server, request)->facts_size(), 0);
}

TEST(ListFacts, KeepsWhatTheTextDeniesAndWhatHasNoObject) {
  TestServer server;
  IngestNews(server);
  ASSERT_OK_AND_ASSIGN(const auto quill, ListFacts(server, Facts("Quill")));
  ASSERT_EQ(quill.facts_size(), 1);
  EXPECT_TRUE(quill.facts(0).negated());
  ASSERT_OK_AND_ASSIGN(const auto norvane, ListFacts(server, Facts("Norvane")));
  ASSERT_EQ(norvane.facts_size(), 1);
  EXPECT_FALSE(norvane.facts(0).has_object());
}

TEST(ListFacts, HasTypedValues) {
  TestServer server;
  IngestNews(server);
  ASSERT_OK_AND_ASSIGN(const auto response,
                       ListFacts(server, Facts("", "", "17%")));
  ASSERT_EQ(response.facts_size(), 2);
  const v1::Slot& object = response.facts(0).object();
  EXPECT_EQ(object.value().kind(), v1::VALUE_KIND_PERCENT);
  EXPECT_EQ(object.value().number(), 17);
  EXPECT_EQ(object.value().text(), "17%");
}

TEST(ListFacts, EndsAfterAWholeLastPage) {
  TestServer server;
  IngestNews(server);
  // Eight facts in pages of four, and in pages of three.
  for (const int size : {4, 3}) {
    v1::ListFactsRequest request;
    request.set_page_size(size);
    int facts = 0;
    int pages = 0;
    do {
      ASSERT_OK_AND_ASSIGN(const auto response, ListFacts(server, request));
      facts += response.facts_size();
      ++pages;
      EXPECT_GT(response.facts_size(), 0);
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    EXPECT_EQ(facts, 8);
    EXPECT_EQ(pages, size == 4 ? 2 : 3);
  }
}

TEST(ListFacts, RefusesATokenOfAnotherRequest) {
  TestServer server;
  IngestNews(server);
  v1::ListFactsRequest request;
  request.set_page_size(2);
  ASSERT_OK_AND_ASSIGN(const auto page, ListFacts(server, request));
  v1::ListFactsRequest other = Facts("Nvidia");
  other.set_page_token(page.next_page_token());
  EXPECT_THAT(ListFacts(server, other),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ListFacts, SaysWhatIsWrongWithAFilter) {
  TestServer server;
  IngestNews(server);
  EXPECT_THAT(ListFacts(server, Facts("Nvidea")),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("did you mean \"Nvidia\"?")));
  v1::ListFactsRequest request;
  request.set_document_id("nope");
  EXPECT_THAT(ListFacts(server, request),
              StatusIs(absl::StatusCode::kNotFound,
                       HasSubstr("no document has the id \"nope\"")));
  request.Clear();
  request.set_since("last week");
  EXPECT_THAT(ListFacts(server, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.Clear();
  request.set_min_confidence(1.5);
  EXPECT_THAT(ListFacts(server, request),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("min_confidence: 1.5 is not between")));
  request.Clear();
  request.set_page_size(-5);
  EXPECT_THAT(ListFacts(server, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ListNeighbors, ShowsBothEndsOfEachEdge) {
  TestServer server;
  IngestNews(server);
  v1::ListNeighborsRequest request;
  request.mutable_entity()->set_name("chips");
  ASSERT_OK_AND_ASSIGN(const auto response, ListNeighbors(server, request));
  EXPECT_EQ(response.entity().name(), "chips");
  ASSERT_EQ(response.neighbors_size(), 2);  // what is denied is shown as such
  for (const auto& neighbor : response.neighbors()) {
    EXPECT_EQ(neighbor.direction(), v1::DIRECTION_IN);
    EXPECT_EQ(neighbor.edge().relation().name(), "sell");
    EXPECT_EQ(neighbor.edge().object().entity().name(), "chips");
    EXPECT_EQ(neighbor.edge().negated(),
              neighbor.neighbor().entity().name() == "Quill");
  }
  request.set_direction(v1::DIRECTION_OUT);
  EXPECT_EQ(ListNeighbors(server, request)->neighbors_size(), 0);
}

TEST(ListNeighbors, SaysHowWellAnEdgeIsAttested) {
  TestServer server;
  IngestNews(server);
  v1::ListNeighborsRequest request;
  request.mutable_entity()->set_name("r1");
  ASSERT_OK_AND_ASSIGN(const auto response, ListNeighbors(server, request));
  ASSERT_EQ(response.neighbors_size(), 1);
  const v1::Edge& edge = response.neighbors(0).edge();
  EXPECT_EQ(edge.fact_count(), 2u);
  EXPECT_EQ(edge.document_count(), 2u);
  EXPECT_EQ(edge.best_fact().statement_id(), edge.statement_id());
  EXPECT_THAT(edge.best_fact().evidence().sentence(), HasSubstr("r1"));
  EXPECT_NEAR(edge.confidence(), 0.8, 0.01);
}

TEST(ListNeighbors, GoesThroughPages) {
  TestServer server;
  IngestNews(server);
  v1::ListNeighborsRequest request;
  request.mutable_entity()->set_name("Nvidia");
  request.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto first, ListNeighbors(server, request));
  ASSERT_EQ(first.neighbors_size(), 1);
  ASSERT_NE(first.next_page_token(), "");
  request.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, ListNeighbors(server, request));
  ASSERT_EQ(second.neighbors_size(), 1);
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_NE(first.neighbors(0).edge().statement_id(),
            second.neighbors(0).edge().statement_id());
}

TEST(GetStatistics, CountsTheGraph) {
  TestServer server;
  ASSERT_OK_AND_ASSIGN(const auto empty,
                       Call(server, &v1::GraphService::Stub::GetStatistics,
                            v1::GetStatisticsRequest()));
  EXPECT_EQ(empty.document_count(), 0u);
  IngestNews(server);
  ASSERT_OK_AND_ASSIGN(const auto statistics,
                       Call(server, &v1::GraphService::Stub::GetStatistics,
                            v1::GetStatisticsRequest()));
  EXPECT_EQ(statistics.document_count(), 2u);
  EXPECT_EQ(statistics.sentence_count(), 8u);
  EXPECT_EQ(statistics.fact_count(), 8u);
  EXPECT_EQ(statistics.statement_count(), 6u);
  EXPECT_EQ(statistics.entity_count(), 7u);
  EXPECT_EQ(statistics.relation_count(), 5u);
  EXPECT_EQ(statistics.version(), 2u);
  EXPECT_EQ(statistics.format_version(), 4u);
  EXPECT_EQ(statistics.extractor_version(), "fake-1");
  ASSERT_EQ(statistics.relations_size(), 5);
  EXPECT_EQ(statistics.relations(0).relation(), "sell");
  EXPECT_EQ(statistics.relations(0).statement_count(), 2u);
}

TEST(GraphService, NeedsADatabase) {
  TestServer server({.with_store = false, .listen = "", .store = {}});
  EXPECT_THAT(GetEntity(server, "Nvidia"),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr("no database")));
}

}  // namespace
}  // namespace weft::service
