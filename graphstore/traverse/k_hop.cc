#include "graphstore/traverse/k_hop.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "graphstore/store/edge_list.h"
#include "graphstore/traverse/meter.h"
#include "graphstore/traverse/node_set.h"

namespace weft::graphstore {
namespace {

bool ById(const ReachedNode& a, const ReachedNode& b) {
  return a.node < b.node;
}

// The frontiers of one search.
class Search {
 public:
  Search(const Reader& reader, const KHopOptions& options)
      : reader_(reader),
        options_(options),
        meter_(options.budget),
        seen_(reader.entity_bound()),
        skip_(options.skip) {}

  absl::StatusOr<KHopResult> Run(absl::Span<const NodeId> starts) {
    std::vector<NodeId> frontier(starts.begin(), starts.end());
    std::sort(frontier.begin(), frontier.end());
    frontier.erase(std::unique(frontier.begin(), frontier.end()),
                   frontier.end());
    for (const NodeId node : frontier) seen_.Insert(node);
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
    WEFT_RETURN_IF_ERROR(meter_.VisitRuns(
        reader_, frontier, options_.edges, [&](size_t, const EdgeRun& run) {
          const absl::Span<const NodeId> others = run.others();
          for (size_t i = 0; i < others.size(); ++i) {
            if (seen_.Contains(others[i])) continue;
            if (Full(reached.size())) {
              full_ = true;
              return false;
            }
            if (!meter_.AddNode()) return false;
            seen_.Insert(others[i]);
            reached.push_back({others[i], depth, run.At(i), run.outgoing()});
          }
          return true;
        }));
    const auto listed = reached.begin() + std::min(reached.size(), skip_);
    skip_ -= listed - reached.begin();
    std::sort(reached.begin(), listed, ById);
    std::sort(listed, reached.end(), ById);
    result_.nodes.insert(result_.nodes.end(), listed, reached.end());
    std::inplace_merge(reached.begin(), listed, reached.end(), ById);
    std::vector<NodeId> next;
    next.reserve(reached.size());
    for (const ReachedNode& node : reached) next.push_back(node.node);
    return next;
  }

  // Whether the nodes of this hop so far leave no room for another one.
  bool Full(size_t reached) const {
    return reached >= skip_ &&
           result_.nodes.size() + reached - skip_ >= options_.limit;
  }

  const Reader& reader_;
  const KHopOptions& options_;
  Meter meter_;
  NodeSet seen_;
  size_t skip_;  // nodes to come that were listed before
  bool full_ = false;
  KHopResult result_;
};

// Counts the nodes of one hop, and keeps them in `next` unless it is null.
absl::Status CountHop(const Reader& reader, const KHopOptions& options,
                      const std::vector<NodeId>& frontier, Meter* meter,
                      NodeSet* seen, KHopCount* result,
                      std::vector<NodeId>* next) {
  return meter->VisitRuns(reader, frontier, options.edges,
                          [&](size_t, const EdgeRun& run) {
                            for (const NodeId node : run.others()) {
                              if (!seen->Insert(node)) continue;
                              if (result->nodes == options.limit) {
                                result->cut_off = CutOff::kLimit;
                                return false;
                              }
                              if (!meter->AddNode()) return false;
                              ++result->nodes;
                              if (next != nullptr) next->push_back(node);
                            }
                            return true;
                          });
}

}  // namespace

absl::StatusOr<KHopCount> CountKHop(const Reader& reader,
                                    absl::Span<const NodeId> starts,
                                    const KHopOptions& options) {
  Meter meter(options.budget);
  NodeSet seen(reader.entity_bound());
  std::vector<NodeId> frontier, next;
  for (const NodeId node : starts) {
    if (seen.Insert(node)) frontier.push_back(node);
  }
  KHopCount result;
  for (uint32_t depth = 1; depth <= options.depth && !frontier.empty() &&
                           !meter.spent() && result.cut_off == CutOff::kNone;
       ++depth) {
    next.clear();
    const bool last = depth == options.depth;
    WEFT_RETURN_IF_ERROR(CountHop(reader, options, frontier, &meter, &seen,
                                  &result, last ? nullptr : &next));
    std::swap(frontier, next);
  }
  result.edges_read = meter.edges();
  if (meter.spent()) result.cut_off = meter.cut_off();
  return result;
}

absl::StatusOr<KHopResult> KHop(const Reader& reader,
                                absl::Span<const NodeId> starts,
                                const KHopOptions& options) {
  return Search(reader, options).Run(starts);
}

}  // namespace weft::graphstore
