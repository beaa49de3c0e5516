#include "graphstore/store/merges.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

NodeId E(uint64_t number) { return NodeId::Entity(number); }

TEST(Merges, FollowsChainsToTheirEnd) {
  const Merges merges({{3, E(1), E(2), "b"}, {4, E(5), E(1), "a"}});
  for (const uint64_t member : {1, 2, 5})
    EXPECT_EQ(merges.Root(E(member)), E(5));
  EXPECT_EQ(merges.Root(E(9)), E(9));
  EXPECT_THAT(merges.Members(E(2)), ElementsAre(E(5), E(2), E(1)));
  EXPECT_THAT(merges.Members(E(9)), ElementsAre(E(9)));
  std::vector<NodeId> nodes = {E(2), E(9), E(1), NodeId()};
  merges.Resolve(&nodes);
  EXPECT_THAT(nodes, ElementsAre(E(5), E(9), NodeId()));
  merges.Expand(&nodes);
  EXPECT_THAT(nodes, ElementsAre(E(5), E(2), E(1), E(9), NodeId()));
  EXPECT_EQ(merges.Of(E(5)).size(), 2u);
  EXPECT_EQ(merges.Find(4)->from_name, "a");
  EXPECT_EQ(merges.Find(5), nullptr);
}

TEST(Merges, RowsHaveTheseBytes) {
  const Merge merge{3, E(300), E(2), "Bo"};
  EXPECT_EQ(MergeKey(3), std::string("U\0\0\0\0\0\0\0\3", 9));
  EXPECT_EQ(EncodeMerge(merge),
            "\xAC\x02\x02"
            "Bo");
  Merge read;
  ASSERT_TRUE(DecodeMerge(MergeKey(3), EncodeMerge(merge), &read));
  EXPECT_EQ(read, merge);
  EXPECT_FALSE(DecodeMerge("U\1", EncodeMerge(merge), &read));
  EXPECT_FALSE(DecodeMerge(MergeKey(3), "\xAC", &read));
}

class MergedStore : public ::testing::Test {
 protected:
  MergedStore() : store_(EmptyStore()) {}

  void Add(const std::string& id, const std::vector<std::string>& lines) {
    ASSERT_OK(store_->WriteDocument(MakeDocument(id, lines), {}));
  }
  std::shared_ptr<const Reader> Read() { return store_->Snapshot().value(); }
  NodeId Find(const std::string& name) {
    return Read()->FindEntities(name).value().at(0);
  }
  uint64_t Merge(const std::string& into, const std::string& from) {
    return store_->MergeEntities(Find(into), Find(from)).value();
  }
  std::vector<std::string> Facts(const FactFilter& filter) {
    return Lines(AllFacts(*Read(), filter, 1));
  }
  std::vector<std::string> FactsOf(const std::string& subject) {
    FactFilter filter;
    filter.subject = subject;
    return Facts(filter);
  }
  std::vector<std::string> NeighborsOf(const std::string& name) {
    std::vector<std::string> names;
    PageRequest page{1, ""};
    do {
      const auto next = Read()->Neighbors(Find(name), {}, page).value();
      for (const Neighbor& neighbor : next.neighbors) {
        names.push_back(neighbor.node.text);
      }
      page.token = next.next_token;
    } while (!page.token.empty());
    return names;
  }
  void ExpectClean() {
    const CheckReport report = store_->Check().value();
    EXPECT_TRUE(report.ok()) << report.problems.front();
  }

  std::unique_ptr<Store> store_;
};

TEST_F(MergedStore, OneEntityHasTheNamesAndFactsOfBoth) {
  Add("1", {"Acme | buy | Bolt", "Bolt | make | Nuts"});
  Add("2", {"Acme Corporation | sell | Bolt", "Cog | sue | Acme Corporation"});
  Merge("Acme", "Acme Corporation");
  ExpectClean();
  const NodeId acme = Find("Acme");
  EXPECT_EQ(Find("Acme Corporation"), acme);
  const Entity entity = Read()->GetEntity(acme).value();
  // By evidence: it is mentioned twice.
  EXPECT_EQ(entity.name, "Acme Corporation");
  EXPECT_EQ(entity.aliases.size(), 2u);
  EXPECT_EQ(entity.out_degree, 2u);
  EXPECT_EQ(entity.in_degree, 1u);
  EXPECT_THAT(FactsOf("acme corporation"),
              UnorderedElementsAre("Acme Corporation | buy | Bolt",
                                   "Acme Corporation | sell | Bolt"));
  EXPECT_THAT(NeighborsOf("Acme"), UnorderedElementsAre("Bolt", "Bolt", "Cog"));
  EXPECT_THAT(NeighborsOf("Cog"), ElementsAre("Acme Corporation"));
  EXPECT_EQ(Read()->EdgesBetween(acme, Find("Bolt"))->size(), 2u);
  EXPECT_EQ(Read()->Degree(acme, Direction::kBoth).value(), 3u);
  EXPECT_EQ(Read()->SearchEntities("acme", {})->size(), 1u);
  const EntityPage page = Read()->ListEntities({100, ""}).value();
  EXPECT_EQ(page.entities.size(), 4u);
}

