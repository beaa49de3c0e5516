#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

Value Value::Amount(const Value& number, absl::string_view unit) {
  const Value plain = number.is_integer() ? Integer(number.integer())
                                          : Float(number.floating());
  if (unit.empty()) return plain;
  return Value(Data(std::make_shared<const AmountData>(
      AmountData{plain, std::string(unit)})));
}

Value Value::Of(List value) {
  return Value(Data(std::make_shared<const List>(std::move(value))));
}

Value Value::Of(Map value) {
  return Value(Data(std::make_shared<const Map>(std::move(value))));
}

Value Value::Of(Path value) {
  return Value(Data(std::make_shared<const Path>(std::move(value))));
}

Value Value::Of(Temporal value) {
  return Value(Data(std::make_shared<const Temporal>(std::move(value))));
}

size_t Value::MemoryBytes() const {
  size_t bytes = sizeof(Value) + unit().size();
  switch (kind()) {
    case ValueKind::kString:
      return bytes + string().size();
    case ValueKind::kList:
      for (const Value& item : list()) bytes += item.MemoryBytes();
      return bytes;
    case ValueKind::kMap:
      for (const auto& [key, item] : map()) {
        bytes += key.size() + 4 * sizeof(void*) + item.MemoryBytes();
      }
      return bytes;
    case ValueKind::kPath:
      return bytes + path().nodes.size() * sizeof(NodeRef) +
             path().relationships.size() * sizeof(RelationshipRef);
    case ValueKind::kTemporal:
      return bytes + sizeof(Temporal);
    default:
      return bytes;
  }
}

absl::string_view KindName(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      return "Null";
    case ValueKind::kBoolean:
      return "Boolean";
    case ValueKind::kInteger:
      return "Integer";
    case ValueKind::kFloat:
      return "Float";
    case ValueKind::kString:
      return "String";
    case ValueKind::kList:
      return "List";
    case ValueKind::kMap:
      return "Map";
    case ValueKind::kNode:
      return "Node";
    case ValueKind::kRelationship:
      return "Relationship";
    case ValueKind::kPath:
      return "Path";
    case ValueKind::kTemporal:
      return TemporalKindName(value.temporal().kind);
  }
  return "?";
}

}  // namespace weft::graphstore::query
