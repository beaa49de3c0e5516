#include "graphstore/traverse/two_steps.h"

#include "base/status_matchers.h"
#include "graphstore/traverse/test_graph.h"

namespace weft::graphstore {
namespace {

RelationId Relation(const TestGraph& graph, const char* name) {
  return graph.reader->FindRelation(name).value()->id;
}

TEST(CountTwoSteps, MultipliesTheEdgesOfTheMiddle) {
  const TestGraph graph =
      MakeGraph({"A | r | M", "B | r | M", "M | s | X", "M | s | Y",
                 "M | s | Z", "N | s | X", "A | s | M"});
  const TwoStepCount count = CountTwoSteps(*graph.reader, Relation(graph, "r"),
                                           Relation(graph, "s"), {}, {})
                                 .value();
  EXPECT_EQ(count.ways, 6u);
  EXPECT_EQ(count.cut_off, CutOff::kNone);
}

TEST(CountTwoSteps, AgreesWithLookingAtEveryPairOfEdges) {
  for (uint32_t seed = 0; seed < 8; ++seed) {
    const TestGraph graph = RandomGraph(300 + seed, 10, 60);
    for (const bool negated : {false, true}) {
      EdgeFilter filter;
      filter.include_negated = negated;
      uint64_t ways = 0;
      const RelationId first = Relation(graph, "r0");
      const RelationId second = Relation(graph, "r1");
      for (const Edge& a : graph.edges) {
        for (const Edge& b : graph.edges) {
          ways += a.relation == first && b.relation == second &&
                  a.object == b.subject &&
                  (negated || (!a.negated && !b.negated));
        }
      }
      EXPECT_EQ(CountTwoSteps(*graph.reader, first, second, filter, {})->ways,
                ways);
    }
  }
}

TEST(CountTwoSteps, SaysWhenItIsCutOff) {
  const TestGraph graph = MakeGraph({"A | r | M", "B | r | M", "M | s | X"});
  Budget budget;
  budget.max_edges = 1;
  EXPECT_EQ(CountTwoSteps(*graph.reader, Relation(graph, "r"),
                          Relation(graph, "s"), {}, budget)
                ->cut_off,
            CutOff::kEdges);
}

}  // namespace
}  // namespace weft::graphstore
