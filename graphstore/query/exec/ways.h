// How many ways lead over the steps of a pattern that are only counted.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_WAYS_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_WAYS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/exec/evaluator.h"
#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

// a * b. ArithmeticError where that is no Integer.
absl::Status MultiplyWays(uint64_t b, uint64_t* a);
absl::Status AddWays(uint64_t b, uint64_t* a);

// Works on arrays of nodes, step by step: a step without a further one is a
// degree, any other one reads relationships, each once for each node before it,
// and remembers what hangs on a node, as ways to it may be many. Used by one
// thread.
class Ways {
 public:
  // `plan`: a kCountWays.
  Ways(const PlanNode& plan, ExecContext* context, Evaluator* evaluator);

  // Steps that begin at a node of the row.
  const std::vector<size_t>& first_steps() const { return first_; }

  // Multiplies weights[i] by the ways from nodes[i] over step `index` and all
  // that hangs on it; CountedStep::unique aside. Nodes of weight 0 are left
  // out. Conditions may write the slots of the steps in `row`.
  absl::Status Multiply(size_t index, absl::Span<const uint64_t> nodes,
                        Row& row, std::vector<uint64_t>* weights);

  // Sets the weights of nodes to 0 for which conditions on `slot` do not hold.
  absl::Status Test(const std::vector<Predicate>& predicates, int slot,
                    absl::Span<const uint64_t> nodes, Row& row,
                    std::vector<uint64_t>* weights);

 private:
  bool IsDegree(size_t index) const;
  // What is found at an end once is worth remembering.
  bool Remembers(size_t index) const;
  absl::StatusOr<std::vector<uint64_t>> WaysOver(
      size_t index, absl::Span<const uint64_t> nodes, Row& row);
  // What the ends of a step weigh, each by its conditions and further steps.
  absl::StatusOr<std::vector<uint64_t>> EndWeights(
      size_t index, absl::Span<const uint64_t> ends, Row& row);
  absl::Status Recall(size_t index, absl::Span<const uint64_t> ends, Row& row,
                      std::vector<uint64_t>* weights);

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  std::vector<size_t> first_;
  std::vector<std::vector<size_t>> next_;  // by step
  // By step: weights of ends.
  std::vector<absl::flat_hash_map<uint64_t, uint64_t>> known_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_WAYS_H_
