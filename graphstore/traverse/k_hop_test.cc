#include "graphstore/traverse/k_hop.h"

#include <map>
#include <random>

#include "base/status_matchers.h"
#include "graphstore/traverse/test_graph.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> Names(const TestGraph& graph,
                               const KHopResult& result) {
  std::vector<std::string> names;
  for (const ReachedNode& node : result.nodes) {
    const auto resolved = graph.reader->GetNodes({node.node}).value();
    names.push_back(std::to_string(node.depth) + " " + resolved[0].text);
  }
  return names;
}

KHopResult Search(const TestGraph& graph, const std::string& start,
                  const KHopOptions& options) {
  return KHop(*graph.reader, {graph.Id(start)}, options).value();
}

TEST(KHop, ReachesEachNodeOnceByAShortestWay) {
  const TestGraph graph =
      MakeGraph({"A | r | B", "A | r | C", "B | r | D", "C | r | D",
                 "D | r | A", "D | be | =17%", "A | rest |", "B | r | C"});
  KHopOptions options;
  options.edges.direction = Direction::kOut;
  options.depth = 0;
  EXPECT_THAT(Names(graph, Search(graph, "A", options)), IsEmpty());
  options.depth = 1;
  EXPECT_THAT(Names(graph, Search(graph, "A", options)),
              ElementsAre("1 B", "1 C"));
  options.depth = 9;
  const KHopResult all = Search(graph, "A", options);
  EXPECT_THAT(Names(graph, all), ElementsAre("1 B", "1 C", "2 D", "3 17%"));
  EXPECT_EQ(all.cut_off, CutOff::kNone);
  EXPECT_EQ(all.edges_read, 8u);
  EXPECT_TRUE(all.nodes[2].outgoing);
  EXPECT_EQ(all.nodes[2].via.object, all.nodes[2].node);
}

TEST(KHop, SeveralStartsCountAsOne) {
  const TestGraph graph = MakeGraph({"A | r | B", "C | r | B", "C | r | A"});
  KHopOptions options;
  const auto result = KHop(
      *graph.reader, {graph.Id("C"), graph.Id("A"), graph.Id("C")}, options);
  EXPECT_THAT(Names(graph, *result), ElementsAre("1 B"));
}

TEST(KHop, SaysWhichBudgetEndedIt) {
  std::vector<std::string> lines;
  for (int i = 0; i < 100; ++i) {
    lines.push_back("A | r | B" + std::to_string(i));
  }
  const TestGraph graph = MakeGraph(lines);
  KHopOptions options;
  options.limit = 10;
  EXPECT_THAT(Search(graph, "A", options).nodes, SizeIs(10));
  EXPECT_EQ(Search(graph, "A", options).cut_off, CutOff::kLimit);
  options.limit = 100;
  EXPECT_THAT(Search(graph, "A", options).nodes, SizeIs(100));
  EXPECT_EQ(Search(graph, "A", options).cut_off, CutOff::kNone);
  EXPECT_EQ(CountKHop(*graph.reader, {graph.Id("A")}, options)->cut_off,
            CutOff::kNone);
  options.limit = 99;
  EXPECT_EQ(CountKHop(*graph.reader, {graph.Id("A")}, options)->cut_off,
            CutOff::kLimit);
  EXPECT_EQ(CountKHop(*graph.reader, {graph.Id("A")}, options)->nodes, 99u);
  options.limit = 100;
  options.budget.max_edges = 20;
  EXPECT_THAT(Search(graph, "A", options).nodes, SizeIs(20));
  EXPECT_EQ(Search(graph, "A", options).cut_off, CutOff::kEdges);
  options.budget = {};
  options.budget.max_nodes = 30;
  EXPECT_THAT(Search(graph, "A", options).nodes, SizeIs(30));
  EXPECT_EQ(Search(graph, "A", options).cut_off, CutOff::kNodes);
  options.budget = {};
  options.budget.max_time = absl::ZeroDuration();
  EXPECT_EQ(Search(graph, "A", options).cut_off, CutOff::kTime);
  EXPECT_EQ(CutOffName(CutOff::kTime), "time");
}

