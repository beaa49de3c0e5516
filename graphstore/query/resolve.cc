#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/engine.h"

namespace weft::graphstore::query {
namespace {

absl::StatusOr<Value> ResolveMap(const GraphView& view, const Map& map) {
  Map resolved;
  for (const auto& [key, item] : map) {
    WEFT_ASSIGN_OR_RETURN(resolved[key], Resolve(view, item));
  }
  return Value::Of(std::move(resolved));
}

absl::StatusOr<Value> ResolveId(const GraphView& view, uint64_t node) {
  WEFT_ASSIGN_OR_RETURN(std::string id, view.ElementId(node));
  return Value::String(std::move(id));
}

absl::StatusOr<Value> ResolveNode(const GraphView& view, NodeRef node) {
  WEFT_ASSIGN_OR_RETURN(std::vector<std::string> labels, view.Labels(node.id));
  WEFT_ASSIGN_OR_RETURN(Map properties, view.NodeProperties(node.id));
  List label_list;
  for (std::string& label : labels) {
    label_list.push_back(Value::String(std::move(label)));
  }
  Map map;
  WEFT_ASSIGN_OR_RETURN(map["id"], ResolveId(view, node.id));
  map["labels"] = Value::Of(std::move(label_list));
  const auto name = properties.find("name");
  map["name"] = name == properties.end() ? Value() : name->second;
  WEFT_ASSIGN_OR_RETURN(map["properties"], ResolveMap(view, properties));
  return Value::Of(std::move(map));
}

absl::StatusOr<Value> ResolveRelationship(const GraphView& view,
                                          const RelationshipRef& step) {
  WEFT_ASSIGN_OR_RETURN(std::string type, view.TypeName(step.type));
  WEFT_ASSIGN_OR_RETURN(Map properties, view.RelationshipProperties(step));
  Map map;
  map["id"] = Value::String(absl::StrCat(step.id));
  map["type"] = Value::String(std::move(type));
  WEFT_ASSIGN_OR_RETURN(map["start"], ResolveId(view, step.start));
  WEFT_ASSIGN_OR_RETURN(map["end"], ResolveId(view, step.end));
  WEFT_ASSIGN_OR_RETURN(map["properties"], ResolveMap(view, properties));
  return Value::Of(std::move(map));
}

}  // namespace

absl::StatusOr<Value> Resolve(const GraphView& view, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNode:
      return ResolveNode(view, value.node());
    case ValueKind::kRelationship:
      return ResolveRelationship(view, value.relationship());
    case ValueKind::kTemporal:
      return Value::String(FormatTemporal(value.temporal()));
    case ValueKind::kMap:
      return ResolveMap(view, value.map());
    case ValueKind::kList: {
      List list;
      for (const Value& item : value.list()) {
        WEFT_ASSIGN_OR_RETURN(Value resolved, Resolve(view, item));
        list.push_back(std::move(resolved));
      }
      return Value::Of(std::move(list));
    }
    case ValueKind::kPath: {
      List nodes;
      List relationships;
      for (NodeRef node : value.path().nodes) {
        WEFT_ASSIGN_OR_RETURN(Value resolved, ResolveNode(view, node));
        nodes.push_back(std::move(resolved));
      }
      for (const RelationshipRef& step : value.path().relationships) {
        WEFT_ASSIGN_OR_RETURN(Value resolved, ResolveRelationship(view, step));
        relationships.push_back(std::move(resolved));
      }
      Map map;
      map["nodes"] = Value::Of(std::move(nodes));
      map["relationships"] = Value::Of(std::move(relationships));
      return Value::Of(std::move(map));
    }
    default:
      return value;
  }
}

}  // namespace weft::graphstore::query