TEST_F(MergedStore, WhatWasMergedComesApartAgain) {
  Add("1", {"Acme | buy | Bolt"});
  Add("2", {"Apex | sell | Bolt"});
  const NodeId apex = Find("Apex");
  const std::vector<std::string> before = DumpWithoutHistory(store_.get());
  const uint64_t merge = Merge("Acme", "Apex");
  ASSERT_EQ(Read()->MergesOf(apex).size(), 1u);
  EXPECT_EQ(Read()->MergesOf(apex)[0].from_name, "Apex");
  EXPECT_EQ(store_->SplitEntity(merge).value(), apex);
  EXPECT_EQ(DumpWithoutHistory(store_.get()), before);
  EXPECT_EQ(Find("Apex"), apex);
  EXPECT_THAT(FactsOf("Apex"), ElementsAre("Apex | sell | Bolt"));
  EXPECT_THAT(store_->SplitEntity(merge),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(MergedStore, GoesWithDeletionOfDocuments) {
  Add("1", {"Acme | buy | Bolt"});
  Add("2", {"Apex | sell | Bolt"});
  const NodeId acme = Find("Acme");
  const uint64_t merge = Merge("Acme", "Apex");
  // The one that the merge is named after goes; the other lives on.
  ASSERT_OK(store_->DeleteDocument("1"));
  ExpectClean();
  EXPECT_EQ(Find("Apex"), acme);
  EXPECT_EQ(Read()->GetEntity(acme)->name, "Apex");
  EXPECT_THAT(FactsOf("Apex"), ElementsAre("Apex | sell | Bolt"));
  EXPECT_EQ(Read()->ListEntities({100, ""})->entities.size(), 2u);
  ASSERT_OK(store_->SplitEntity(merge));
  EXPECT_THAT(FactsOf("Apex"), ElementsAre("Apex | sell | Bolt"));
  ASSERT_OK(store_->DeleteDocument("2"));
  ExpectClean();
  EXPECT_THAT(Read()->FindEntities("Apex").value(), IsEmpty());
}

TEST_F(MergedStore, RefusesWhatMakesNoSense) {
  Add("1", {"Acme | buy | Bolt"});
  Merge("Acme", "Bolt");
  EXPECT_THAT(store_->MergeEntities(Find("Bolt"), Find("Acme")),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(store_->MergeEntities(Find("Acme"), E(99)),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(MergedStore, EachMergeIsAVersionThatReadersKeepApart) {
  Add("1", {"Acme | buy | Bolt", "Apex | sell | Cog"});
  const auto before = Read();
  const uint64_t merge = Merge("Acme", "Apex");
  EXPECT_EQ(merge, before->version() + 1);
  EXPECT_EQ(before->FindEntities("Apex")->size(), 1u);
  EXPECT_NE(before->FindEntities("Apex")->at(0), Find("Acme"));
  const ChangePage changes = store_->Changes(before->version(), 10).value();
  ASSERT_EQ(changes.changes.size(), 1u);
  EXPECT_THAT(changes.changes[0].documents, IsEmpty());
}

// The graph with its nodes renamed is the naive twin of the merged one.
TEST_F(MergedStore, EdgesAreThoseOfTheGraphWithRootsForMembers) {
  std::mt19937 random(7);
  for (int d = 0; d < 6; ++d) {
    std::vector<std::string> lines;
    for (int i = 0; i < 12; ++i) {
      lines.push_back(absl::StrCat("N", random() % 8, " | r", random() % 2,
                                   " | N", random() % 8));
    }
    Add(absl::StrCat("d", d), lines);
  }
  const auto collect = [this](bool incoming) {
    const auto reader = Read();
    std::vector<NodeId> nodes;
    const EntityPage page = reader->ListEntities({100, ""}).value();
    for (const Entity& e : page.entities) nodes.push_back(e.id);
    EdgeFilter filter;
    filter.direction = incoming ? Direction::kIn : Direction::kOut;
    std::vector<std::string> edges;
    EXPECT_OK(reader->VisitEdges(
        nodes, filter, [&](size_t i, const Edge& edge, bool) {
          EXPECT_EQ(incoming ? edge.object : edge.subject, nodes[i]);
          edges.push_back(absl::StrCat(
              edge.subject.payload(), " ", edge.relation.value(), " ",
              edge.object.payload(), " ", edge.statement.value()));
          return true;
        }));
    std::sort(edges.begin(), edges.end());
    return edges;
  };
  for (const auto& [into, from] :
       {std::pair{"N0", "N1"}, {"N2", "N3"}, {"N2", "N0"}}) {
    Merge(into, from);
    ExpectClean();
    std::vector<std::string> expected;
    const auto reader = Read();
    ASSERT_OK(reader->VisitAllEdges([&](const Edge& edge) {
      expected.push_back(
          absl::StrCat(edge.subject.payload(), " ", edge.relation.value(), " ",
                       edge.object.payload(), " ", edge.statement.value()));
      return true;
    }));
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(collect(/*incoming=*/false), expected);
    EXPECT_EQ(collect(/*incoming=*/true), expected);
    const EntityPage page = reader->ListEntities({100, ""}).value();
    size_t degrees = 0;
    for (const Entity& e : page.entities) {
      for (const uint32_t relation : {1, 2}) {
        degrees +=
            reader->Degree(e.id, Direction::kOut, RelationId(relation)).value();
      }
    }
    EXPECT_EQ(degrees, expected.size());
  }
}

}  // namespace
}  // namespace weft::graphstore
