// The nodes of a scan, in batches, for each row of the input anew.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_SCAN_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_SCAN_H_

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

// Used by one thread.
class Scan {
 public:
  // `plan`: a kNodeScan, or a kCountWays that goes through nodes itself.
  Scan(const PlanNode& plan, ExecContext* context, OperatorPtr input)
      : plan_(plan), context_(context), input_(std::move(input)) {}

  absl::Status Open(Row& row);

  enum class Step {
    kNodes,  // nodes() has the next ones
    kRow,    // those were all for this row of the input
    kEnd,    // and that was the last row
  };
  absl::StatusOr<Step> Next(Row& row);
  // Not empty after kNodes, else empty.
  const std::vector<uint64_t>& nodes() const { return nodes_; }

 private:
  const PlanNode& plan_;
  ExecContext* context_;
  OperatorPtr input_;
  std::unique_ptr<NodeCursor> cursor_;  // null between rows
  std::vector<uint64_t> nodes_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_SCAN_H_
