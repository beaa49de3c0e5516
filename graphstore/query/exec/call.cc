#include "graphstore/query/exec/call.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

bool IsBetween(FunctionId id, FunctionId first, FunctionId last) {
  return id >= first && id <= last;
}

// The functions that say themselves what null means.
bool TakesNull(FunctionId id) {
  return id == FunctionId::kCoalesce || id == FunctionId::kExists ||
         id == FunctionId::kNullIf || id == FunctionId::kValueType ||
         id == FunctionId::kRange;
}

absl::StatusOr<Value> CallAny(const FunctionInfo& function,
                              const std::vector<Value>& arguments) {
  switch (function.id) {
    case FunctionId::kCoalesce:
      for (const Value& argument : arguments) {
        if (!argument.is_null()) return argument;
      }
      return Value();
    case FunctionId::kExists:
      if (arguments[0].is_boolean()) return arguments[0];
      return Value::Boolean(!arguments[0].is_null());
    case FunctionId::kNullIf:
      return Equals(arguments[0], arguments[1]) == true ? Value()
                                                        : arguments[0];
    default:
      return Value::String(std::string(KindName(arguments[0])));
  }
}

List TextList(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.push_back(Value::String(text));
  return list;
}

}  // namespace

absl::Status BadArgument(const FunctionInfo& function, const Value& argument) {
  return RuntimeError(
      "TypeError", "InvalidArgumentValue",
      absl::StrCat("`", function.name, "` cannot use ", KindName(argument)));
}

absl::StatusOr<Value> Call(const FunctionInfo& function,
                           const std::vector<Value>& arguments,
                           ExecContext* context) {
  if (!TakesNull(function.id)) {
    for (const Value& argument : arguments) {
      if (argument.is_null()) return Value();
    }
  }
  if (IsBetween(function.id, FunctionId::kLabels, FunctionId::kEndNode)) {
    return CallGraph(function, arguments, context);
  }
  if (IsBetween(function.id, FunctionId::kSize, FunctionId::kIsEmpty)) {
    return CallList(function, arguments);
  }
  if (IsBetween(function.id, FunctionId::kCoalesce, FunctionId::kValueType)) {
    return CallAny(function, arguments);
  }
  if (IsBetween(function.id, FunctionId::kToInteger,
                FunctionId::kToBooleanList)) {
    return CallConversion(function, arguments[0]);
  }
  if (IsBetween(function.id, FunctionId::kToUpper, FunctionId::kSplit)) {
    return CallString(function, arguments);
  }
  if (IsBetween(function.id, FunctionId::kAbs, FunctionId::kTimestamp)) {
    return CallNumber(function, arguments, context);
  }
  return CallTemporal(function, arguments, context);
}

absl::StatusOr<Value> CallGraph(const FunctionInfo& function,
                                const std::vector<Value>& arguments,
                                ExecContext* context) {
  const Value& element = arguments[0];
  const GraphView& view = context->view();
  const FunctionId id = function.id;
  if (element.is_node()) {
    const uint64_t node = element.node().id;
    if (id == FunctionId::kLabels) {
      WEFT_ASSIGN_OR_RETURN(std::vector<std::string> labels, view.Labels(node));
      return Value::Of(TextList(labels));
    }
    if (id == FunctionId::kId) {
      return Value::Integer(static_cast<int64_t>(node));
    }
    if (id == FunctionId::kElementId) {
      WEFT_ASSIGN_OR_RETURN(std::string text, view.ElementId(node));
      return Value::String(std::move(text));
    }
  }
  if (element.is_relationship()) {
    const RelationshipRef& step = element.relationship();
    if (id == FunctionId::kType) {
      WEFT_ASSIGN_OR_RETURN(std::string name, view.TypeName(step.type));
      return Value::String(std::move(name));
    }
    if (id == FunctionId::kId) {
      return Value::Integer(static_cast<int64_t>(step.id));
    }
    if (id == FunctionId::kElementId) {
      return Value::String(absl::StrCat(step.id));
    }
    if (id == FunctionId::kStartNode) return Value::Of(NodeRef{step.start});
    if (id == FunctionId::kEndNode) return Value::Of(NodeRef{step.end});
  }
  if (element.is_path()) {
    List items;
    if (id == FunctionId::kNodes) {
      for (NodeRef node : element.path().nodes) {
        items.push_back(Value::Of(node));
      }
      return Value::Of(std::move(items));
    }
    if (id == FunctionId::kRelationships) {
      for (const RelationshipRef& step : element.path().relationships) {
        items.push_back(Value::Of(step));
      }
      return Value::Of(std::move(items));
    }
    if (id == FunctionId::kLength) {
      return Value::Integer(
          static_cast<int64_t>(element.path().relationships.size()));
    }
  }
  if (id == FunctionId::kProperties || id == FunctionId::kKeys) {
    Map properties;
    if (element.is_node()) {
      WEFT_ASSIGN_OR_RETURN(properties, view.NodeProperties(element.node().id));
    } else if (element.is_relationship()) {
      WEFT_ASSIGN_OR_RETURN(
          properties, view.RelationshipProperties(element.relationship()));
    } else if (element.is_map()) {
      properties = element.map();
    } else {
      return BadArgument(function, element);
    }
    if (id == FunctionId::kProperties) return Value::Of(std::move(properties));
    List keys;
    for (const auto& [key, value] : properties) {
      keys.push_back(Value::String(key));
    }
    return Value::Of(std::move(keys));
  }
  return BadArgument(function, element);
}

}  // namespace weft::graphstore::query
