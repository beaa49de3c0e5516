// A shorter way to the same answer, once the plan stands.
//
// Where only the distinct ends of a path of variable length matter, each node
// is visited once, breadth first, instead of once for each trail to it (there
// are exponentially many).
//
//   MATCH (a)-[:x*1..3]->(b) RETURN count(DISTINCT b)
//
// Tested against plans without them (engine_test.cc: random graphs and queries,
// optimiser on and off).
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_REWRITE_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_REWRITE_H_

#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

// Sets PlanNode::ends_only below `root`.
void RewritePlan(PlanNode* root);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_REWRITE_H_
