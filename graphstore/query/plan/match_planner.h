// The operators of one MATCH.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_MATCH_PLANNER_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_MATCH_PLANNER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/plan/plan.h"
#include "graphstore/query/plan/planner.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {

// Finds `pattern` for each row of `input`; `where` may be null.
absl::StatusOr<std::unique_ptr<PlanNode>> PlanMatch(
    const Pattern& pattern, const Expr* where, std::unique_ptr<PlanNode> input,
    const GraphView& view, const Map& parameters, const PlanOptions& options);

// The same where rows are only counted, by what is in the slots `needed`. Where
// the root of the plan is a kCountWays each row stands for several.
absl::StatusOr<std::unique_ptr<PlanNode>> PlanCountedMatch(
    const Pattern& pattern, const Expr* where, SlotSet needed,
    std::unique_ptr<PlanNode> input, const GraphView& view,
    const Map& parameters, const PlanOptions& options);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_MATCH_PLANNER_H_
