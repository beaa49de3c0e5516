#include "graphstore/store/warm_up.h"

#include <algorithm>
#include <vector>

#include "base/status.h"
#include "graphstore/store/edge_visit.h"

namespace weft::graphstore {
namespace {

constexpr size_t kNodesPerRead = 1024;

bool HasRoom(const CacheBudget& budget) {
  return budget.used() < budget.limit() / 4 * 3;
}

absl::Status ReadLists(const View& view, absl::Span<const NodeId> nodes) {
  for (const bool incoming : {false, true}) {
    WEFT_RETURN_IF_ERROR(VisitLists(
        view, nodes, incoming, [](size_t, const EdgeList&) { return true; }));
  }
  return absl::OkStatus();
}

// Those that are there: numbers of entities that are gone are not used again.
absl::Status ReadNames(const View& view, absl::Span<const NodeId> nodes) {
  WEFT_ASSIGN_OR_RETURN(const auto records, view.Entities(nodes));
  std::vector<NodeId> alive;
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (records[i].has_value()) alive.push_back(nodes[i]);
  }
  return view.Nodes(alive).status();
}

}  // namespace

absl::Status WarmUp(const View& view, size_t most_names,
                    absl::FunctionRef<bool()> stopped) {
  const CacheBudget& budget = view.cache()->budget();
  const uint64_t end = view.meta().next.entity;
  std::vector<NodeId> nodes;
  for (uint64_t next = 0; next < end && !stopped();) {
    const bool lists = HasRoom(budget);
    const bool names = next < most_names;
    if (!lists && !names) break;
    nodes.clear();
    for (; next < end && nodes.size() < kNodesPerRead; ++next) {
      nodes.push_back(NodeId::Entity(next));
    }
    if (lists) WEFT_RETURN_IF_ERROR(ReadLists(view, nodes));
    if (names) WEFT_RETURN_IF_ERROR(ReadNames(view, nodes));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore
