#include "graphstore/store/edge_list.h"

#include <algorithm>

#include "graphstore/key/edge_key.h"
#include "graphstore/store/edge_filter.h"

namespace weft::graphstore {

const EdgeList* EdgeList::New(absl::Span<const AdjacentEdge> edges) {
  auto* list = new EdgeList();
  list->others_.reserve(edges.size());
  list->statements_.reserve(edges.size());
  bool plain = true;
  for (size_t i = 0; i < edges.size(); ++i) {
    const AdjacentEdge& edge = edges[i];
    list->others_.push_back(edge.other);
    list->statements_.push_back(edge.statement);
    plain = plain && !edge.negated && edge.confidence == 255 &&
            edge.validity.always();
    if (i == 0 || edge.relation != edges[i - 1].relation) {
      list->groups_.push_back({edge.relation, static_cast<uint32_t>(i), 0});
    }
    list->groups_.back().end = static_cast<uint32_t>(i + 1);
  }
  if (!plain) {
    list->details_.reserve(edges.size());
    for (const AdjacentEdge& edge : edges) {
      list->details_.push_back({edge.validity, edge.confidence, edge.negated});
    }
  }
  list->groups_.shrink_to_fit();
  list->bytes_ = sizeof(EdgeList) + list->groups_.size() * sizeof(Group) +
                 edges.size() * (sizeof(NodeId) + sizeof(StatementId)) +
                 list->details_.size() * sizeof(Detail) + 64;  // allocations
  return list;
}

bool EdgeList::Release() const {
  if (references_.fetch_sub(1) != 1) return false;
  delete this;
  return true;
}

Edge EdgeList::At(size_t i, NodeId node, bool outgoing) const {
  const auto group =
      std::upper_bound(groups_.begin(), groups_.end(), i,
                       [](size_t at, const Group& g) { return at < g.end; });
  Edge edge;
  edge.subject = outgoing ? node : others_[i];
  edge.object = outgoing ? others_[i] : node;
  edge.relation = group->relation;
  edge.statement = statements_[i];
  edge.negated = !details_.empty() && details_[i].negated;
  edge.confidence =
      DequantizeConfidence(details_.empty() ? 255 : details_[i].confidence);
  return edge;
}

uint64_t EdgeList::CountOf(RelationId relation) const {
  for (const Group& group : groups_) {
    if (group.relation == relation) return group.end - group.begin;
  }
  return 0;
}

bool EdgeList::Passes(const EdgeFilter& filter, size_t i) const {
  AdjacentEdge edge;
  edge.statement = statements_[i];
  if (!details_.empty()) {
    edge.validity = details_[i].validity;
    edge.confidence = details_[i].confidence;
    edge.negated = details_[i].negated;
  }
  return graphstore::Passes(filter, edge);
}

}  // namespace weft::graphstore
