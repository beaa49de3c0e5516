#include "graphstore/traverse/k_hop.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "base/status.h"
#include "graphstore/traverse/meter.h"

namespace weft::graphstore {
namespace {

bool ById(const ReachedNode& a, const ReachedNode& b) {
  return a.node < b.node;
}

// The frontiers of one search.
class Search {
 public:
  Search(const Reader& reader, const KHopOptions& options)
      : reader_(reader), options_(options), meter_(options.budget) {}

  absl::StatusOr<KHopResult> Run(absl::Span<const NodeId> starts) {
    std::vector<NodeId> frontier(starts.begin(), starts.end());
    std::sort(frontier.begin(), frontier.end());
    frontier.erase(std::unique(frontier.begin(), frontier.end()),
                   frontier.end());
    seen_.insert(frontier.begin(), frontier.end());
    for (uint32_t depth = 1; depth <= options_.depth && !frontier.empty() &&
                             !meter_.spent() && !full_;
         ++depth) {
      WEFT_ASSIGN_OR_RETURN(frontier, Hop(depth, frontier));
    }
    result_.edges_read = meter_.edges();
    result_.cut_off = meter_.cut_off();
    if (full_) result_.cut_off = CutOff::kLimit;
    return std::move(result_);
  }

 private:
  // Adds the nodes of one hop to the result; they are the next frontier.
  absl::StatusOr<std::vector<NodeId>> Hop(uint32_t depth,
                                          const std::vector<NodeId>& frontier) {
    std::vector<ReachedNode> reached;
    WEFT_RETURN_IF_ERROR(meter_.VisitEdges(
        reader_, frontier, options_.edges,
        [&](size_t, const Edge& edge, bool outgoing) {
          const NodeId node = outgoing ? edge.object : edge.subject;
          if (seen_.contains(node)) return true;
          if (result_.nodes.size() + reached.size() >= options_.limit) {
            full_ = true;
            return false;
          }
          if (!meter_.AddNode()) return false;
          seen_.insert(node);
          reached.push_back({node, depth, edge, outgoing});
          return true;
        }));
    std::sort(reached.begin(), reached.end(), ById);
    std::vector<NodeId> next;
    next.reserve(reached.size());
    for (const ReachedNode& node : reached) next.push_back(node.node);
    result_.nodes.insert(result_.nodes.end(),
                         std::make_move_iterator(reached.begin()),
                         std::make_move_iterator(reached.end()));
    return next;
  }

  const Reader& reader_;
  const KHopOptions& options_;
  Meter meter_;
  absl::flat_hash_set<NodeId> seen_;
  bool full_ = false;
  KHopResult result_;
};

}  // namespace

absl::StatusOr<KHopResult> KHop(const Reader& reader,
                                absl::Span<const NodeId> starts,
                                const KHopOptions& options) {
  return Search(reader, options).Run(starts);
}

}  // namespace weft::graphstore
