#include "graphstore/traverse/way_reach.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/traverse/way_twin.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "2 C" for C at depth 2.
std::vector<std::string> Reach(const TestGraph& graph,
                               const std::string& pattern,
                               Direction direction) {
  KHopOptions options;
  options.depth = 9;
  const KHopResult result =
      ReachByWay(*graph.reader, graph.Id("A"),
                 MakeAutomaton(graph, pattern, direction), options)
          .value();
  std::vector<std::string> names;
  for (const ReachedNode& node : result.nodes) {
    const auto resolved = graph.reader->GetNodes({node.node}).value();
    names.push_back(absl::StrCat(node.depth, " ", resolved[0].text));
  }
  return names;
}

TEST(ReachByWay, FollowsThePattern) {
  const TestGraph graph =
      MakeGraph({"A | own | B", "B | own | C", "C | own | D", "E | lead | B",
                 "E | lead | C", "F | own | A", "B | own | A"});
  constexpr Direction kOut = Direction::kOut;
  EXPECT_THAT(Reach(graph, "own*2", kOut), ElementsAre("2 C"));
  EXPECT_THAT(Reach(graph, "own*1..3", kOut), ElementsAre("1 B", "2 C", "3 D"));
  EXPECT_THAT(Reach(graph, "<own", kOut), ElementsAre("1 B", "1 F"));
  EXPECT_THAT(Reach(graph, "<own*1", kOut), ElementsAre("1 B", "1 F"));
  EXPECT_THAT(Reach(graph, "own/<lead", kOut), ElementsAre("2 E"));
  EXPECT_THAT(Reach(graph, "own*/<lead/lead", kOut), ElementsAre("3 B", "3 C"));
  EXPECT_THAT(Reach(graph, "own/own/<own", kOut), ElementsAre("3 B", "3 F"));
  EXPECT_THAT(Reach(graph, "lead*2", kOut), IsEmpty());
  EXPECT_THAT(Reach(graph, "own*1", Direction::kBoth),
              ElementsAre("1 B", "1 F"));
}

TEST(ReachByWay, StopsAtItsBudgetAndGoesOn) {
  std::vector<std::string> lines;
  for (int i = 0; i < 50; ++i) {
    lines.push_back(absl::StrCat("A | own | B", i));
    lines.push_back(absl::StrCat("B", i, " | own | C", i));
  }
  const TestGraph graph = MakeGraph(lines);
  const WayAutomaton way = MakeAutomaton(graph, "own*2", Direction::kOut);
  KHopOptions options;
  options.depth = 9;
  const auto reach = [&] {
    return ReachByWay(*graph.reader, graph.Id("A"), way, options).value();
  };
  EXPECT_EQ(reach().nodes.size(), 50u);
  EXPECT_EQ(reach().cut_off, CutOff::kNone);
  options.limit = 30;
  EXPECT_EQ(reach().nodes.size(), 30u);
  EXPECT_EQ(reach().cut_off, CutOff::kLimit);
  options.skip = 30;
  EXPECT_EQ(reach().nodes.size(), 20u);
  EXPECT_EQ(reach().cut_off, CutOff::kNone);
  options.skip = 0;
  options.limit = 100;
  options.budget.max_edges = 60;
  EXPECT_EQ(reach().nodes.size(), 10u);
  EXPECT_EQ(reach().cut_off, CutOff::kEdges);
  options.budget = {};
  options.budget.max_bytes = 2000;
  EXPECT_EQ(reach().cut_off, CutOff::kBytes);
}

TEST(ReachByWay, AgreesWithTryingAllWays) {
  std::mt19937 random(31);
  for (uint32_t seed = 0; seed < 6; ++seed) {
    const TestGraph graph = RandomGraph(300 + seed, 8 + seed, 14 + seed);
    for (int question = 0; question < 20; ++question) {
      const NodeId start = graph.nodes[random() % graph.nodes.size()];
      const Direction unmarked = static_cast<Direction>(random() % 3);
      const RandomPattern pattern = MakePattern(&random, unmarked);
      KHopOptions options;
      options.depth = 1 + random() % 3;
      options.edges.min_confidence = random() % 2 ? 0.5 : 0;
      std::map<NodeId, uint32_t> expected;
      for (const Path& way :
           NaiveWays(graph, start, options.depth, options.edges.min_confidence,
                     PathRepeats::kWalk, pattern.regex)) {
        const auto length = static_cast<uint32_t>(way.steps.size());
        const auto [it, is_new] =
            expected.try_emplace(way.nodes.back(), length);
        if (!is_new) it->second = std::min(it->second, length);
      }
      expected.erase(start);
      ASSERT_OK_AND_ASSIGN(
          const KHopResult result,
          ReachByWay(*graph.reader, start,
                     MakeAutomaton(graph, pattern.text, unmarked), options));
      std::map<NodeId, uint32_t> reached;
      for (const ReachedNode& node : result.nodes) {
        EXPECT_TRUE(reached.emplace(node.node, node.depth).second);
      }
      EXPECT_EQ(reached, expected) << pattern.text;
    }
  }
}

}  // namespace
}  // namespace weft::graphstore
