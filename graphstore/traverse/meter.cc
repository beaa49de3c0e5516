#include "graphstore/traverse/meter.h"

#include "absl/time/clock.h"
#include "base/status.h"

namespace weft::graphstore {
namespace {

// Edges between two looks at the clock.
constexpr uint64_t kEdgesPerCheck = 4096;
// Nodes for one batch: a spent budget is noticed after as many seeks at most.
constexpr size_t kNodesPerBatch = 1024;

}  // namespace

Meter::Meter(const Budget& budget)
    : budget_(budget), end_(absl::Now() + budget.max_time) {}

bool Meter::CheckTime() {
  if (budget_.cancellation != nullptr) {
    cancelled_ = budget_.cancellation->Check();
    if (!cancelled_.ok()) return false;
  }
  if (absl::Now() < end_) return true;
  cut_off_ = CutOff::kTime;
  return false;
}

bool Meter::CountEdge() {
  if (edges_ >= budget_.max_edges) {
    cut_off_ = CutOff::kEdges;
    return false;
  }
  return ++edges_ % kEdgesPerCheck != 0 || CheckTime();
}

bool Meter::AddNode() {
  if (nodes_ >= budget_.max_nodes) {
    cut_off_ = CutOff::kNodes;
    return false;
  }
  ++nodes_;
  return true;
}

absl::Status Meter::VisitEdges(
    const Reader& reader, absl::Span<const NodeId> nodes,
    const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit) {
  bool stopped = false;
  for (size_t begin = 0; begin < nodes.size(); begin += kNodesPerBatch) {
    stopped = stopped || spent() || !CheckTime();
    if (stopped) break;
    WEFT_RETURN_IF_ERROR(
        reader.VisitEdges(nodes.subspan(begin, kNodesPerBatch), filter,
                          [&](size_t i, const Edge& edge, bool outgoing) {
                            if (stopped) return false;
                            stopped = !CountEdge();
                            if (!stopped && !edge.object.is_none()) {
                              stopped = !visit(begin + i, edge, outgoing);
                            }
                            return !stopped;
                          }));
  }
  return cancelled_;
}

}  // namespace weft::graphstore
