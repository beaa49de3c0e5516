#include "graphstore/traverse/paths.h"

#include <algorithm>
#include <random>
#include <set>

#include "base/status_matchers.h"
#include "graphstore/traverse/path_lines.h"
#include "graphstore/traverse/test_graph.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PathResult Find(const TestGraph& graph, const std::string& from,
                const std::string& to, const PathOptions& options) {
  return FindPaths(*graph.reader, graph.Id(from), graph.Id(to), options)
      .value();
}

TEST(FindPaths, ShortestFirst) {
  const TestGraph graph =
      MakeGraph({"A | r | B", "B | r | C", "A | s | C", "C | t | D",
                 "E | u | A", "E | u | D", "X | r | Y"});
  PathOptions options;
  options.k = 10;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", options)),
              ElementsAre("A s C t D", "A <u E u D", "A r B r C t D"));
  options.edges.direction = Direction::kOut;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", options)),
              ElementsAre("A s C t D", "A r B r C t D"));
  options.edges.direction = Direction::kIn;
  EXPECT_THAT(PathLines(graph, Find(graph, "D", "A", options)),
              ElementsAre("D <t C <s A", "D <t C <r B <r A"));
  options.max_length = 2;
  EXPECT_THAT(PathLines(graph, Find(graph, "D", "A", options)),
              ElementsAre("D <t C <s A"));
  options.max_length = 1;
  EXPECT_THAT(PathLines(graph, Find(graph, "D", "A", options)), IsEmpty());
}

TEST(FindPaths, NoneIsNoError) {
  const TestGraph graph = MakeGraph({"A | r | B", "X | r | Y"});
  const PathResult result = Find(graph, "A", "X", {});
  EXPECT_THAT(result.paths, IsEmpty());
  EXPECT_EQ(result.cut_off, CutOff::kNone);
}

TEST(FindPaths, FromANodeToItselfIsTheEmptyPath) {
  const TestGraph graph = MakeGraph({"A | r | A", "A | r | B", "B | r | A"});
  PathOptions options;
  options.k = 5;
  const PathResult result = Find(graph, "A", "A", options);
  ASSERT_THAT(result.paths, SizeIs(1));
  EXPECT_THAT(result.paths[0].nodes, SizeIs(1));
  EXPECT_THAT(result.paths[0].steps, IsEmpty());
}

TEST(FindPaths, ShowsTheMostCertainOfParallelEdges) {
  const TestGraph graph =
      MakeGraph({"A | r | B | 0.3", "A | s | B | 0.9", "B | t | A | 0.6"});
  PathOptions options;
  options.k = 5;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "B", options)),
              ElementsAre("A s B"));
  options.edges.relations = graph.reader->ResolveRelations("r|t").value();
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "B", options)),
              ElementsAre("A <t B"));
}

TEST(FindPaths, ValuesJoinToo) {
  const TestGraph graph = MakeGraph({"A | fall | =17%", "B | rise | =17%"});
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "B", {})),
              ElementsAre("A fall 17% <rise B"));
}

TEST(FindPaths, SaysWhenItWasCutOff) {
  const TestGraph graph = RandomGraph(1, 30, 90);
  PathOptions options;
  options.k = 1;
  const NodeId from = graph.nodes[0], to = graph.nodes[5];
  EXPECT_EQ(FindPaths(*graph.reader, from, to, options)->cut_off,
            CutOff::kLimit);
  options.budget.max_edges = 1;
  EXPECT_EQ(FindPaths(*graph.reader, from, to, options)->cut_off,
            CutOff::kEdges);
  EXPECT_EQ(CountShortestPaths(*graph.reader, from, to, options)->cut_off,
            CutOff::kEdges);
  options.budget = {};
  options.budget.max_nodes = 1;
  EXPECT_EQ(FindPaths(*graph.reader, from, to, options)->cut_off,
            CutOff::kNodes);
  options.budget = {};
  Cancellation cancellation;
  cancellation.Cancel();
  options.budget.cancellation = &cancellation;
  EXPECT_THAT(FindPaths(*graph.reader, from, to, options),
              StatusIs(absl::StatusCode::kCancelled));
}

EdgeFilter RandomFilter(const TestGraph& graph, std::mt19937* random) {
  EdgeFilter filter;
  filter.direction = static_cast<Direction>((*random)() % 3);
  filter.include_negated = (*random)() % 2;
  filter.min_confidence = (*random)() % 3 == 0 ? 0.5 : 0;
  filter.relations =
      graph.reader->ResolveRelations((*random)() % 3 == 0 ? "r0|r2" : "")
          .value();
  return filter;
}

