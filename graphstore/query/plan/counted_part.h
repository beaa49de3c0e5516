// The part of a pattern of which only the number of matches matters.
//
// Where the rows of a MATCH are only counted, a branch of the pattern that
// nobody asks about need not be walked row by row: how many ways lead through
// it depends on the node where it begins alone, and branches multiply. A chain
// of n steps so costs what its relationships cost, not what its ways cost
// (factorised evaluation: Olteanu and Schleich, "Factorized databases", SIGMOD
// Record 45, 2016).
//
//   MATCH (a)-[:x]->(b)-[:y]->(c) RETURN count(*)     core (b), branches a, c
//   MATCH (a)-[:x]->(b)-[:y]->(c) RETURN a, count(*)  core (a), branch b - c
//
// A relationship comes once in a match. A branch that could meet another
// relationship is one step long and gives way to relationships of the core
// (CountedStep::unique); if that is not enough it stays in the core.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_COUNTED_PART_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_COUNTED_PART_H_

#include <vector>

#include "graphstore/query/graph_view.h"
#include "graphstore/query/plan/pattern_graph.h"
#include "graphstore/query/plan/plan.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {

struct CountedPattern {
  PatternGraph core;  // at least one node of each connected part
  // Parents before their children. Empty: nothing can be counted.
  std::vector<CountedStep> branches;
};

// `needed`: the slots that are read once the rows are counted. Elements of
// named paths are needed.
CountedPattern SplitCounted(const PatternGraph& graph, const SlotSet& needed,
                            const GraphView& view);

// Whether one relationship can have both types.
bool MayMeet(const TypeFilter& a, const TypeFilter& b);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_COUNTED_PART_H_
