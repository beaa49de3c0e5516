#include "graphstore/query/exec/scan.h"

#include "base/status.h"

namespace weft::graphstore::query {

absl::Status Scan::Open(Row& row) {
  cursor_ = nullptr;
  nodes_.clear();
  return input_->Open(row);
}

absl::StatusOr<Scan::Step> Scan::Next(Row& row) {
  nodes_.clear();
  if (cursor_ == nullptr) {
    WEFT_RETURN_IF_ERROR(context_->Poll());
    WEFT_ASSIGN_OR_RETURN(const bool more, input_->Next(row));
    if (!more) return Step::kEnd;
    const GraphView& view = context_->view();
    WEFT_ASSIGN_OR_RETURN(cursor_,
                          plan_.types.any
                              ? view.ScanNodes(plan_.label)
                              : view.ScanStarts(plan_.types, plan_.direction));
  }
  WEFT_RETURN_IF_ERROR(cursor_->Next(&nodes_));
  if (!nodes_.empty()) return Step::kNodes;
  cursor_ = nullptr;
  return Step::kRow;
}

}  // namespace weft::graphstore::query