// Each step is an edge that the filter allows.
void CheckSteps(const TestGraph& graph, const Path& path,
                const EdgeFilter& filter) {
  ASSERT_EQ(path.nodes.size(), path.steps.size() + 1);
  for (size_t i = 0; i < path.steps.size(); ++i) {
    const auto& [edge, outgoing] = path.steps[i];
    EXPECT_EQ(outgoing ? edge.subject : edge.object, path.nodes[i]);
    EXPECT_EQ(outgoing ? edge.object : edge.subject, path.nodes[i + 1]);
    EXPECT_TRUE(
        NaiveStep(graph, path.nodes[i], filter).contains(path.nodes[i + 1]));
  }
}

TEST(FindPaths, PartsAreTheWhole) {
  std::mt19937 random(31);
  for (uint32_t seed = 0; seed < 3; ++seed) {
    const TestGraph graph = RandomGraph(seed, 8, 16);
    for (int question = 0; question < 5; ++question) {
      const NodeId from = graph.nodes[random() % graph.nodes.size()];
      const NodeId to = graph.nodes[random() % graph.nodes.size()];
      PathOptions options;
      options.max_length = 4;
      options.k = 1000;
      const PathResult whole =
          FindPaths(*graph.reader, from, to, options).value();
      ASSERT_EQ(whole.cut_off, CutOff::kNone);
      for (const bool by_edges : {false, true}) {
        PathOptions part = options;
        part.k = by_edges ? 1000 : 1 + random() % 4;
        if (by_edges) part.budget.max_edges = 60 + random() % 60;
        std::vector<Path> parts;
        PathResult result;
        do {
          result = FindPaths(*graph.reader, from, to, part).value();
          parts.insert(parts.end(), result.paths.begin(), result.paths.end());
          part.skip = parts.size();
          part.budget.replayed_edges = result.edges_read;
        } while (result.cut_off != CutOff::kNone);
        EXPECT_THAT(parts, ::testing::UnorderedElementsAreArray(whole.paths));
      }
    }
  }
}

TEST(FindPaths, AgreesWithEnumeratingAllSimplePaths) {
  std::mt19937 random(23);
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const TestGraph graph = RandomGraph(100 + seed, 8 + seed, 20 + seed);
    for (int question = 0; question < 40; ++question) {
      const NodeId from = graph.nodes[random() % graph.nodes.size()];
      const NodeId to = graph.nodes[random() % graph.nodes.size()];
      PathOptions options;
      options.k = 1 + random() % 12;
      options.max_length = 1 + random() % 5;
      options.edges = RandomFilter(graph, &random);
      ASSERT_OK_AND_ASSIGN(const PathResult result,
                           FindPaths(*graph.reader, from, to, options));
      const auto all =
          NaivePaths(graph, from, to, options.max_length, options.edges);
      ASSERT_EQ(result.paths.size(), std::min(options.k, all.size()));
      std::set<std::vector<NodeId>> distinct;
      for (size_t i = 0; i < result.paths.size(); ++i) {
        const Path& path = result.paths[i];
        CheckSteps(graph, path, options.edges);
        EXPECT_EQ(path.nodes.size(), all[i].size());
        EXPECT_TRUE(std::find(all.begin(), all.end(), path.nodes) != all.end());
        EXPECT_TRUE(distinct.insert(path.nodes).second);
      }
    }
  }
}

TEST(CountShortestPaths, AgreesWithEnumeratingAllSimplePaths) {
  std::mt19937 random(29);
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const TestGraph graph = RandomGraph(200 + seed, 10, 30);
    for (int question = 0; question < 40; ++question) {
      const NodeId from = graph.nodes[random() % graph.nodes.size()];
      const NodeId to = graph.nodes[random() % graph.nodes.size()];
      PathOptions options;
      options.max_length = 1 + random() % 5;
      options.edges = RandomFilter(graph, &random);
      ASSERT_OK_AND_ASSIGN(
          const ShortestPathCount count,
          CountShortestPaths(*graph.reader, from, to, options));
      const auto all =
          NaivePaths(graph, from, to, options.max_length, options.edges);
      if (all.empty()) {
        EXPECT_EQ(count.length, -1);
        EXPECT_EQ(count.count, 0u);
        continue;
      }
      EXPECT_EQ(count.length + 1, static_cast<int64_t>(all[0].size()));
      EXPECT_EQ(count.count, static_cast<uint64_t>(std::count_if(
                                 all.begin(), all.end(), [&](const auto& path) {
                                   return path.size() == all[0].size();
                                 })));
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
