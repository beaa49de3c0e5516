// From a bound query to a plan.
//
// Clauses become operators in their order. Inside one MATCH the optimiser
// chooses where to begin and in which order to follow relationships: it tries
// every node as the start and goes on greedily with the step that multiplies
// the rows least, by the statistics of the view (counts by label and type, an
// index over properties, degrees of the nodes that the index finds). Conditions
// go down to the first place where all that they need is bound.
//
// Without `optimize` patterns are followed as written, from full scans, and
// conditions are tested at the end: the slow twin for tests.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_PLANNER_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_PLANNER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

struct PlanOptions {
  bool optimize = true;
};

// `query` is bound, with these names of slots, and outlives the plan.
// `parameters` serve estimates only. Errors: those of the view.
absl::StatusOr<Plan> MakePlan(const Query& query,
                              const std::vector<std::string>& slot_names,
                              const GraphView& view, const Map& parameters,
                              const PlanOptions& options);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_PLANNER_H_
