#include "graphstore/traverse/costs_to_go.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

#include "graphstore/traverse/bidirectional_search.h"

namespace weft::graphstore {
namespace {

// Places around the end that are worth knowing: a few milliseconds' work, and
// enough to keep a search for several ways on them.
constexpr size_t kManyPlaces = 20'000;
// The table is not to take the memory from the search.
constexpr size_t kMostPlaces = 1'000'000;
// Nor all of the edges that it may read. No part of the budget: an answer that
// goes on under another budget has to read the same.
constexpr uint64_t kMostEdges = 2'000'000;
// Memory of one, in the table and waiting.
constexpr uint64_t kPlaceBytes = 96;

// -ln(n / 255) in units of 2^-32, for the confidences that are stored.
uint64_t Doubt(float confidence) {
  static const std::array<uint64_t, 256> doubts = [] {
    std::array<uint64_t, 256> out;
    for (int i = 0; i < 256; ++i) {
      // No confidence at all is half of the least.
      const double share = i == 0 ? 0.5 / 255 : i / 255.0;
      out[i] = static_cast<uint64_t>(std::llround(-std::log(share) * 0x1p32));
    }
    return out;
  }();
  const long step = std::lround(confidence * 255);
  return doubts[std::clamp(step, 0L, 255L)];
}

}  // namespace

// One doubt is below 6.3 * 2^32: 40 of them stay below the bits of the length.
uint64_t CostByLength(float confidence) {
  return (uint64_t{1} << 40) + Doubt(confidence);
}

uint64_t CostByDoubt(float confidence) { return (Doubt(confidence) << 8) + 1; }

CostsToGo::CostsToGo(const Reader* reader, const WayAutomaton* way,
                     const EdgeFilter* edges, uint64_t (*cost)(float),
                     Meter* meter)
    : reader_(*reader), way_(*way), back_(*edges), cost_(cost), meter_(*meter) {
  back_.direction = Reverse(edges->direction);
}

absl::Status CostsToGo::Compute(NodeId from, NodeId to, uint64_t most) {
  const uint64_t edges_before = meter_.edges();
  using Entry = std::tuple<uint64_t, NodeId, int>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<Entry>> waiting;
  absl::flat_hash_map<Place, uint64_t> best;
  const auto reach = [&](NodeId node, StateSet states, uint64_t cost) {
    if (cost > most) return;
    for (int state = 0; state < way_.state_count(); ++state) {
      if ((states >> state & 1) == 0) continue;
      const auto [it, is_new] = best.try_emplace(Place(node, state), cost);
      if (!is_new && it->second <= cost) continue;
      it->second = cost;
      waiting.emplace(cost, node, state);
      if (is_new) meter_.AddBytes(kPlaceBytes);
    }
  };
  reach(to, way_.accepting(), 0);
  while (!waiting.empty() && !meter_.spent()) {
    const auto [cost, node, state] = waiting.top();
    unknown_ = cost;
    const bool enough =
        costs_.size() >= kManyPlaces && costs_.contains(Place(from, 0));
    if (enough || costs_.size() >= kMostPlaces ||
        meter_.edges() - edges_before >= kMostEdges) {
      return absl::OkStatus();
    }
    waiting.pop();
    if (!costs_.try_emplace(Place(node, state), cost).second) continue;
    const absl::Status status = meter_.VisitEdges(
        reader_, {&node, 1}, back_,
        [&, cost = cost, state = state](size_t, const Edge& edge,
                                        bool outgoing) {
          // The step goes the other way.
          reach(outgoing ? edge.object : edge.subject,
                way_.Before(StateSet{1} << state, edge.relation, !outgoing),
                cost + cost_(edge.confidence));
          return true;
        });
    if (!status.ok()) return status;
  }
  if (waiting.empty() && !meter_.spent()) unknown_ = kNever;
  return absl::OkStatus();
}

uint64_t CostsToGo::From(NodeId node, StateSet states) const {
  uint64_t least = kNever;
  for (int state = 0; state < way_.state_count(); ++state) {
    if ((states >> state & 1) == 0) continue;
    const auto it = costs_.find(Place(node, state));
    least = std::min(least, it == costs_.end() ? unknown_ : it->second);
  }
  return least;
}

}  // namespace weft::graphstore
