#include "graphstore/store/degree_columns.h"

#include <algorithm>
#include <limits>
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
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr Direction kDirections[] = {Direction::kOut, Direction::kIn,
                                     Direction::kBoth};

// What CountEdges has to say: every edge looked at.
std::vector<uint64_t> Naive(const Reader& reader,
                            const std::vector<NodeId>& nodes,
                            const EdgeFilter& filter) {
  std::vector<uint64_t> counts(nodes.size());
  EXPECT_OK(reader.VisitEdges(nodes, filter, [&](size_t i, const Edge&, bool) {
    ++counts[i];
    return true;
  }));
  return counts;
}

// All that stand at either end of an edge, and one that does not exist.
std::vector<NodeId> NodesOf(const Reader& reader) {
  std::vector<NodeId> nodes;
  EXPECT_OK(reader.VisitAllEdges([&](const Edge& edge) {
    nodes.push_back(edge.subject);
    if (!edge.object.is_none()) nodes.push_back(edge.object);
    return true;
  }));
  nodes.push_back(NodeId::Entity(1'000'000));
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

EdgeFilter Only(const Reader& reader, const std::string& relations) {
  EdgeFilter filter;
  filter.relations = reader.ResolveRelations(relations).value();
  filter.include_negated = true;
  return filter;
}

// Asks until columns are there, and checks each answer.
void Compare(const Reader& reader) {
  const std::vector<NodeId> nodes = NodesOf(reader);
  for (const char* relations : {"buy", "own|sell", "none", "*"}) {
    EdgeFilter filter = Only(reader, relations);
    for (const Direction direction : kDirections) {
      filter.direction = direction;
      const std::vector<uint64_t> expected = Naive(reader, nodes, filter);
      for (int times = 0; times < 3; ++times) {
        ASSERT_OK_AND_ASSIGN(const auto counts,
                             reader.CountEdges(nodes, filter));
        EXPECT_THAT(counts, ElementsAreArray(expected)) << relations;
      }
      EdgeFilter sure = filter;
      sure.min_confidence = 0.5;
      sure.include_negated = false;
      EXPECT_THAT(reader.CountEdges(nodes, sure).value(),
                  ElementsAreArray(Naive(reader, nodes, sure)));
    }
  }
}

class DegreeColumnsTest : public ::testing::Test {
 protected:
  void Add(const std::string& id, const std::vector<std::string>& lines) {
    ASSERT_OK(store_->WriteDocument(MakeDocument(id, lines), {}));
    reader_ = store_->Snapshot().value();
  }
  NodeId Id(const std::string& name) {
    return reader_->FindEntities(name).value().at(0);
  }
  RelationId Relation(const std::string& name) {
    return reader_->FindRelation(name).value()->id;
  }
  // Asks about all nodes until nothing more can come of it.
  void Count(const std::string& relations) {
    const std::vector<NodeId> nodes = NodesOf(*reader_);
    for (int times = 0; times < 3; ++times) {
      EXPECT_OK(reader_->CountEdges(nodes, Only(*reader_, relations)));
    }
  }

  std::unique_ptr<Store> store_ = EmptyStore();
  std::shared_ptr<const Reader> reader_ = store_->Snapshot().value();
};

TEST_F(DegreeColumnsTest, AreThereOnceManyNodesWereAskedAbout) {
  Add("1", {"Acme | own | Bolt", "Acme | own | Cog", "Bolt | own | Cog",
            "Cog | sell | =5"});
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kOut),
            std::nullopt);
  EXPECT_EQ(reader_->ObjectsOf(Relation("own")).status().code(),
            absl::StatusCode::kFailedPrecondition);
  Count("own|sell");
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kOut), 2u);
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kIn), 2u);
  EXPECT_THAT(reader_->SubjectsOf(Relation("own")).value(),
              ElementsAre(Id("Acme"), Id("Bolt")));
  EXPECT_THAT(reader_->ObjectsOf(Relation("own")).value(),
              ElementsAre(Id("Bolt"), Id("Cog")));
  EXPECT_EQ(reader_->ObjectsOf(Relation("sell")).value().size(), 1u);
  Compare(*reader_);
}

TEST_F(DegreeColumnsTest, BelongToOneVersion) {
  Add("1", {"Acme | own | Bolt", "Bolt | own | Cog"});
  Count("own");
  const auto before = reader_;
  Add("2", {"Cog | own | Acme"});
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kOut),
            std::nullopt);
  Count("own");
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kOut), 3u);
  EXPECT_EQ(before->CountNodes(Relation("own"), Direction::kOut), 2u);
  Compare(*reader_);
  Compare(*before);
}

