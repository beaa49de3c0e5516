// Lists of many blocks under random histories, read from the newest version and
// from old ones, with edge caches of all sizes; next to a model that keeps
// every version as a set of edges.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/store.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::IsEmpty;

// Subject, relation, object in words.
using Triple = std::tuple<std::string, std::string, std::string>;
using Graph = std::set<Triple>;

struct Version {
  std::shared_ptr<const Reader> reader;
  Graph graph;
};

class World {
 public:
  World(uint32_t seed, size_t cache_bytes) : random_(seed) {
    StoreOptions options;
    options.adjacency_cache_bytes = cache_bytes;
    store_ = Store::InMemory(options).value();
  }

  // Adds, replaces or deletes a document.
  void Step() {
    const std::string id = absl::StrCat("d", random_() % 6);
    if (random_() % 3 == 0) {
      (void)store_->DeleteDocument(id).ok();
      documents_.erase(id);
      return;
    }
    Graph graph;
    std::vector<std::string> lines;
    for (size_t i = random_() % 400; i > 0; --i) {
      const Triple fact = RandomFact();
      graph.insert(fact);
      lines.push_back(absl::StrCat(std::get<0>(fact), " | ", std::get<1>(fact),
                                   " | ", std::get<2>(fact)));
    }
    DocumentFacts document = MakeDocument(id, lines);
    document.content_hash = random_() | 1;  // never "unchanged"
    ASSERT_OK(store_->WriteDocument(document, {}));
    documents_[id] = std::move(graph);
  }

  Version Now() {
    Version version{store_->Snapshot().value(), {}};
    for (const auto& [id, graph] : documents_) {
      version.graph.insert(graph.begin(), graph.end());
    }
    return version;
  }

  Store* store() { return store_.get(); }
  std::mt19937& random() { return random_; }

 private:
  // Half of all edges have the hub at one end.
  Triple RandomFact() {
    const std::string a = absl::StrCat("N", random_() % 900);
    const std::string b =
        random_() % 2 ? "Hub" : absl::StrCat("N", random_() % 900);
    const std::string relation = absl::StrCat("r", random_() % 3);
    return random_() % 2 ? Triple(a, relation, b) : Triple(b, relation, a);
  }

  std::mt19937 random_;
  std::unique_ptr<Store> store_;
  std::map<std::string, Graph> documents_;
};

std::string NameOf(const Reader& reader, NodeId node) {
  return reader.GetEntity(node)->name;
}

// The edges of some nodes as the reader has them.
Graph Read(const Reader& reader, const std::vector<NodeId>& nodes,
           const EdgeFilter& filter) {
  Graph found;
  EXPECT_OK(
      reader.VisitEdges(nodes, filter, [&](size_t, const Edge& edge, bool) {
        found.emplace(NameOf(reader, edge.subject),
                      reader.RelationName(edge.relation).value(),
                      NameOf(reader, edge.object));
        return true;
      }));
  return found;
}

Graph Expected(const Graph& graph, const std::set<std::string>& names,
               Direction direction, const std::string& relation) {
  Graph expected;
  for (const Triple& fact : graph) {
    const auto& [subject, label, object] = fact;
    const bool out = direction != Direction::kIn && names.contains(subject);
    const bool in = direction != Direction::kOut && names.contains(object);
    if ((out || in) && (relation.empty() || label == relation)) {
      expected.insert(fact);
    }
  }
  return expected;
}

void Ask(const Version& version, std::mt19937* random) {
  std::vector<NodeId> nodes;
  std::set<std::string> names;
  for (int i = 0; i < 4; ++i) {
    const std::string name =
        i == 0 ? "Hub" : absl::StrCat("N", (*random)() % 900);
    const auto ids = version.reader->FindEntities(name).value();
    for (const NodeId id : ids) {
      nodes.push_back(id);
      names.insert(name);
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  EdgeFilter filter;
  filter.direction = static_cast<Direction>((*random)() % 3);
  const std::string relation = (*random)() % 2 ? "" : "r1";
  filter.relations = version.reader->ResolveRelations(relation).value();
  const Graph expected =
      Expected(version.graph, names, filter.direction, relation);
  EXPECT_EQ(Read(*version.reader, nodes, filter), expected);
  for (const NodeId node : nodes) {
    const Graph own = Expected(version.graph, {NameOf(*version.reader, node)},
                               Direction::kOut, "r1");
    if (const auto r1 = version.reader->FindRelation("r1").value()) {
      EXPECT_EQ(version.reader->Degree(node, Direction::kOut, r1->id).value(),
                own.size());
    }
  }
}

void Pages(const Version& version, std::mt19937* random) {
  const auto ids = version.reader->FindEntities("Hub").value();
  if (ids.empty()) return;
  EdgeFilter filter;
  filter.direction = static_cast<Direction>((*random)() % 3);
  size_t count = 0;
  PageRequest page{1 + (*random)() % 100, ""};
  do {
    const NeighborPage next =
        version.reader->Neighbors(ids[0], filter, page).value();
    count += next.neighbors.size();
    page.token = next.next_token;
  } while (!page.token.empty());
  size_t expected = 0;
  for (const auto& [subject, relation, object] : version.graph) {
    expected += filter.direction != Direction::kIn && subject == "Hub";
    expected += filter.direction != Direction::kOut && object == "Hub";
  }
  EXPECT_EQ(count, expected);
}

class LongLists : public ::testing::TestWithParam<std::pair<uint32_t, size_t>> {
};

TEST_P(LongLists, EveryVersionReadsAsItWas) {
  World world(GetParam().first, GetParam().second);
  std::vector<Version> versions;
  for (int step = 0; step < 14; ++step) {
    world.Step();
    ASSERT_OK_AND_ASSIGN(const CheckReport report, world.store()->Check());
    ASSERT_THAT(report.problems, IsEmpty()) << "step " << step;
    versions.push_back(world.Now());
    if (step == 7) {
      EXPECT_OK(versions.back().reader->WarmUp(0, [] { return false; }));
    }
    if (versions.size() > 4) {
      versions.erase(versions.begin() + world.random()() % 4);
    }
    for (const Version& version : versions) {
      for (int i = 0; i < 3; ++i) Ask(version, &world.random());
    }
    Pages(versions.back(), &world.random());
  }
  for (int i = 0; i < 6; ++i) {
    (void)world.store()->DeleteDocument(absl::StrCat("d", i)).ok();
  }
  EXPECT_EQ(DumpWithoutHistory(world.store()),
            DumpWithoutHistory(EmptyStore().get()));
}

// No cache, one that overflows all the time, one that never does.
INSTANTIATE_TEST_SUITE_P(SeedsAndCaches, LongLists,
                         ::testing::Values(std::pair(1u, size_t{0}),
                                           std::pair(2u, size_t{20'000}),
                                           std::pair(3u, size_t{20'000}),
                                           std::pair(4u, size_t{64} << 20),
                                           std::pair(5u, size_t{64} << 20)));

}  // namespace
}  // namespace weft::graphstore
