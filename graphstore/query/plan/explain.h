// A plan as text, for people: one line an operator, inputs below.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_EXPLAIN_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_EXPLAIN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

// What an operator did, by PlanNode::id.
struct MeasuredNode {
  uint64_t rows = 0;
  uint64_t edges = 0;
};

// `text` is that of the query. `measured` is empty or has one entry a node.
std::string Explain(const Plan& plan, absl::string_view text,
                    const std::vector<MeasuredNode>& measured);

// The same without estimates: equal for plans that hand out the same rows of
// one graph in the same order.
std::string PlanShape(const Plan& plan, absl::string_view text);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_EXPLAIN_H_
