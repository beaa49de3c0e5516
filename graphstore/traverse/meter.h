// Watches a budget while a traversal spends it. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_METER_H_
#define WEFT_GRAPHSTORE_TRAVERSE_METER_H_

#include <cstddef>
#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/budget.h"

namespace weft::graphstore {

class Meter {
 public:
  explicit Meter(const Budget& budget);

  // Reader::VisitEdges, piece by piece: counts the edges, looks at the clock
  // and at the caller's wish to cancel, and stops when the budget is spent
  // (cut_off() says so then) or when `visit` returns false. Edges without an
  // object lead nowhere and are left out.
  absl::Status VisitEdges(
      const Reader& reader, absl::Span<const NodeId> nodes,
      const EdgeFilter& filter,
      absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit);

  // The same by runs (Reader::VisitEdgeRuns): for traversals of millions of
  // edges. Other ends may be none.
  absl::Status VisitRuns(
      const Reader& reader, absl::Span<const NodeId> nodes,
      const EdgeFilter& filter,
      absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit);

  // Takes note of edges that were counted without a visit. False: the budget
  // is spent.
  absl::StatusOr<bool> Count(uint64_t edges);

  // Takes note of a node that is held; false when there are too many.
  bool AddNode();
  // The same of memory for all else.
  bool AddBytes(uint64_t bytes);

  // Replayed ones included.
  uint64_t edges() const { return edges_; }
  CutOff cut_off() const { return cut_off_; }
  bool spent() const { return cut_off_ != CutOff::kNone; }

 private:
  // False when the time is over or the caller has cancelled.
  bool CheckTime();
  void AddEdges(uint64_t edges);
  uint64_t edges_left() const { return most_edges_ - edges_; }

  const Budget& budget_;
  const uint64_t most_edges_;
  absl::Time end_;
  bool replaying_;
  uint64_t edges_ = 0;
  uint64_t checked_at_ = 0;  // edges when the clock was looked at
  uint64_t nodes_ = 0;
  uint64_t bytes_ = 0;
  CutOff cut_off_ = CutOff::kNone;
  absl::Status cancelled_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_METER_H_
