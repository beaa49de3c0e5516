#include "graphstore/traverse/shortest_path.h"

#include <algorithm>
#include <cstddef>

#include "absl/types/span.h"
#include "base/status.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/traverse/bidirectional_search.h"
#include "graphstore/traverse/node_set.h"

namespace weft::graphstore {
namespace {

// Nodes of a frontier by which its edges are estimated.
constexpr size_t kSample = 32;

struct End {
  End(uint64_t entity_bound, NodeId start, Direction way)
      : reached(entity_bound), nodes{start}, parents{0}, direction(way) {
    reached.Insert(start);
  }

  absl::Span<const NodeId> frontier() const {
    return absl::MakeConstSpan(nodes).subspan(begin);
  }
  // From `node` to where this end started.
  std::vector<NodeId> WayBack(NodeId node) const {
    // It is among the last ones: nodes of the last level were looked for.
    size_t at = nodes.size();
    while (at > 0 && nodes[--at] != node) {
    }
    std::vector<NodeId> way = {nodes[at]};
    while (at != 0) {
      at = parents[at];
      way.push_back(nodes[at]);
    }
    return way;
  }

  NodeSet reached;
  std::vector<NodeId> nodes;      // level by level
  std::vector<uint32_t> parents;  // of each an index into `nodes`
  size_t begin = 0;               // of the last level
  uint32_t level = 0;
  Direction direction;
  uint64_t ahead = 0;  // edges of the frontier, about
};

class Search {
 public:
  Search(const Reader& reader, const EdgeFilter& filter, Meter* meter)
      : reader_(reader), filter_(filter), meter_(*meter) {}

  absl::StatusOr<std::optional<std::vector<NodeId>>> Find(NodeId from,
                                                          NodeId to,
                                                          uint32_t max_length) {
    if (from == to) return std::vector<NodeId>{from};
    const uint64_t bound = reader_.entity_bound();
    End forward(bound, from, filter_.direction);
    End backward(bound, to, Reverse(filter_.direction));
    WEFT_RETURN_IF_ERROR(LookAhead(&forward));
    WEFT_RETURN_IF_ERROR(LookAhead(&backward));
    while (!meeting_ && forward.level + backward.level < max_length &&
           !forward.frontier().empty() && !backward.frontier().empty()) {
      const bool advance = forward.ahead <= backward.ahead;
      End* end = advance ? &forward : &backward;
      WEFT_RETURN_IF_ERROR(Expand(end, advance ? backward : forward));
      if (meter_.spent()) return std::nullopt;
      if (!meeting_) WEFT_RETURN_IF_ERROR(LookAhead(end));
    }
    if (!meeting_) return std::nullopt;
    std::vector<NodeId> path = forward.WayBack(*meeting_);
    std::reverse(path.begin(), path.end());
    const std::vector<NodeId> rest = backward.WayBack(*meeting_);
    path.insert(path.end(), rest.begin() + 1, rest.end());
    return path;
  }

 private:
  // Sets end->ahead from some nodes of the frontier.
  absl::Status LookAhead(End* end) const {
    const absl::Span<const NodeId> frontier = end->frontier();
    std::vector<NodeId> sample;
    const size_t step = frontier.size() / kSample + 1;
    for (size_t i = 0; i < frontier.size(); i += step) {
      sample.push_back(frontier[i]);
    }
    // An estimate that reads no mentions, of which a hub may have any number.
    EdgeFilter filter;
    filter.direction = end->direction;
    filter.relations = filter_.relations;
    filter.min_confidence = filter_.min_confidence;
    filter.include_negated = filter_.include_negated;
    filter.recorded_before = filter_.recorded_before;
    uint64_t edges = 0;
    WEFT_RETURN_IF_ERROR(
        reader_.VisitEdgeRuns(sample, filter, [&](size_t, const EdgeRun& run) {
          edges += run.size();
          return true;
        }));
    end->ahead = edges * step + frontier.size();
    return absl::OkStatus();
  }

  absl::Status Expand(End* end, const End& other) {
    EdgeFilter filter = filter_;
    filter.direction = end->direction;
    // A copy: `nodes` grows.
    const std::vector<NodeId> frontier(end->frontier().begin(),
                                       end->frontier().end());
    const size_t first = end->begin;
    end->begin = end->nodes.size();
    ++end->level;
    return meter_.VisitRuns(
        reader_, frontier, filter, [&](size_t i, const EdgeRun& run) {
          for (const NodeId node : run.others()) {
            if (!end->reached.Insert(node)) continue;
            if (!meter_.AddNode()) return false;
            end->nodes.push_back(node);
            end->parents.push_back(static_cast<uint32_t>(first + i));
            if (!other.reached.Contains(node)) continue;
            meeting_ = node;
            return false;
          }
          return true;
        });
  }

  const Reader& reader_;
  const EdgeFilter& filter_;
  Meter& meter_;
  std::optional<NodeId> meeting_;
};

}  // namespace

absl::StatusOr<std::optional<std::vector<NodeId>>> FindShortestPath(
    const Reader& reader, NodeId from, NodeId to, uint32_t max_length,
    const EdgeFilter& filter, Meter* meter) {
  return Search(reader, filter, meter).Find(from, to, max_length);
}

}  // namespace weft::graphstore