// Goes on until it is not cut off any more.
std::map<NodeId, uint32_t> SearchInParts(const TestGraph& graph, NodeId start,
                                         KHopOptions options) {
  std::map<NodeId, uint32_t> reached;
  uint32_t depth = 0;
  for (int part = 0; part < 1000; ++part) {
    const KHopResult result = KHop(*graph.reader, {start}, options).value();
    for (const ReachedNode& node : result.nodes) {
      EXPECT_TRUE(reached.emplace(node.node, node.depth).second);
      EXPECT_GE(node.depth, depth);
      depth = node.depth;
    }
    if (result.cut_off == CutOff::kNone) return reached;
    options.skip += result.nodes.size();
    options.budget.replayed_edges = result.edges_read;
  }
  ADD_FAILURE() << "never ends";
  return reached;
}

TEST(KHop, PartsAreTheWhole) {
  std::mt19937 random(29);
  for (uint32_t seed = 0; seed < 6; ++seed) {
    const TestGraph graph = RandomGraph(seed, 30, 90);
    for (int question = 0; question < 20; ++question) {
      const NodeId start = graph.nodes[random() % graph.nodes.size()];
      KHopOptions options;
      options.depth = 1 + random() % 4;
      options.edges.direction = static_cast<Direction>(random() % 3);
      const auto whole = NaiveReach(graph, start, options.depth, options.edges);
      KHopOptions rows = options;
      rows.limit = 1 + random() % 8;
      EXPECT_EQ(SearchInParts(graph, start, rows), whole);
      KHopOptions edges = options;
      edges.budget.max_edges = 1 + random() % 8;
      EXPECT_EQ(SearchInParts(graph, start, edges), whole);
      KHopOptions both = rows;
      both.budget.max_edges = edges.budget.max_edges;
      EXPECT_EQ(SearchInParts(graph, start, both), whole);
    }
  }
}

TEST(KHop, WhatWasReadBeforeDoesNotCount) {
  const TestGraph graph = MakeGraph(
      {"A | r | B", "A | r | C", "B | r | D", "C | r | E", "D | r | F"});
  KHopOptions options;
  options.depth = 9;
  options.edges.direction = Direction::kOut;
  options.budget.max_edges = 2;
  options.skip = 2;
  options.budget.replayed_edges = 2;
  const KHopResult rest = Search(graph, "A", options);
  EXPECT_THAT(Names(graph, rest), ElementsAre("2 D", "2 E"));
  EXPECT_EQ(rest.edges_read, 4u);
  EXPECT_EQ(rest.cut_off, CutOff::kEdges);
}

TEST(KHop, CancelledIsAnError) {
  const TestGraph graph = MakeGraph({"A | r | B"});
  Cancellation cancellation;
  cancellation.Cancel();
  KHopOptions options;
  options.budget.cancellation = &cancellation;
  EXPECT_THAT(KHop(*graph.reader, {graph.Id("A")}, options),
              StatusIs(absl::StatusCode::kCancelled));
}

TEST(KHop, AgreesWithLookingAtEveryEdge) {
  std::mt19937 random(17);
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const TestGraph graph = RandomGraph(seed, 12 + 4 * seed, 40);
    for (int question = 0; question < 40; ++question) {
      const NodeId start = graph.nodes[random() % graph.nodes.size()];
      KHopOptions options;
      options.depth = 1 + random() % 4;
      options.edges.direction = static_cast<Direction>(random() % 3);
      options.edges.include_negated = random() % 2;
      options.edges.min_confidence = random() % 2 ? 0.5 : 0;
      options.edges.relations =
          graph.reader->ResolveRelations(random() % 2 ? "r0|r2" : "").value();
      ASSERT_OK_AND_ASSIGN(const KHopResult result,
                           KHop(*graph.reader, {start}, options));
      std::map<NodeId, uint32_t> reached;
      for (const ReachedNode& node : result.nodes) {
        EXPECT_TRUE(reached.emplace(node.node, node.depth).second);
      }
      EXPECT_EQ(reached,
                NaiveReach(graph, start, options.depth, options.edges));
      ASSERT_OK_AND_ASSIGN(const KHopCount count,
                           CountKHop(*graph.reader, {start}, options));
      EXPECT_EQ(count.nodes, reached.size());
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
