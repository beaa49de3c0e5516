#include "graphstore/traverse/way_reach.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {
namespace {

class Search {
 public:
  Search(const Reader& reader, const WayAutomaton& way,
         const KHopOptions& options)
      : reader_(reader),
        way_(way),
        options_(options),
        edges_(way.Narrowed(options.edges)),
        meter_(options.budget) {}

  absl::StatusOr<KHopResult> Run(NodeId start) {
    seen_[start] = WayAutomaton::kStart;
    listed_.insert(start);
    std::map<NodeId, StateSet> frontier = {{start, WayAutomaton::kStart}};
    for (uint32_t depth = 1; depth <= options_.depth && !frontier.empty() &&
                             !meter_.spent() && !full_;
         ++depth) {
      WEFT_ASSIGN_OR_RETURN(frontier, Hop(depth, frontier));
    }
    result_.edges_read = meter_.edges();
    result_.cut_off = full_ ? CutOff::kLimit : meter_.cut_off();
    std::sort(result_.nodes.begin(), result_.nodes.end(),
              [](const ReachedNode& a, const ReachedNode& b) {
                return std::pair(a.depth, a.node) < std::pair(b.depth, b.node);
              });
    return std::move(result_);
  }

 private:
  // The states that are new at each node one step further.
  absl::StatusOr<std::map<NodeId, StateSet>> Hop(
      uint32_t depth, const std::map<NodeId, StateSet>& frontier) {
    std::vector<NodeId> nodes;
    std::vector<StateSet> states;
    for (const auto& [node, at] : frontier) {
      nodes.push_back(node);
      states.push_back(at);
    }
    std::map<NodeId, StateSet> next;
    WEFT_RETURN_IF_ERROR(meter_.VisitEdges(
        reader_, nodes, edges_, [&](size_t i, const Edge& edge, bool outgoing) {
          const NodeId node = outgoing ? edge.object : edge.subject;
          const StateSet after = way_.After(states[i], edge.relation, outgoing);
          if (after == 0) return true;
          StateSet& seen = seen_[node];
          const StateSet added = after & ~seen;
          if (added == 0) return true;
          if (seen == 0 && !meter_.AddNode()) return false;
          seen |= added;
          next[node] |= added;
          return List({node, depth, edge, outgoing}, added);
        }));
    return next;
  }

  // False: that is one more than asked for.
  bool List(const ReachedNode& reached, StateSet states) {
    if (!way_.Accepts(states) || !listed_.insert(reached.node).second) {
      return true;
    }
    full_ = result_.nodes.size() >= options_.limit;
    if (full_) return false;
    if (++found_ > options_.skip) result_.nodes.push_back(reached);
    return true;
  }

  const Reader& reader_;
  const WayAutomaton& way_;
  const KHopOptions& options_;
  const EdgeFilter edges_;
  Meter meter_;
  absl::flat_hash_map<NodeId, StateSet> seen_;
  absl::flat_hash_set<NodeId> listed_;
  size_t found_ = 0;  // those that were listed before included
  bool full_ = false;
  KHopResult result_;
};

}  // namespace

absl::StatusOr<KHopResult> ReachByWay(const Reader& reader, NodeId start,
                                      const WayAutomaton& way,
                                      const KHopOptions& options) {
  return Search(reader, way, options).Run(start);
}

}  // namespace weft::graphstore
