#include "graphstore/store/edge_count.h"

#include <algorithm>

#include "base/status.h"
#include "graphstore/store/edge_visit.h"
#include "graphstore/store/merges.h"

namespace weft::graphstore {
namespace {

bool Wants(Direction direction, bool incoming) {
  return direction != (incoming ? Direction::kOut : Direction::kIn);
}

// The degrees in all relations of the filter; empty where lists have to be
// looked at.
absl::StatusOr<std::vector<const RelationDegrees*>> ColumnsFor(
    const View& view, const EdgeFilter& filter, size_t nodes,
    DegreeColumns* degrees) {
  std::vector<const RelationDegrees*> columns;
  if (filter.relations.any || filter.min_confidence > 0 ||
      !filter.include_negated || filter.valid_on || filter.recorded_before) {
    return columns;
  }
  for (const RelationId relation : filter.relations.ids) {
    WEFT_ASSIGN_OR_RETURN(columns.emplace_back(),
                          degrees->Ask(view, relation, nodes));
  }
  if (std::find(columns.begin(), columns.end(), nullptr) != columns.end()) {
    columns.clear();
  }
  return columns;
}

std::vector<uint64_t> SumDegrees(
    const std::vector<const RelationDegrees*>& columns, const Merges& merges,
    absl::Span<const NodeId> nodes, Direction direction) {
  std::vector<uint64_t> counts(nodes.size());
  for (const RelationDegrees* column : columns) {
    for (const bool incoming : {false, true}) {
      if (!Wants(direction, incoming)) continue;
      const DegreeColumn& side = incoming ? column->in : column->out;
      for (size_t i = 0; i < nodes.size(); ++i) {
        counts[i] += side.Of(merges.Root(nodes[i]));
      }
    }
  }
  return counts;
}

}  // namespace

absl::StatusOr<std::vector<uint64_t>> CountEdges(const View& view,
                                                 DegreeColumns* degrees,
                                                 absl::Span<const NodeId> nodes,
                                                 const EdgeFilter& filter) {
  WEFT_ASSIGN_OR_RETURN(const auto columns,
                        ColumnsFor(view, filter, nodes.size(), degrees));
  if (!columns.empty()) {
    return SumDegrees(columns, view.merges(), nodes, filter.direction);
  }
  std::vector<uint64_t> counts(nodes.size());
  for (const bool incoming : {false, true}) {
    if (!Wants(filter.direction, incoming)) continue;
    WEFT_RETURN_IF_ERROR(
        VisitLists(view, nodes, incoming, [&](size_t i, const EdgeList& list) {
          if (list.size() > 0) counts[i] += list.CountPassing(filter);
          return true;
        }));
  }
  return counts;
}

}  // namespace weft::graphstore
