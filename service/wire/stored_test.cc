#include "service/wire/stored.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/fact/document_facts.h"
#include "graphstore/store/store.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using testing::DoubleNear;

// A document in which Norvane sells the yard, with this confidence.
graphstore::DocumentFacts Sale(const std::string& id, float confidence,
                               int times = 1) {
  graphstore::DocumentFacts document;
  document.id = id;
  document.title = absl::StrCat("Title of ", id);
  document.text = "Norvane sold the yard.";
  document.sentences = {{{0, 22}, "Norvane sold the yard."}};
  document.entities = {{"Norvane", "organization", {}}, {"yard", "", {}}};
  for (int i = 0; i < times; ++i) {
    graphstore::LocalFact fact;
    fact.subject = {0};
    fact.relation = "sell";
    fact.relation_mention = {{8, 12}, "sold"};
    fact.object = graphstore::LocalEntityIndex{1};
    fact.confidence = confidence;
    fact.rule = absl::StrCat("rule ", i);
    document.facts.push_back(fact);
  }
  return document;
}

std::shared_ptr<const graphstore::Reader> Graph(
    const std::vector<graphstore::DocumentFacts>& documents) {
  const auto store = *graphstore::Store::InMemory({});
  for (const auto& result : store->WriteDocuments(documents, {})) {
    EXPECT_OK(result);
  }
  return *store->Snapshot();
}

absl::StatusOr<v1::Edge> OnlyEdge(const graphstore::Reader& reader) {
  const auto page = reader.ListFacts({}, {});
  StoredView view(reader);
  return view.Edge(page->facts.front().statement);
}

TEST(StoredView, ShowsTheBestOfTheEvidence) {
  const auto reader = Graph({Sale("a", 0.5f), Sale("b", 1), Sale("c", 0.2f)});
  ASSERT_OK_AND_ASSIGN(const v1::Edge edge, OnlyEdge(*reader));
  EXPECT_EQ(edge.fact_count(), 3u);
  EXPECT_EQ(edge.document_count(), 3u);
  EXPECT_THAT(edge.confidence(), DoubleNear(1, 0.01));
  EXPECT_EQ(edge.best_fact().evidence().document_id(), "b");
  EXPECT_EQ(edge.best_fact().evidence().document_title(), "Title of b");
  EXPECT_EQ(edge.subject().entity().name(), "Norvane");
  EXPECT_EQ(edge.subject().entity().id(), 1u);
  EXPECT_EQ(edge.relation().name(), "sell");
  EXPECT_EQ(edge.relation().display(), "sold");
  EXPECT_EQ(edge.relation().mention().text(), "sold");
  EXPECT_EQ(edge.object().entity().name(), "yard");
  EXPECT_FALSE(edge.negated());
}

TEST(StoredView, CountsADocumentOnce) {
  const auto reader = Graph({Sale("a", 1, 3), Sale("b", 1)});
  ASSERT_OK_AND_ASSIGN(const v1::Edge edge, OnlyEdge(*reader));
  EXPECT_EQ(edge.fact_count(), 4u);
  EXPECT_EQ(edge.document_count(), 2u);
}

TEST(StoredView, ShowsWhatWasKnown) {
  absl::Time now = absl::UnixEpoch();
  graphstore::StoreOptions options;
  options.clock = [&now] { return now; };
  const auto store = *graphstore::Store::InMemory(options);
  EXPECT_OK(store->WriteDocument(Sale("a", 0.5f), {}));
  now += absl::Hours(1);
  EXPECT_OK(store->WriteDocument(Sale("b", 1, 2), {}));
  const auto reader = *store->Snapshot();
  ASSERT_OK_AND_ASSIGN(const graphstore::FactPage page,
                       reader->ListFacts({}, {}));
  ASSERT_OK_AND_ASSIGN(const graphstore::KnownBy known,
                       reader->KnownAt(absl::UnixEpoch()));
  StoredView view(*reader, known);
  ASSERT_OK_AND_ASSIGN(const v1::Edge edge,
                       view.Edge(page.facts.front().statement));
  EXPECT_EQ(edge.fact_count(), 1u);
  EXPECT_EQ(edge.document_count(), 1u);
  EXPECT_THAT(edge.confidence(), DoubleNear(0.5, 0.01));
  EXPECT_EQ(edge.best_fact().evidence().document_id(), "a");
}

