#include "graphstore/traverse/path_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "graphstore/traverse/path_lines.h"
#include "graphstore/traverse/way_twin.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

PathOptions Most(size_t k) {
  PathOptions options;
  options.k = k;
  return options;
}

PathResult Find(const TestGraph& graph, const std::string& from,
                const std::string& to, const PathRules& rules,
                PathOptions options = Most(100)) {
  return SearchPaths(*graph.reader, graph.Id(from), graph.Id(to), options,
                     rules)
      .value();
}

TEST(SearchPaths, ListsAllSimplePathsTheMoreCertainFirst) {
  const TestGraph graph =
      MakeGraph({"A | r | B | 0.5", "A | s | B | 0.9", "B | r | D | 0.9",
                 "A | r | C | 0.7", "C | r | D | 0.7", "B | r | C | 0.9",
                 "D | r | E", "A | r | D | 0.2"});
  PathOptions options = Most(100);
  options.edges.direction = Direction::kOut;
  PathRules rules;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, options)),
              ElementsAre("A r D", "A s B r D", "A r C r D", "A s B r C r D"));
  rules.min_length = 2;
  options.max_length = 2;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, options)),
              ElementsAre("A s B r D", "A r C r D"));
  rules.parallel = true;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, options)),
              ElementsAre("A s B r D", "A r C r D", "A r B r D"));
}

TEST(SearchPaths, OrdersByTheProductOfConfidences) {
  const TestGraph graph =
      MakeGraph({"A | r | D | 0.3", "A | r | B | 0.9", "B | r | D | 0.9",
                 "A | r | C | 0.8", "C | r | D | 0.5", "A | r | F | 1.0",
                 "F | r | G | 1.0", "G | r | D | 0.7"});
  PathRules rules;
  rules.order = PathOrder::kConfident;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules)),
              ElementsAre("A r B r D", "A r F r G r D", "A r C r D", "A r D"));
  const PathOptions two = Most(2);
  const PathResult best = Find(graph, "A", "D", rules, two);
  EXPECT_THAT(PathLines(graph, best),
              ElementsAre("A r B r D", "A r F r G r D"));
  EXPECT_EQ(best.cut_off, CutOff::kLimit);
  PathOptions rest = Most(9);
  rest.skip = 2;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, rest)),
              ElementsAre("A r C r D", "A r D"));
}

TEST(SearchPaths, TrailsMayMeetANodeTwiceAndWalksAnEdge) {
  const TestGraph graph =
      MakeGraph({"A | r | B", "B | s | C", "C | t | A", "B | u | D"});
  PathOptions options = Most(100);
  options.max_length = 5;
  options.edges.direction = Direction::kOut;
  PathRules rules;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "A", rules, options)),
              ElementsAre("A"));
  rules.min_length = 1;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "A", rules, options)),
              IsEmpty());
  rules.repeats = PathRepeats::kTrail;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "A", rules, options)),
              ElementsAre("A r B s C t A"));
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, options)),
              ElementsAre("A r B u D"));
  rules.repeats = PathRepeats::kWalk;
  EXPECT_THAT(PathLines(graph, Find(graph, "A", "D", rules, options)),
              ElementsAre("A r B u D", "A r B s C t A r B u D"));
}

TEST(SearchPaths, FollowsPatterns) {
  const TestGraph graph =
      MakeGraph({"A | own | B", "B | own | C", "C | own | D", "A | lead | D",
                 "E | lead | D", "E | lead | B"});
  const auto find = [&](const std::string& pattern) {
    const WayAutomaton way = MakeAutomaton(graph, pattern, Direction::kBoth);
    PathRules rules;
    rules.way = &way;
    return PathLines(graph, Find(graph, "A", "D", rules));
  };
  EXPECT_THAT(find("own*1..3"), ElementsAre("A own B own C own D"));
  EXPECT_THAT(find("own*1..2"), IsEmpty());
  EXPECT_THAT(find("own/<lead/>lead"), ElementsAre("A own B <lead E lead D"));
  EXPECT_THAT(find(">lead|own*"),
              ElementsAre("A lead D", "A own B own C own D"));
  EXPECT_THAT(find("<own*"), IsEmpty());
}

