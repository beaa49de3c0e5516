// Reads of the graph under filters by time, type and sources, without gRPC.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"
#include "service/server/export_graph.h"
#include "service/server/graph_lookup.h"
#include "service/server/graph_traversal.h"

namespace weft::service {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Offices of Alpha: "Ann be ceo of Alpha".
class ReadTimes : public ::testing::Test {
 protected:
  ReadTimes() {
    graphstore::StoreOptions options;
    options.clock = [this] { return now_; };
    store_ = graphstore::Store::InMemory(options).value();
  }

  // A document that says who is, from a year on; a day after the last one.
  void Write(const std::string& id, const std::string& holder,
             const std::string& from, float confidence) {
    graphstore::DocumentFacts document;
    document.id = id;
    document.text = absl::StrCat(holder, " runs Alpha.");
    document.sentences = {
        {{0, static_cast<uint32_t>(document.text.size())}, document.text}};
    document.entities = {{holder, "person", {}}, {"Alpha", "organization", {}}};
    graphstore::LocalFact& fact = document.facts.emplace_back();
    fact.subject = {0};
    fact.relation = "be ceo of";
    fact.object = graphstore::LocalEntityIndex{1};
    fact.valid_from = from;
    fact.confidence = confidence;
    ASSERT_OK(store_->WriteDocument(document, {}).status());
    now_ += absl::Hours(24);
  }

  absl::StatusOr<std::vector<v1::TraverseResponse::Node>> Reach(
      const v1::TraverseRequest& request) {
    std::vector<v1::TraverseResponse::Node> nodes;
    const absl::Status status =
        Traverse(*store_, request, Cancellation(),
                 [&](const v1::TraverseResponse& message) {
                   if (message.has_node()) nodes.push_back(message.node());
                   return true;
                 });
    if (!status.ok()) return status;
    return nodes;
  }

  std::vector<std::string> Names(const v1::TraverseRequest& request) {
    std::vector<std::string> names;
    const auto nodes = Reach(request).value();
    for (const auto& node : nodes) {
      names.push_back(node.node().entity().name());
    }
    return names;
  }

  // "Ann Alpha Bob", the names of each path.
  std::vector<std::string> Paths(const v1::FindPathsRequest& request) {
    std::vector<std::string> paths;
    EXPECT_OK(FindPaths(*store_, request, Cancellation(),
                        [&](const v1::FindPathsResponse& message) {
                          if (!message.has_path()) return true;
                          paths.push_back(absl::StrJoin(
                              message.path().nodes(), " ",
                              [](std::string* out, const v1::EntityRef& node) {
                                absl::StrAppend(out, node.name());
                              }));
                          return true;
                        }));
    return paths;
  }

  std::vector<std::string> Exported(const v1::TimeFilter& time) {
    v1::ExportGraphRequest request;
    *request.mutable_time() = time;
    std::vector<std::string> documents;
    EXPECT_OK(ExportGraph(*store_, request, Cancellation(),
                          [&](const v1::ExportGraphResponse& message) {
                            if (message.has_fact()) {
                              documents.push_back(
                                  message.fact().evidence().document_id());
                            }
                            return true;
                          }));
    return documents;
  }

  int Found(const std::string& name, const std::string& as_of) {
    v1::SearchEntitiesRequest request;
    request.set_query(name);
    if (!as_of.empty()) request.mutable_time()->set_as_of(as_of);
    return SearchEntities(*store_, request).value().matches_size();
  }

  absl::Time now_ =
      absl::FromCivil(absl::CivilDay(2026, 3, 1), absl::UTCTimeZone());
  std::unique_ptr<graphstore::Store> store_;
};

v1::TraverseRequest From(const std::string& name, uint32_t depth) {
  v1::TraverseRequest request;
  request.mutable_start()->set_name(name);
  request.set_depth(depth);
  return request;
}

v1::FindPathsRequest Between(const std::string& from, const std::string& to) {
  v1::FindPathsRequest request;
  request.mutable_from()->set_name(from);
  request.mutable_to()->set_name(to);
  return request;
}

TEST_F(ReadTimes, AnEntityHasTheCountsOfWhatIsListed) {
  Write("a", "Ann", "2015", 0.5f);
  Write("b", "Bob", "2022-03", 1);
  Write("c", "Ann", "2010", 1);
  // Edges, facts and documents of Alpha.
  const struct {
    const char* valid_at;
    const char* as_of;
    uint64_t edges, facts, documents;
  } kCases[] = {
      {"", "", 2, 3, 3},
      {"", "2026-03-01", 1, 1, 1},
      {"", "2026-03-02", 2, 2, 2},
      {"", "2025", 0, 0, 0},
      {"2023-01-01", "", 1, 1, 1},
      {"2016-01-01", "", 1, 2, 2},
      {"2012-06-01", "2026-03-02", 0, 0, 0},
  };
  for (const auto& test : kCases) {
    SCOPED_TRACE(absl::StrCat(test.valid_at, " ", test.as_of));
    v1::GetEntityRequest request;
    request.mutable_entity()->set_name("Alpha");
    request.mutable_time()->set_valid_at(test.valid_at);
    request.mutable_time()->set_as_of(test.as_of);
    ASSERT_OK_AND_ASSIGN(const v1::Entity entity, GetEntity(*store_, request));
    EXPECT_EQ(entity.in_degree(), test.edges);
    EXPECT_EQ(entity.out_degree(), 0u);
    EXPECT_EQ(entity.mention_count(), test.facts);
    EXPECT_EQ(entity.document_count(), test.documents);
    EXPECT_EQ(entity.name(), "Alpha");
    v1::ListFactsRequest listed;
    listed.mutable_object()->set_name("Alpha");
    *listed.mutable_time() = request.time();
    EXPECT_EQ(ListFacts(*store_, listed, {}).value().facts_size(), test.facts);
  }
  v1::GetEntityRequest bad;
  bad.mutable_entity()->set_name("Alpha");
  bad.mutable_time()->set_as_of("soon");
  EXPECT_THAT(GetEntity(*store_, bad),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ReadTimes, EdgesShowWhatWasKnownOfThem) {
  Write("a", "Ann", "2015", 0.5f);
  Write("b", "Bob", "2022-03", 1);
  Write("c", "Ann", "2010", 1);
  v1::TraverseRequest request = From("Ann", 1);
  ASSERT_OK_AND_ASSIGN(const auto all, Reach(request));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].edge().document_count(), 2u);
  EXPECT_EQ(all[0].edge().best_fact().end().document_id(), "b");

  request.mutable_time()->set_as_of("2026-03-01");
  ASSERT_OK_AND_ASSIGN(const auto known, Reach(request));
  ASSERT_EQ(known.size(), 1u);
  const v1::Edge& edge = known[0].edge();
  EXPECT_EQ(edge.document_count(), 1u);
  EXPECT_EQ(edge.fact_count(), 1u);
  EXPECT_NEAR(edge.confidence(), 0.5, 0.01);
  EXPECT_EQ(edge.best_fact().evidence().document_id(), "a");
  EXPECT_FALSE(edge.best_fact().has_end());

  // What c says of 2010 was not known then.
  request.mutable_time()->set_valid_at("2012-01-01");
  EXPECT_THAT(Names(request), IsEmpty());
  v1::FindPathsRequest path = Between("Ann", "Alpha");
  *path.mutable_time() = request.time();
  EXPECT_THAT(Paths(path), IsEmpty());
  path.mutable_time()->clear_as_of();
  EXPECT_THAT(Paths(path), ElementsAre("Ann Alpha"));
}

TEST_F(ReadTimes, SearchesAndExportsKnowWhatWasRecordedByThen) {
  Write("a", "Ann", "2015", 0.5f);
  Write("b", "Bob", "2022", 1);
  EXPECT_EQ(Found("Bob", ""), 1);
  EXPECT_EQ(Found("Bob", "2026-03-01"), 0);
  EXPECT_EQ(Found("Ann", "2026-03-01"), 1);
  v1::TimeFilter time;
  EXPECT_THAT(Exported(time), ElementsAre("a", "b"));
  time.set_valid_at("2020-01-01");
  EXPECT_THAT(Exported(time), ElementsAre("a"));
  time.set_as_of("2026-02");
  EXPECT_THAT(Exported(time), IsEmpty());
}

TEST_F(ReadTimes, HopsLeadToATypeAndHaveSources) {
  Write("a", "Ann", "", 1);
  Write("b", "Ann", "", 1);
  Write("c", "Bob", "", 1);
  v1::TraverseRequest request = From("Alpha", 2);
  request.add_types(v1::ENTITY_TYPE_PERSON);
  EXPECT_THAT(Names(request), ElementsAre("Ann", "Bob"));
  request.set_min_sources(2);
  EXPECT_THAT(Names(request), ElementsAre("Ann"));
  // One of the two documents was known.
  request.mutable_time()->set_as_of("2026-03-01");
  EXPECT_THAT(Names(request), IsEmpty());
  request.clear_time();
  request.set_types(0, v1::ENTITY_TYPE_PLACE);
  EXPECT_THAT(Names(request), IsEmpty());
  request.set_types(0, v1::ENTITY_TYPE_UNSPECIFIED);
  EXPECT_THAT(Reach(request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("types")));
}

TEST_F(ReadTimes, WhatLiesBetweenTheEndsOfAPathIsOfTheType) {
  Write("a", "Ann", "", 1);
  Write("c", "Bob", "", 1);
  v1::FindPathsRequest path = Between("Ann", "Bob");
  path.add_types(v1::ENTITY_TYPE_ORGANIZATION);
  EXPECT_THAT(Paths(path), ElementsAre("Ann Alpha Bob"));
  path.set_types(0, v1::ENTITY_TYPE_PERSON);
  EXPECT_THAT(Paths(path), IsEmpty());
  path.clear_types();
  path.set_min_sources(2);
  EXPECT_THAT(Paths(path), IsEmpty());
}

TEST_F(ReadTimes, ListsOfFactsHaveTheSameConditions) {
  Write("a", "Ann", "", 1);
  Write("b", "Ann", "", 1);
  Write("c", "Bob", "", 1);
  v1::ListFactsRequest request;
  request.mutable_object()->set_name("Alpha");
  request.add_types(v1::ENTITY_TYPE_PERSON);
  EXPECT_EQ(ListFacts(*store_, request, {}).value().facts_size(), 3);
  request.set_min_sources(2);
  EXPECT_EQ(ListFacts(*store_, request, {}).value().facts_size(), 2);
  request.set_types(0, v1::ENTITY_TYPE_PLACE);
  EXPECT_EQ(ListFacts(*store_, request, {}).value().facts_size(), 0);
}

}  // namespace
}  // namespace weft::service