TEST(StoredView, LooksAtSoMuchEvidenceAndNoMore) {
  constexpr int kLimit = StoredView::kEvidenceLimit;
  for (const int count : {kLimit - 1, kLimit, kLimit + 1}) {
    std::vector<graphstore::DocumentFacts> documents;
    for (int i = 0; i < count; ++i) {
      documents.push_back(Sale(absl::StrCat("doc ", i), 1));
    }
    const auto reader = Graph(documents);
    ASSERT_OK_AND_ASSIGN(const v1::Edge edge, OnlyEdge(*reader));
    EXPECT_EQ(edge.fact_count(), static_cast<uint32_t>(count));
    EXPECT_EQ(edge.document_count(),
              static_cast<uint32_t>(std::min(count, kLimit)));
  }
}

TEST(StoredView, HasNoWordsWhereTheSentenceWasCleaned) {
  graphstore::DocumentFacts document = Sale("a", 1);
  document.sentences[0].text = "Norvane sold it.";
  const auto reader = Graph({document});
  ASSERT_OK_AND_ASSIGN(const v1::Edge edge, OnlyEdge(*reader));
  EXPECT_EQ(edge.relation().display(), "sold");
  EXPECT_EQ(edge.relation().mention().text(), "");
  EXPECT_EQ(edge.relation().mention().span().begin(), 8u);
}

TEST(ToSlot, TellsEntitiesFromValuesFromNothing) {
  graphstore::Node entity;
  entity.id = graphstore::NodeId::Entity(7);
  entity.text = "Norvane";
  entity.type = "organization";
  EXPECT_EQ(ToSlot(entity, "it").entity().id(), 7u);
  EXPECT_EQ(ToSlot(entity, "it").entity().type(), v1::ENTITY_TYPE_ORGANIZATION);
  graphstore::Node value;
  value.id = graphstore::NodeId::Make(graphstore::NodeKind::kPercent, 1);
  value.text = "17%";
  value.value = graphstore::Value::Percent(17);
  EXPECT_EQ(ToSlot(value, "17 percent").value().text(), "17 percent");
  EXPECT_EQ(ToSlot(value, "").value().text(), "17%");
  EXPECT_EQ(ToEntityRef(value).id(), 0u);
  EXPECT_EQ(ToEntityRef(value).name(), "17%");
  const v1::Slot nothing = ToSlot({}, "");
  EXPECT_FALSE(nothing.has_entity() || nothing.has_value());
}

TEST(Match, IsScoredByHowMuchOfTheNameItIs) {
  graphstore::EntityMatch match;
  match.alias = "deepseek";
  match.kind = graphstore::MatchKind::kExact;
  EXPECT_EQ(ToProto(match, "deepseek").score(), 1);
  match.kind = graphstore::MatchKind::kPrefix;
  EXPECT_EQ(ToProto(match, "deep").score(), 0.5);
  match.kind = graphstore::MatchKind::kFuzzy;
  match.distance = 2;
  EXPECT_EQ(ToProto(match, "deapseak").score(), 0.75);
}

TEST(Document, HasNoTextInLists) {
  graphstore::Document document;
  document.id = "a";
  document.content_hash = 0xABC;
  document.recorded = absl::FromUnixMillis(1'700'000'000'250);
  const v1::Document out = ToProto(document);
  EXPECT_EQ(out.content_hash(), "0000000000000abc");
  EXPECT_EQ(out.ingest_time().seconds(), 1'700'000'000);
  EXPECT_EQ(out.ingest_time().nanos(), 250'000'000);
  EXPECT_EQ(out.content(), "");
}

}  // namespace
}  // namespace weft::service
