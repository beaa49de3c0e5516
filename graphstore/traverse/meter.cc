#include "graphstore/traverse/meter.h"

#include <algorithm>
#include <limits>

#include "absl/time/clock.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

// Edges between two looks at the clock.
constexpr uint64_t kEdgesPerCheck = 4096;
// Nodes for one batch: a spent budget is noticed after as many seeks at most.
constexpr size_t kNodesPerBatch = 1024;
// Of a node with the edge that led to it, in a list and in a table.
constexpr uint64_t kBytesPerNode = 96;
// For edges that were read before.
constexpr absl::Duration kLongestReplay = absl::Minutes(10);
constexpr uint64_t kMostEdges = std::numeric_limits<uint64_t>::max();

}  // namespace

Meter::Meter(const Budget& budget)
    : budget_(budget),
      most_edges_(
          budget.replayed_edges +
          std::min(budget.max_edges, kMostEdges - budget.replayed_edges)),
      end_(absl::Now() + budget.max_time),
      replaying_(budget.replayed_edges > 0) {
  if (replaying_) end_ = absl::Now() + kLongestReplay;
}

void Meter::AddEdges(uint64_t edges) {
  edges_ += edges;
  if (!replaying_ || edges_ < budget_.replayed_edges) return;
  replaying_ = false;
  end_ = absl::Now() + budget_.max_time;
}

bool Meter::CheckTime() {
  if (budget_.cancellation != nullptr) {
    cancelled_ = budget_.cancellation->Check();
    if (!cancelled_.ok()) return false;
  }
  if (absl::Now() < end_) return true;
  cut_off_ = CutOff::kTime;
  return false;
}

bool Meter::AddNode() {
  if (nodes_ >= budget_.max_nodes) {
    cut_off_ = CutOff::kNodes;
    return false;
  }
  ++nodes_;
  return AddBytes(kBytesPerNode);
}

bool Meter::AddBytes(uint64_t bytes) {
  bytes_ += bytes;
  if (bytes_ <= budget_.max_bytes) return true;
  cut_off_ = CutOff::kBytes;
  return false;
}

absl::StatusOr<bool> Meter::Count(uint64_t edges) {
  if (edges > edges_left()) {
    cut_off_ = CutOff::kEdges;
    return false;
  }
  AddEdges(edges);
  const bool more = CheckTime();
  WEFT_RETURN_IF_ERROR(cancelled_);
  return more;
}

absl::Status Meter::VisitRuns(
    const Reader& reader, absl::Span<const NodeId> nodes,
    const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const EdgeRun& run)> visit) {
  bool stopped = false;
  const auto take = [&](size_t i, const EdgeRun& run) {
    // Edges that do not pass are no part of the budget, but take their time.
    if (run.size() == 0) stopped = !CheckTime();
    const uint64_t left = edges_left();
    const bool fits = run.size() <= left;
    AddEdges(fits ? run.size() : left);
    if (fits || left > 0) stopped = !visit(i, fits ? run : run.First(left));
    if (!fits && !spent()) cut_off_ = CutOff::kEdges;
    stopped = stopped || spent();
    if (edges_ - checked_at_ >= kEdgesPerCheck && !stopped) {
      checked_at_ = edges_;
      stopped = !CheckTime();
    }
    return !stopped;
  };
  for (size_t begin = 0; begin < nodes.size(); begin += kNodesPerBatch) {
    stopped = stopped || spent() || !CheckTime();
    if (stopped) break;
    WEFT_RETURN_IF_ERROR(
        reader.VisitEdgeRuns(nodes.subspan(begin, kNodesPerBatch), filter,
                             [&](size_t i, const EdgeRun& run) {
                               return !stopped && take(begin + i, run);
                             }));
  }
  return cancelled_;
}

absl::Status Meter::VisitEdges(
    const Reader& reader, absl::Span<const NodeId> nodes,
    const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit) {
  return VisitRuns(reader, nodes, filter, [&](size_t i, const EdgeRun& run) {
    for (size_t j = 0; j < run.size(); ++j) {
      if (run.others()[j].is_none()) continue;
      if (!visit(i, run.At(j), run.outgoing())) return false;
    }
    return true;
  });
}

}  // namespace weft::graphstore