TEST(SearchPaths, SaysWhichBudgetEndedIt) {
  const TestGraph graph = RandomGraph(1, 30, 120);
  const NodeId from = graph.nodes[0], to = graph.nodes[5];
  PathRules rules;
  PathOptions options = Most(1);
  const auto cut_off = [&] {
    return SearchPaths(*graph.reader, from, to, options, rules)->cut_off;
  };
  EXPECT_EQ(cut_off(), CutOff::kLimit);
  options.budget.max_edges = 1;
  EXPECT_EQ(cut_off(), CutOff::kEdges);
  options.budget = {};
  options.budget.max_bytes = 10;
  EXPECT_EQ(cut_off(), CutOff::kBytes);
  options.budget = {};
  options.budget.max_time = absl::ZeroDuration();
  EXPECT_EQ(cut_off(), CutOff::kTime);
  options.budget = {};
  options.max_length = 41;
  EXPECT_THAT(SearchPaths(*graph.reader, from, to, options, rules),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Length and doubt; the other way round when paths are ordered so.
using Key = std::pair<double, double>;
Key KeyOf(const Path& path, PathOrder order) {
  double doubt = 0;
  for (const PathStep& step : path.steps) {
    doubt -= std::log(step.edge.confidence);
  }
  const auto length = static_cast<double>(path.steps.size());
  // Sums of the same numbers in another order.
  doubt = std::round(doubt * 1e5);
  return order == PathOrder::kShortest ? Key(length, doubt)
                                       : Key(doubt, length);
}

// What makes two paths the same.
std::string Name(const Path& path, bool parallel) {
  std::vector<uint64_t> numbers;
  for (const NodeId node : path.nodes) numbers.push_back(node.bits());
  if (parallel) {
    for (const PathStep& step : path.steps) {
      numbers.push_back(step.edge.statement.value());
    }
  }
  return absl::StrJoin(numbers, " ");
}

// The keys of all paths by the rules, in order.
std::map<std::string, Key> NaivePaths(const TestGraph& graph, NodeId from,
                                      NodeId to, const PathOptions& options,
                                      const PathRules& rules,
                                      const std::string& regex) {
  std::map<std::string, Key> keys;
  size_t least = options.max_length + 1;
  const auto ways =
      NaiveWays(graph, from, options.max_length, options.edges.min_confidence,
                rules.repeats, regex);
  const auto counts = [&](const Path& way) {
    return way.nodes.back() == to && way.steps.size() >= rules.min_length;
  };
  for (const Path& way : ways) {
    if (counts(way)) least = std::min(least, way.steps.size());
  }
  for (const Path& way : ways) {
    if (!counts(way) || (rules.least_only && way.steps.size() > least)) {
      continue;
    }
    const Key key = KeyOf(way, rules.order);
    const auto [it, is_new] = keys.emplace(Name(way, rules.parallel), key);
    if (!is_new) it->second = std::min(it->second, key);
  }
  return keys;
}

TEST(SearchPaths, AgreesWithTryingAllWays) {
  std::mt19937 random(37);
  size_t found = 0;
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const TestGraph graph = RandomGraph(400 + seed, 4 + seed, 16);
    for (int question = 0; question < 40; ++question) {
      const NodeId from = graph.nodes[random() % graph.nodes.size()];
      const NodeId to = graph.nodes[random() % graph.nodes.size()];
      const Direction unmarked = static_cast<Direction>(random() % 3);
      const RandomPattern pattern = MakePattern(&random, unmarked);
      const WayAutomaton way = MakeAutomaton(graph, pattern.text, unmarked);
      PathOptions options;
      options.k = 1 + random() % 30;
      options.max_length = 2 + random() % 3;
      options.edges.min_confidence = random() % 3 == 0 ? 0.5 : 0;
      PathRules rules;
      rules.order = static_cast<PathOrder>(random() % 2);
      rules.repeats = static_cast<PathRepeats>(random() % 3);
      rules.least_only =
          rules.order == PathOrder::kShortest && random() % 4 == 0;
      rules.min_length = random() % 2 ? 0 : random() % 3;
      rules.parallel = random() % 2;
      rules.way = &way;
      ASSERT_OK_AND_ASSIGN(
          const PathResult result,
          SearchPaths(*graph.reader, from, to, options, rules));
      const auto all =
          NaivePaths(graph, from, to, options, rules, pattern.regex);
      std::vector<Key> keys;
      for (const auto& [name, key] : all) keys.push_back(key);
      std::sort(keys.begin(), keys.end());
      ASSERT_EQ(result.paths.size(), std::min(options.k, keys.size()))
          << pattern.text;
      found += result.paths.size();
      std::set<std::string> names;
      for (size_t i = 0; i < result.paths.size(); ++i) {
        const Path& path = result.paths[i];
        EXPECT_EQ(KeyOf(path, rules.order), keys[i]) << pattern.text;
        const std::string name = Name(path, rules.parallel);
        EXPECT_TRUE(names.insert(name).second);
        EXPECT_TRUE(all.contains(name));
      }
      if (result.cut_off == CutOff::kNone) {
        EXPECT_EQ(result.paths.size(), all.size());
      }
    }
  }
  EXPECT_GT(found, 100u);  // the questions have answers
}

}  // namespace
}  // namespace weft::graphstore
