// Relationships of the store as a query sees them.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/query/store_evidence.h"
#include "graphstore/query/store_mapping.h"
#include "graphstore/query/store_view.h"

namespace weft::graphstore::query {
namespace {

graphstore::Direction ToStore(Direction direction) {
  return direction == Direction::kOut  ? graphstore::Direction::kOut
         : direction == Direction::kIn ? graphstore::Direction::kIn
                                       : graphstore::Direction::kBoth;
}

uint64_t ObjectOf(const Edge& edge) {
  return edge.object.is_none() ? NothingNode(edge.statement)
                               : ToQueryId(edge.object);
}

RelationshipRef ToRelationship(const Edge& edge) {
  RelationshipRef step;
  step.id = edge.statement.value();
  step.start = ToQueryId(edge.subject);
  step.end = ObjectOf(edge);
  step.type = edge.relation.value();
  step.hint = PackHint(edge.confidence, edge.negated);
  return step;
}

// The nodes that have lists of edges. A "Nothing" node has one incoming
// statement and none.
struct Listed {
  std::vector<NodeId> ids;
  bool all = true;             // of the caller's, in order
  std::vector<size_t> places;  // in the caller's, unless all

  explicit Listed(absl::Span<const uint64_t> nodes) {
    ids.reserve(nodes.size());
    for (uint64_t node : nodes) {
      if (!StatementOfNothing(node).has_value()) ids.push_back(ToNodeId(node));
    }
    all = ids.size() == nodes.size();
    if (all) return;
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (!StatementOfNothing(nodes[i]).has_value()) places.push_back(i);
    }
  }
  size_t Place(size_t i) const { return all ? i : places[i]; }
};

}  // namespace

// Statements are followed whatever they are; conditions sort them out.
EdgeFilter StoreView::FilterFor(Direction direction,
                                const TypeFilter& types) const {
  EdgeFilter filter;
  filter.direction = ToStore(direction);
  filter.include_negated = true;
  filter.valid_on = options_.valid_on;
  filter.set_known_by(options_.known);
  filter.relations.any = types.any;
  for (uint32_t id : types.ids) filter.relations.ids.emplace_back(id);
  std::sort(filter.relations.ids.begin(), filter.relations.ids.end());
  return filter;
}

absl::Status StoreView::ExpandNothing(
    uint64_t node, const TypeFilter& types,
    absl::FunctionRef<void(const Step& step)> visit) const {
  WEFT_ASSIGN_OR_RETURN(const Statement found,
                        reader_->GetStatement(*StatementOfNothing(node)));
  // Its subject has it as an edge, if it is to be seen.
  bool seen = options_.any_time();
  float confidence = found.confidence;
  const auto look = [&](size_t, const Edge& edge, bool) {
    seen = edge.statement == found.id;
    if (seen) confidence = edge.confidence;
    return !seen;
  };
  if (!seen) {
    TypeFilter own;
    own.any = false;
    own.ids = {found.relation_id.value()};
    WEFT_RETURN_IF_ERROR(reader_->VisitEdges(
        {found.subject.id}, FilterFor(Direction::kOut, own), look));
  }
  if (!seen || !types.Matches(found.relation_id.value())) {
    return absl::OkStatus();
  }
  const RelationshipRef step =
      ToRelationship({found.subject.id, found.relation_id, found.object.id,
                      found.negated, found.id, confidence});
  visit({step, step.start});
  return absl::OkStatus();
}

absl::Status StoreView::Expand(
    absl::Span<const uint64_t> nodes, Direction direction,
    const TypeFilter& types,
    absl::FunctionRef<bool(size_t i, const Step& step)> visit) const {
  const Listed listed(nodes);
  for (size_t i = 0; !listed.all && i < nodes.size(); ++i) {
    if (direction == Direction::kOut || !StatementOfNothing(nodes[i])) continue;
    WEFT_RETURN_IF_ERROR(ExpandNothing(
        nodes[i], types, [&](const Step& step) { visit(i, step); }));
  }
  return reader_->VisitEdges(
      listed.ids, FilterFor(direction, types),
      [&](size_t i, const Edge& edge, bool outgoing) {
        // A loop comes once, as outgoing.
        if (!outgoing && direction == Direction::kBoth &&
            edge.subject == edge.object) {
          return true;
        }
        const RelationshipRef step = ToRelationship(edge);
        return visit(listed.Place(i), {step, outgoing ? step.end : step.start});
      });
}

absl::Status StoreView::ExpandEnds(
    absl::Span<const uint64_t> nodes, Direction direction,
    const TypeFilter& types,
    absl::FunctionRef<bool(size_t i, absl::Span<const uint64_t> ends)> visit)
    const {
  const Listed listed(nodes);
  // These need the statements; there are few.
  if (!listed.all || direction == Direction::kBoth) {
    return GraphView::ExpandEnds(nodes, direction, types, visit);
  }
  std::vector<uint64_t> ends;
  return reader_->VisitEdgeRuns(
      listed.ids, FilterFor(direction, types),
      [&](size_t i, const EdgeRun& run) {
        ends.clear();
        for (const NodeId other : run.others()) {
          ends.push_back(other.is_none()
                             ? NothingNode(run.At(ends.size()).statement)
                             : ToQueryId(other));
        }
        return visit(i, ends);
      });
}

absl::StatusOr<std::vector<uint64_t>> StoreView::Degrees(
    absl::Span<const uint64_t> nodes, Direction direction,
    const TypeFilter& types) const {
  const Listed listed(nodes);
  if (nodes.size() == 1 && listed.all) {
    // A counter may know it, and no list has to be read.
    WEFT_ASSIGN_OR_RETURN(const uint64_t degree,
                          Degree(nodes[0], direction, types));
    return std::vector<uint64_t>{degree};
  }
  WEFT_ASSIGN_OR_RETURN(
      std::vector<uint64_t> counts,
      reader_->CountEdges(listed.ids, FilterFor(direction, types)));
  if (listed.all) return counts;
  std::vector<uint64_t> degrees(nodes.size());
  for (size_t i = 0; i < counts.size(); ++i) {
    degrees[listed.Place(i)] = counts[i];
  }
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (direction != Direction::kIn || !StatementOfNothing(nodes[i])) continue;
    WEFT_RETURN_IF_ERROR(
        ExpandNothing(nodes[i], types, [&](const Step&) { ++degrees[i]; }));
  }
  return degrees;
}

absl::StatusOr<uint64_t> StoreView::Degree(uint64_t node, Direction direction,
                                           const TypeFilter& types) const {
  if (StatementOfNothing(node).has_value()) return 1;
  const NodeId id = ToNodeId(node);
  if (!options_.any_time()) {
    WEFT_ASSIGN_OR_RETURN(
        const std::vector<uint64_t> counts,
        reader_->CountEdges({id}, FilterFor(direction, types)));
    return counts[0];
  }
  if (types.any) return reader_->Degree(id, ToStore(direction));
  uint64_t degree = 0;
  for (uint32_t type : types.ids) {
    WEFT_ASSIGN_OR_RETURN(
        uint64_t count,
        reader_->Degree(id, ToStore(direction), RelationId(type)));
    degree += count;
  }
  return degree;
}

}  // namespace weft::graphstore::query
