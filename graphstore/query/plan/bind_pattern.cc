#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/plan/binder_impl.h"

namespace weft::graphstore::query {

absl::Status Binder::UnknownInPattern(absl::string_view name,
                                      uint32_t begin) const {
  return Error(begin, "UndefinedVariable",
               absl::StrCat("variable `", name,
                            "` is not defined; a pattern used as a condition "
                            "cannot bring in new ones"));
}

absl::Status Binder::BindPattern(Pattern* pattern, Scope* scope,
                                 Declare declare) {
  std::vector<std::string> used;  // names of relationships of this pattern
  const size_t first_new = slot_names_.size();
  for (PathPattern& path : pattern->paths) {
    for (size_t i = 0; i < path.nodes.size(); ++i) {
      WEFT_RETURN_IF_ERROR(BindNode(&path.nodes[i], scope, declare));
      if (i < path.relationships.size()) {
        WEFT_RETURN_IF_ERROR(
            BindRelationship(&path.relationships[i], scope, declare, &used));
      }
    }
    if (!path.name.empty()) WEFT_RETURN_IF_ERROR(BindPath(&path, scope));
  }
  for (size_t slot = first_new; slot < slot_names_.size(); ++slot) {
    pattern->new_slots.push_back(static_cast<int>(slot));
  }
  return absl::OkStatus();
}

absl::Status Binder::BindNode(NodePattern* node, Scope* scope,
                              Declare declare) {
  if (node->name.empty()) {
    node->slot = NewSlot("");
    return absl::OkStatus();
  }
  if (const Symbol* known = scope->Find(node->name)) {
    if (!known->type.Allows(kNodeType)) {
      return Error(node->begin, "VariableTypeConflict",
                   absl::StrCat("variable `", node->name, "` is ",
                                TypeName(known->type.mask),
                                " and cannot be a node here"));
    }
    node->slot = known->slot;
    return absl::OkStatus();
  }
  if (declare == Declare::kOnlyKnown) {
    return UnknownInPattern(node->name, node->begin);
  }
  node->slot = NewSlot(node->name);
  scope->Add({node->name, node->slot, StaticType::Of(kNodeType)});
  return absl::OkStatus();
}

absl::Status Binder::BindRelationship(RelationshipPattern* step, Scope* scope,
                                      Declare declare,
                                      std::vector<std::string>* used) {
  if (step->name.empty()) {
    step->slot = NewSlot("");
    return absl::OkStatus();
  }
  const StaticType type =
      step->variable_length
          ? StaticType::ListOf(StaticType::Of(kRelationshipType))
          : StaticType::Of(kRelationshipType);
  const Symbol* known = scope->Find(step->name);
  if (known != nullptr && !known->type.Allows(type.mask)) {
    return Error(step->begin, "VariableTypeConflict",
                 absl::StrCat("variable `", step->name, "` is ",
                              TypeName(known->type.mask),
                              " and cannot be a relationship here"));
  }
  if (std::find(used->begin(), used->end(), step->name) != used->end()) {
    return Error(step->begin, "RelationshipUniquenessViolation",
                 absl::StrCat("relationship `", step->name,
                              "` cannot stand twice in one pattern"));
  }
  used->push_back(step->name);
  if (known != nullptr) {
    step->slot = known->slot;
    return absl::OkStatus();
  }
  if (declare == Declare::kOnlyKnown) {
    return UnknownInPattern(step->name, step->begin);
  }
  step->slot = NewSlot(step->name);
  scope->Add({step->name, step->slot, type});
  return absl::OkStatus();
}

absl::Status Binder::BindPath(PathPattern* path, Scope* scope) {
  if (scope->Find(path->name) != nullptr) {
    return Error(path->begin, "VariableAlreadyBound",
                 absl::StrCat("variable `", path->name,
                              "` is defined already and cannot name a path"));
  }
  path->slot = NewSlot(path->name);
  scope->Add({path->name, path->slot, StaticType::Of(kPathType)});
  return absl::OkStatus();
}

absl::Status Binder::BindProperties(Pattern* pattern, Scope* scope) {
  const auto bind = [&](ExprPtr& properties) -> absl::Status {
    if (!properties) return absl::OkStatus();
    if (HasAggregate(*properties)) {
      return Error(properties->begin, "InvalidAggregation",
                   "a pattern cannot hold an aggregate; compute it in WITH "
                   "first");
    }
    return BindExpr(properties.get(), {scope}).status();
  };
  for (PathPattern& path : pattern->paths) {
    for (NodePattern& node : path.nodes) {
      WEFT_RETURN_IF_ERROR(bind(node.properties));
    }
    for (RelationshipPattern& step : path.relationships) {
      WEFT_RETURN_IF_ERROR(bind(step.properties));
    }
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
