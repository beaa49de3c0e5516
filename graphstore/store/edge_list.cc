#include "graphstore/store/edge_list.h"

#include <algorithm>
#include <new>

#include "graphstore/key/edge_key.h"
#include "graphstore/store/edge_filter.h"
#include "graphstore/store/list_memory.h"

namespace weft::graphstore {
namespace {

bool IsPlain(const AdjacentEdge& edge) {
  return !edge.negated && edge.confidence == 255 && edge.validity.always();
}

bool StartsGroup(absl::Span<const AdjacentEdge> edges, size_t i) {
  return i == 0 || edges[i].relation != edges[i - 1].relation;
}

}  // namespace

const EdgeList* EdgeList::Empty() {
  static const EdgeList* const kEmpty = new EdgeList(0, 0, false);
  return kEmpty;
}

const EdgeList* EdgeList::New(absl::Span<const AdjacentEdge> edges) {
  static_assert(sizeof(EdgeList) % alignof(NodeId) == 0);
  static_assert(sizeof(Group) % alignof(NodeId) == 0);
  static_assert(alignof(Detail) <= alignof(StatementId));
  if (edges.empty()) {
    Empty()->AddReference();
    return Empty();
  }
  uint32_t groups = 0;
  for (size_t i = 0; i < edges.size(); ++i) groups += StartsGroup(edges, i);
  const auto size = static_cast<uint32_t>(edges.size());
  const bool detailed = !std::all_of(edges.begin(), edges.end(), IsPlain);
  const EdgeList shape(size, groups, detailed);
  auto* list =
      new (AllocateListMemory(shape.bytes())) EdgeList(size, groups, detailed);
  auto* group = const_cast<Group*>(list->groups()) - 1;
  auto* other = const_cast<NodeId*>(list->others().data());
  auto* statement = const_cast<StatementId*>(list->statements());
  auto* detail = const_cast<Detail*>(list->details());
  for (size_t i = 0; i < edges.size(); ++i) {
    const AdjacentEdge& edge = edges[i];
    const auto at = static_cast<uint32_t>(i);
    if (StartsGroup(edges, i)) new (++group) Group{edge.relation, at};
    group->end = at + 1;
    new (other++) NodeId(edge.other);
    new (statement++) StatementId(edge.statement);
    if (detailed) {
      new (detail++) Detail{edge.validity, edge.confidence, edge.negated};
    }
  }
  return list;
}

size_t EdgeList::bytes() const {
  if (size_ == 0) return 0;
  return sizeof(EdgeList) + group_count_ * sizeof(Group) +
         size_ * (sizeof(NodeId) + sizeof(StatementId) +
                  (detailed_ ? sizeof(Detail) : 0));
}

bool EdgeList::Release() const {
  // The last reference to the empty list is that of Empty().
  if (references_.fetch_sub(1) != 1) return false;
  const size_t size = bytes();
  this->~EdgeList();
  FreeListMemory(const_cast<EdgeList*>(this), size);
  return true;
}

Edge EdgeList::At(size_t i, NodeId node, bool outgoing) const {
  const Group* group = groups();
  if (group_count_ > 8) {
    group =
        std::upper_bound(group, group + group_count_, i,
                         [](size_t at, const Group& g) { return at < g.end; });
  } else {
    while (i >= group->end) ++group;
  }
  Edge edge;
  edge.subject = outgoing ? node : others()[i];
  edge.object = outgoing ? others()[i] : node;
  edge.relation = group->relation;
  edge.statement = statements()[i];
  edge.negated = detailed_ && details()[i].negated;
  edge.confidence =
      DequantizeConfidence(detailed_ ? details()[i].confidence : 255);
  return edge;
}

AdjacentEdge EdgeList::AdjacentAt(size_t i) const {
  const Edge edge = At(i, NodeId(), /*outgoing=*/true);
  AdjacentEdge adjacent;
  adjacent.relation = edge.relation;
  adjacent.other = edge.object;
  adjacent.negated = edge.negated;
  adjacent.statement = edge.statement;
  if (detailed_) {
    adjacent.confidence = details()[i].confidence;
    adjacent.validity = details()[i].validity;
  }
  return adjacent;
}

uint64_t EdgeList::CountOf(RelationId relation) const {
  uint32_t begin = 0;
  for (const Group& group : absl::MakeConstSpan(groups(), group_count_)) {
    if (group.relation == relation) return group.end - begin;
    begin = group.end;
  }
  return 0;
}

uint64_t EdgeList::CountPassing(const EdgeFilter& filter) const {
  if (AllPass(filter) && filter.relations.ids.size() == 1) {
    return CountOf(filter.relations.ids[0]);
  }
  uint64_t count = 0;
  VisitRuns(filter, [&](size_t begin, size_t end) {
    count += end - begin;
    return true;
  });
  return count;
}

bool EdgeList::Passes(const EdgeFilter& filter, size_t i) const {
  AdjacentEdge edge;
  edge.statement = statements()[i];
  if (detailed_) {
    edge.validity = details()[i].validity;
    edge.confidence = details()[i].confidence;
    edge.negated = details()[i].negated;
  }
  return graphstore::Passes(filter, edge);
}

}  // namespace weft::graphstore