TEST_F(DegreeColumnsTest, DoNotKnowObjectsWhereSomeStatementHasNone) {
  Add("1", {"Acme | close | ", "Bolt | close | Cog"});
  Count("close");
  EXPECT_EQ(reader_->CountNodes(Relation("close"), Direction::kOut), 2u);
  EXPECT_EQ(reader_->CountNodes(Relation("close"), Direction::kIn),
            std::nullopt);
  EXPECT_FALSE(reader_->ObjectsOf(Relation("close")).ok());
  Compare(*reader_);
}

TEST_F(DegreeColumnsTest, MergedEntitiesCountAsOne) {
  Add("1", {"Acme | own | Bolt", "Acme Inc | own | Bolt", "Cog | own | Acme",
            "Cog | own | Acme Inc", "Acme Inc | own | Acme"});
  const NodeId root = Id("Acme"), member = Id("Acme Inc");
  ASSERT_OK(store_->MergeEntities(root, member));
  reader_ = store_->Snapshot().value();
  Count("own");
  EXPECT_THAT(reader_->SubjectsOf(Relation("own")).value(),
              ElementsAre(root, Id("Cog")));
  EdgeFilter out = Only(*reader_, "own");
  out.direction = Direction::kOut;
  EXPECT_THAT(reader_->CountEdges({root, member}, out).value(),
              ElementsAre(3u, 3u));
  Compare(*reader_);
}

TEST_F(DegreeColumnsTest, RelationsOfFewEntitiesGetNone) {
  std::vector<std::string> lines = {"Acme | own | Bolt"};
  for (int i = 0; i < 100; ++i) {
    lines.push_back(absl::StrCat("N", i, " | sell | N", i + 1));
  }
  Add("1", lines);
  Count("own|sell");
  EXPECT_EQ(reader_->CountNodes(Relation("own"), Direction::kOut),
            std::nullopt);
  EXPECT_EQ(reader_->CountNodes(Relation("sell"), Direction::kOut), 100u);
}

TEST_F(DegreeColumnsTest, GoWithTheirVersion) {
  StoreOptions options;
  options.snapshot_lifetime = absl::ZeroDuration();
  store_ = Store::InMemory(options).value();
  Add("1", {"Acme | own | Bolt", "Bolt | own | Cog"});
  const auto used = [this] {
    return store_->Snapshot().value()->Statistics()->edge_cache_bytes;
  };
  // Lists first, so that only columns are new below.
  EXPECT_OK(reader_->WarmUp(0, [] { return false; }));
  const uint64_t lists = used();
  Count("own");
  EXPECT_GT(used(), lists);
  ASSERT_OK(store_->DeleteDocument("1").status());
  reader_ = store_->Snapshot().value();
  EXPECT_LT(used(), lists);
}

TEST(DegreeColumns, NeedABudget) {
  StoreOptions options;
  options.adjacency_cache_bytes = 0;
  const auto store = Store::InMemory(options).value();
  ASSERT_OK(store->WriteDocument(MakeDocument("1", {"Acme | own | Bolt"}), {}));
  const auto reader = store->Snapshot().value();
  Compare(*reader);
  const auto own = reader->FindRelation("own").value();
  EXPECT_EQ(reader->CountNodes(own->id, Direction::kOut), std::nullopt);
}

// Loops, values, negation, doubt, parallel relations, deletion and merges.
TEST(DegreeColumns, AgreeWithLookingAtEveryEdge) {
  constexpr const char* kRelations[] = {"buy", "own", "sell", "not buy"};
  constexpr const char* kObjects[] = {"=5", "=17%", "=some longer text", ""};
  std::mt19937 random(7);
  const auto store = EmptyStore();
  const auto name = [&] { return absl::StrCat("N", random() % 90); };
  for (int step = 0; step < 12; ++step) {
    std::vector<std::string> lines;
    for (int i = 0; i < 60; ++i) {
      const std::string object =
          random() % 5 == 0 ? kObjects[random() % 4] : name();
      lines.push_back(absl::StrCat(name(), " | ", kRelations[random() % 4],
                                   " | ", object, " | ", random() % 2));
    }
    DocumentFacts document =
        MakeDocument(absl::StrCat("d", random() % 4), lines);
    document.content_hash = random() | 1;  // never "unchanged"
    ASSERT_OK(store->WriteDocument(document, {}));
    if (step % 4 == 3) {
      (void)store->DeleteDocument(absl::StrCat("d", random() % 4)).ok();
      const auto reader = store->Snapshot().value();
      const EntityPage page = reader->ListEntities({}).value();
      (void)store->MergeEntities(page.entities[0].id, page.entities[1].id).ok();
    }
    Compare(*store->Snapshot().value());
  }
}

}  // namespace
}  // namespace weft::graphstore
