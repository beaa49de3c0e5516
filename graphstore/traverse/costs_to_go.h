// What it costs at least to go from a node to the end of the ways looked for:
// the search backwards that guides the one forwards (path_search.h).
//
// Costs are whole numbers, so that sums are the same everywhere. Doubt of a
// step is -ln(confidence): ways with the least sum have the greatest product of
// confidences.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_COSTS_TO_GO_H_
#define WEFT_GRAPHSTORE_TRAVERSE_COSTS_TO_GO_H_

#include <cstdint>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/reader.h"
#include "graphstore/traverse/meter.h"
#include "graphstore/traverse/way_automaton.h"

namespace weft::graphstore {

inline constexpr uint32_t kLongestWay = 40;
// Of one step with this confidence. The first compares ways by length, then by
// doubt; the second by doubt, then by length. For ways of kLongestWay at most.
uint64_t CostByLength(float confidence);
uint64_t CostByDoubt(float confidence);
// The number of steps in a sum of CostByLength().
inline uint64_t LengthOfCost(uint64_t cost) { return cost >> 40; }

// Dijkstra's algorithm (Numerische Mathematik 1, 1959) over pairs of node and
// state, from the end backwards. It stops when the start is reached and enough
// else is known; what is not reached costs at least what was reached last.
class CostsToGo {
 public:
  static constexpr uint64_t kNever = std::numeric_limits<uint64_t>::max();

  // All must outlive this. `edges`: those that may be steps, seen from the
  // start (WayAutomaton::Narrowed).
  CostsToGo(const Reader* reader, const WayAutomaton* way,
            const EdgeFilter* edges, uint64_t (*cost)(float), Meter* meter);

  // Costs of ways from `from` to `to`, and from the nodes around; none above
  // `most`. Errors: those of the reader; Cancelled, DeadlineExceeded.
  absl::Status Compute(NodeId from, NodeId to, uint64_t most);

  // A lower bound, exact where it is known, for a way that is at `node` in one
  // of these states. kNever: there is none.
  uint64_t From(NodeId node, StateSet states) const;

 private:
  using Place = std::pair<NodeId, int>;  // node and state

  const Reader& reader_;
  const WayAutomaton& way_;
  EdgeFilter back_;
  uint64_t (*const cost_)(float);
  Meter& meter_;
  absl::flat_hash_map<Place, uint64_t> costs_;
  uint64_t unknown_ = kNever;  // what is not in costs_ costs at least this
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_COSTS_TO_GO_H_
