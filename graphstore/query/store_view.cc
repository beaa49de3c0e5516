#include "graphstore/query/store_view.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/query/store_cursor.h"
#include "graphstore/query/store_evidence.h"
#include "graphstore/query/store_mapping.h"

namespace weft::graphstore::query {
namespace {

// Nodes kept in memory at most: about 100 MiB.
constexpr size_t kMaxCachedNodes = 500'000;

Value AsPropertyValue(List values) {
  if (values.empty()) return Value();
  return values.size() == 1 ? values[0] : Value::Of(std::move(values));
}

}  // namespace

absl::StatusOr<std::unique_ptr<StoreView>> StoreView::Create(
    std::shared_ptr<const Reader> reader, const StoreViewOptions& options) {
  WEFT_ASSIGN_OR_RETURN(GraphStatistics statistics, reader->Statistics());
  return std::unique_ptr<StoreView>(
      new StoreView(std::move(reader), statistics, options));
}

absl::StatusOr<std::unique_ptr<NodeCursor>> StoreView::ScanNodes(
    absl::string_view label) const {
  return MakeStoreCursor(*reader_, label);
}

absl::StatusOr<std::unique_ptr<NodeCursor>> StoreView::ScanStarts(
    const TypeFilter& types, Direction direction) const {
  std::vector<uint64_t> starts;
  for (uint32_t type : types.ids) {
    const RelationId relation(type);
    WEFT_ASSIGN_OR_RETURN(const std::vector<NodeId> nodes,
                          direction == Direction::kOut
                              ? reader_->SubjectsOf(relation)
                              : reader_->ObjectsOf(relation));
    for (NodeId node : nodes) starts.push_back(ToQueryId(node));
  }
  if (!std::is_sorted(starts.begin(), starts.end())) {
    std::sort(starts.begin(), starts.end());
  }
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  return MakeListCursor(std::move(starts));
}

bool StoreView::IsIndexed(absl::string_view key) const { return key == "name"; }

absl::StatusOr<std::vector<uint64_t>> StoreView::FindNodes(
    absl::string_view key, const Value& value) const {
  std::vector<uint64_t> found;
  if (!value.is_string()) return found;  // names are texts
  WEFT_ASSIGN_OR_RETURN(std::vector<NodeId> ids,
                        reader_->FindNodes(value.string()));
  for (NodeId id : ids) {
    // A value is a node only where a statement says it; many can be written.
    bool exists = id.is_entity();
    if (!exists && !id.is_none()) {
      WEFT_RETURN_IF_ERROR(reader_->VisitEdges(
          absl::MakeConstSpan(&id, 1), FilterFor(Direction::kIn, TypeFilter()),
          [&exists](size_t, const Edge&, bool) {
            exists = true;
            return false;
          }));
    }
    if (exists) found.push_back(ToQueryId(id));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

absl::StatusOr<const graphstore::Node*> StoreView::NodeOf(uint64_t node) const {
  const auto it = nodes_.find(node);
  if (it != nodes_.end()) return &it->second;
  const NodeId id = ToNodeId(node);
  WEFT_ASSIGN_OR_RETURN(std::vector<graphstore::Node> found,
                        reader_->GetNodes(absl::MakeConstSpan(&id, 1)));
  if (nodes_.size() >= kMaxCachedNodes) nodes_.clear();
  return &nodes_.emplace(node, std::move(found[0])).first->second;
}

absl::StatusOr<std::vector<std::string>> StoreView::Labels(
    uint64_t node) const {
  if (StatementOfNothing(node).has_value()) {
    return std::vector<std::string>{"nothing"};
  }
  WEFT_ASSIGN_OR_RETURN(const graphstore::Node* found, NodeOf(node));
  if (found->value.has_value()) {
    return std::vector<std::string>{std::string(LabelOf(found->value->kind)),
                                    "value"};
  }
  std::vector<std::string> labels;
  if (!found->type.empty()) labels.push_back(found->type);
  labels.push_back("entity");
  return labels;
}

absl::StatusOr<bool> StoreView::HasLabel(uint64_t node,
                                         absl::string_view label) const {
  const std::string form = LabelForm(label);
  if (form == "entity") return ToNodeId(node).is_entity();
  WEFT_ASSIGN_OR_RETURN(std::vector<std::string> labels, Labels(node));
  return std::any_of(
      labels.begin(), labels.end(),
      [&form](const std::string& own) { return LabelForm(own) == form; });
}

absl::StatusOr<std::string> StoreView::ElementId(uint64_t node) const {
  if (StatementOfNothing(node).has_value()) return std::string();
  if (ToNodeId(node).is_entity()) return std::to_string(node);
  WEFT_ASSIGN_OR_RETURN(const graphstore::Node* found, NodeOf(node));
  return found->text;
}

absl::StatusOr<Value> StoreView::NodeProperty(uint64_t node,
                                              absl::string_view key) const {
  if (StatementOfNothing(node).has_value()) return Value();
  WEFT_ASSIGN_OR_RETURN(const graphstore::Node* found, NodeOf(node));
  if (key == "name") return Value::String(found->text);
  if (!found->value.has_value()) return EntityProperty(node, key);
  if (key == "value") return ToQueryValue(*found->value);
  if (key == "unit" && !found->value->unit.empty()) {
    return Value::String(found->value->unit);
  }
  return Value();
}

absl::StatusOr<Value> StoreView::EntityProperty(uint64_t node,
                                                absl::string_view key) const {
  if (key == "aliases" || key == "mentions" || key == "documents") {
    WEFT_ASSIGN_OR_RETURN(Entity entity, reader_->GetEntity(ToNodeId(node)));
    return EntityProperties(entity)[std::string(key)];
  }
  WEFT_ASSIGN_OR_RETURN(std::optional<RelationInfo> relation,
                        FindRelation(key));
  if (!relation.has_value()) return Value();
  List values;
  WEFT_RETURN_IF_ERROR(
      VisitLiterals(node, relation->id, [&values](RelationId, Value value) {
        values.push_back(std::move(value));
      }));
  return AsPropertyValue(std::move(values));
}

absl::StatusOr<Map> StoreView::NodeProperties(uint64_t node) const {
  if (StatementOfNothing(node).has_value()) return Map();
  WEFT_ASSIGN_OR_RETURN(const graphstore::Node* found, NodeOf(node));
  Map map;
  if (found->value.has_value()) {
    map["name"] = Value::String(found->text);
    map["value"] = ToQueryValue(*found->value);
    if (!found->value->unit.empty()) {
      map["unit"] = Value::String(found->value->unit);
    }
    return map;
  }
  absl::flat_hash_map<uint32_t, List> literals;
  WEFT_RETURN_IF_ERROR(VisitLiterals(
      node, std::nullopt, [&literals](RelationId relation, Value value) {
        literals[relation.value()].push_back(std::move(value));
      }));
  for (auto& [relation, values] : literals) {
    WEFT_ASSIGN_OR_RETURN(std::string name, TypeName(relation));
    map[name] = AsPropertyValue(std::move(values));
  }
  WEFT_ASSIGN_OR_RETURN(Entity entity, reader_->GetEntity(ToNodeId(node)));
  for (auto& [key, value] : EntityProperties(entity)) map[key] = value;
  return map;
}

absl::Status StoreView::VisitLiterals(
    uint64_t node, std::optional<RelationId> relation,
    absl::FunctionRef<void(RelationId relation, Value value)> visit) const {
  TypeFilter types;
  types.any = !relation.has_value();
  if (relation.has_value()) types.ids = {relation->value()};
  EdgeFilter filter = FilterFor(Direction::kOut, types);
  filter.include_negated = false;
  const NodeId id = ToNodeId(node);
  std::vector<std::pair<RelationId, NodeId>> found;
  WEFT_RETURN_IF_ERROR(reader_->VisitEdges(
      absl::MakeConstSpan(&id, 1), filter, [&](size_t, const Edge& edge, bool) {
        if (!edge.object.is_none() && !edge.object.is_entity()) {
          found.emplace_back(edge.relation, edge.object);
        }
        return true;
      }));
  for (const auto& [type, object] : found) {
    WEFT_ASSIGN_OR_RETURN(const graphstore::Node* value,
                          NodeOf(ToQueryId(object)));
    if (value->value.has_value()) visit(type, ToQueryValue(*value->value));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<RelationInfo>> StoreView::FindRelation(
    absl::string_view name) const {
  const auto it = relations_.find(name);
  if (it != relations_.end()) return it->second;
  WEFT_ASSIGN_OR_RETURN(std::optional<RelationInfo> found,
                        reader_->FindRelation(name));
  relations_.emplace(std::string(name), found);
  return found;
}

absl::StatusOr<std::optional<uint32_t>> StoreView::FindType(
    absl::string_view name) const {
  WEFT_ASSIGN_OR_RETURN(std::optional<RelationInfo> found, FindRelation(name));
  if (!found.has_value()) return std::nullopt;
  relation_names_.emplace(found->id.value(), found->name);
  return found->id.value();
}

absl::StatusOr<std::string> StoreView::TypeName(uint32_t type) const {
  const auto it = relation_names_.find(type);
  if (it != relation_names_.end()) return it->second;
  WEFT_ASSIGN_OR_RETURN(std::string name,
                        reader_->RelationName(RelationId(type)));
  return relation_names_.emplace(type, std::move(name)).first->second;
}

absl::StatusOr<const Map*> StoreView::EvidenceOf(
    const RelationshipRef& step) const {
  if (evidence_id_ != step.id || step.id == 0) {
    WEFT_ASSIGN_OR_RETURN(
        evidence_, ReadEvidence(*reader_, StatementId(step.id), step.hint,
                                options_.known));
    evidence_id_ = step.id;
  }
  return &evidence_;
}

absl::StatusOr<Value> StoreView::RelationshipProperty(
    const RelationshipRef& relationship, absl::string_view key) const {
  if (key == "confidence") return HintConfidence(relationship.hint);
  if (key == "negated") return HintNegated(relationship.hint);
  WEFT_ASSIGN_OR_RETURN(const Map* properties, EvidenceOf(relationship));
  const auto it = properties->find(key);
  return it == properties->end() ? Value() : it->second;
}

absl::StatusOr<Map> StoreView::RelationshipProperties(
    const RelationshipRef& relationship) const {
  WEFT_ASSIGN_OR_RETURN(const Map* properties, EvidenceOf(relationship));
  return *properties;
}

double StoreView::NodeCount() const {
  return static_cast<double>(statistics_.entities + statistics_.literals);
}

double StoreView::LabelCount(absl::string_view label) const {
  const std::string form = LabelForm(label);
  if (form == "entity") return static_cast<double>(statistics_.entities);
  if (form == "value") return static_cast<double>(statistics_.literals);
  const auto entities = static_cast<double>(statistics_.entities);
  const absl::StatusOr<TypeSample> sample = reader_->SampleTypes();
  if (!sample.ok() || sample->entities == 0) return entities;
  uint64_t found = 0;
  for (const auto& [type, count] : sample->types) {
    if (LabelForm(type) == form) found += count;
  }
  // A type that is in none of the sample may still be there.
  const double share = std::max(static_cast<double>(found), 0.5);
  return entities * share / static_cast<double>(sample->entities);
}

double StoreView::RelationshipCount(const TypeFilter& types) const {
  if (types.any) return static_cast<double>(statistics_.statements);
  double count = 0;
  for (uint32_t type : types.ids) {
    const auto name = relation_names_.find(type);
    if (name == relation_names_.end()) continue;
    const auto relation = relations_.find(name->second);
    if (relation != relations_.end() && relation->second.has_value()) {
      count += static_cast<double>(relation->second->statement_count);
    }
  }
  return count;
}

double StoreView::StartCount(const TypeFilter& types,
                             Direction direction) const {
  double count = 0;
  for (uint32_t type : types.ids) {
    const std::optional<uint64_t> known =
        reader_->CountNodes(RelationId(type), direction == Direction::kOut
                                                  ? graphstore::Direction::kOut
                                                  : graphstore::Direction::kIn);
    if (known) {
      count += static_cast<double>(*known);
    } else if (direction == Direction::kOut) {
      // At most one start a relationship.
      TypeFilter one;
      one.any = false;
      one.ids = {type};
      count += RelationshipCount(one);
    } else {
      return std::numeric_limits<double>::infinity();
    }
  }
  return count;
}

}  // namespace weft::graphstore::query
