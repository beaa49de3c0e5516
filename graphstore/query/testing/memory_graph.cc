#include "graphstore/query/testing/memory_graph.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

class ListCursor : public NodeCursor {
 public:
  explicit ListCursor(std::vector<uint64_t> nodes) : nodes_(std::move(nodes)) {}

  absl::Status Next(std::vector<uint64_t>* batch) override {
    batch->clear();
    // Small batches, so that the seams between them are tested too.
    for (int i = 0; i < 3 && at_ < nodes_.size(); ++i) {
      batch->push_back(nodes_[at_++]);
    }
    return absl::OkStatus();
  }

 private:
  std::vector<uint64_t> nodes_;
  size_t at_ = 0;
};

void DropNulls(Map* map) {
  std::erase_if(*map, [](const auto& item) { return item.second.is_null(); });
}

bool Passes(const TypeFilter& filter, uint32_t type) {
  return filter.any || std::find(filter.ids.begin(), filter.ids.end(), type) !=
                           filter.ids.end();
}

Value Get(const Map& map, absl::string_view key) {
  const auto it = map.find(key);
  return it == map.end() ? Value() : it->second;
}

}  // namespace

uint64_t MemoryGraph::AddNode(std::vector<std::string> labels, Map properties) {
  DropNulls(&properties);
  nodes_.push_back({std::move(labels), std::move(properties), {}});
  return nodes_.size() - 1;
}

RelationshipRef MemoryGraph::AddRelationship(uint64_t start, uint64_t end,
                                             const std::string& type,
                                             Map properties) {
  DropNulls(&properties);
  auto it = std::find(types_.begin(), types_.end(), type);
  if (it == types_.end()) it = types_.insert(types_.end(), type);
  const RelationshipRef ref{next_relationship_++, start, end,
                            static_cast<uint32_t>(it - types_.begin())};
  relationships_[ref.id] = {ref, std::move(properties)};
  nodes_[start].relationships.push_back(ref.id);
  if (end != start) nodes_[end].relationships.push_back(ref.id);
  return ref;
}

absl::StatusOr<std::unique_ptr<NodeCursor>> MemoryGraph::ScanNodes(
    absl::string_view label) const {
  std::vector<uint64_t> found;
  for (uint64_t node = 0; node < nodes_.size(); ++node) {
    if (label.empty() || *HasLabel(node, label)) found.push_back(node);
  }
  return std::make_unique<ListCursor>(std::move(found));
}

absl::StatusOr<std::unique_ptr<NodeCursor>> MemoryGraph::ScanStarts(
    const TypeFilter& types, Direction direction) const {
  std::vector<uint64_t> found;
  for (uint64_t node = 0; node < nodes_.size(); ++node) {
    if (*Degree(node, direction, types) > 0) found.push_back(node);
  }
  return std::make_unique<ListCursor>(std::move(found));
}

bool MemoryGraph::IsIndexed(absl::string_view key) const {
  return index_names_ && key == "name";
}

absl::StatusOr<std::vector<uint64_t>> MemoryGraph::FindNodes(
    absl::string_view key, const Value& value) const {
  std::vector<uint64_t> found;
  for (uint64_t node = 0; node < nodes_.size(); ++node) {
    if (Equals(Get(nodes_[node].properties, key), value) == true) {
      found.push_back(node);
    }
  }
  return found;
}

absl::StatusOr<std::vector<std::string>> MemoryGraph::Labels(
    uint64_t node) const {
  return nodes_[node].labels;
}

absl::StatusOr<bool> MemoryGraph::HasLabel(uint64_t node,
                                           absl::string_view label) const {
  const std::vector<std::string>& labels = nodes_[node].labels;
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

absl::StatusOr<std::string> MemoryGraph::ElementId(uint64_t node) const {
  return absl::StrCat(node);
}

absl::StatusOr<Value> MemoryGraph::NodeProperty(uint64_t node,
                                                absl::string_view key) const {
  return Get(nodes_[node].properties, key);
}

absl::StatusOr<Map> MemoryGraph::NodeProperties(uint64_t node) const {
  return nodes_[node].properties;
}

absl::StatusOr<std::optional<uint32_t>> MemoryGraph::FindType(
    absl::string_view name) const {
  const auto it = std::find(types_.begin(), types_.end(), name);
  if (it == types_.end()) return std::nullopt;
  return static_cast<uint32_t>(it - types_.begin());
}

absl::StatusOr<std::string> MemoryGraph::TypeName(uint32_t type) const {
  return types_[type];
}

absl::StatusOr<Value> MemoryGraph::RelationshipProperty(
    const RelationshipRef& relationship, absl::string_view key) const {
  return Get(relationships_.at(relationship.id).properties, key);
}

absl::StatusOr<Map> MemoryGraph::RelationshipProperties(
    const RelationshipRef& relationship) const {
  return relationships_.at(relationship.id).properties;
}

absl::Status MemoryGraph::Expand(
    absl::Span<const uint64_t> nodes, Direction direction,
    const TypeFilter& types,
    absl::FunctionRef<bool(size_t i, const Step& step)> visit) const {
  for (size_t i = 0; i < nodes.size(); ++i) {
    for (uint64_t id : nodes_[nodes[i]].relationships) {
      const auto it = relationships_.find(id);
      if (it == relationships_.end()) continue;
      const RelationshipRef& ref = it->second.ref;
      if (!Passes(types, ref.type)) continue;
      if (direction == Direction::kOut && ref.start != nodes[i]) continue;
      if (direction == Direction::kIn && ref.end != nodes[i]) continue;
      if (!visit(i, {ref, ref.Other(nodes[i])})) break;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<uint64_t>> MemoryGraph::Degrees(
    absl::Span<const uint64_t> nodes, Direction direction,
    const TypeFilter& types) const {
  std::vector<uint64_t> degrees;
  for (uint64_t node : nodes) {
    degrees.push_back(*Degree(node, direction, types));
  }
  return degrees;
}

double MemoryGraph::NodeCount() const {
  return static_cast<double>(nodes_.size());
}

double MemoryGraph::LabelCount(absl::string_view label) const {
  return static_cast<double>(
      std::count_if(nodes_.begin(), nodes_.end(), [&](const NodeData& node) {
        return std::find(node.labels.begin(), node.labels.end(), label) !=
               node.labels.end();
      }));
}

double MemoryGraph::RelationshipCount(const TypeFilter& types) const {
  return static_cast<double>(std::count_if(
      relationships_.begin(), relationships_.end(),
      [&](const auto& item) { return Passes(types, item.second.ref.type); }));
}

double MemoryGraph::StartCount(const TypeFilter& types,
                               Direction direction) const {
  return RelationshipCount(types);
}

absl::StatusOr<uint64_t> MemoryGraph::Degree(uint64_t node, Direction direction,
                                             const TypeFilter& types) const {
  uint64_t degree = 0;
  const absl::Status status = Expand(absl::MakeConstSpan(&node, 1), direction,
                                     types, [&degree](size_t, const Step&) {
                                       ++degree;
                                       return true;
                                     });
  if (!status.ok()) return status;
  return degree;
}

}  // namespace weft::graphstore::query
