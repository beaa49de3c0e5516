#include "graphstore/query/exec/evaluator.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/arithmetic.h"
#include "graphstore/query/exec/call.h"
#include "graphstore/query/exec/compare_ops.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {

absl::StatusOr<Value> Evaluator::Eval(const Expr& expr, Row& row) {
  switch (expr.kind) {
    case ExprKind::kLiteral:
      return expr.value;
    case ExprKind::kParameter: {
      const auto it = context_->parameters().find(expr.name);
      if (it != context_->parameters().end()) return it->second;
      return RuntimeError(
          "ParameterMissing", "MissingParameter",
          absl::StrCat("no value is given for the parameter $", expr.name));
    }
    case ExprKind::kVariable:
      return row[expr.slot];
    case ExprKind::kProperty: {
      if (expr.children[0]->kind == ExprKind::kVariable) {
        return Property(row[expr.children[0]->slot], expr.name);
      }
      WEFT_ASSIGN_OR_RETURN(Value base, Eval(*expr.children[0], row));
      return Property(base, expr.name);
    }
    case ExprKind::kIndex: {
      WEFT_ASSIGN_OR_RETURN(Value base, Eval(*expr.children[0], row));
      WEFT_ASSIGN_OR_RETURN(Value index, Eval(*expr.children[1], row));
      return Index(base, index);
    }
    case ExprKind::kSlice:
      return Slice(expr, row);
    case ExprKind::kList: {
      List list;
      list.reserve(expr.children.size());
      for (const ExprPtr& child : expr.children) {
        WEFT_ASSIGN_OR_RETURN(Value item, Eval(*child, row));
        list.push_back(std::move(item));
      }
      return Value::Of(std::move(list));
    }
    case ExprKind::kMap:
      return MakeMap(expr, row);
    case ExprKind::kMapProjection:
      return ProjectMap(expr, row);
    case ExprKind::kNot: {
      WEFT_ASSIGN_OR_RETURN(Ternary operand, Test(*expr.children[0], row));
      return operand.has_value() ? Value::Boolean(!*operand) : Value();
    }
    case ExprKind::kNegate: {
      WEFT_ASSIGN_OR_RETURN(Value operand, Eval(*expr.children[0], row));
      return Negate(operand);
    }
    case ExprKind::kPlus:
      return Eval(*expr.children[0], row);
    case ExprKind::kBinary:
      return Binary(expr, row);
    case ExprKind::kIsNull: {
      WEFT_ASSIGN_OR_RETURN(Value operand, Eval(*expr.children[0], row));
      return Value::Boolean(operand.is_null() != expr.flag);
    }
    case ExprKind::kHasLabels: {
      WEFT_ASSIGN_OR_RETURN(Value operand, Eval(*expr.children[0], row));
      if (operand.is_null()) return Value();
      WEFT_ASSIGN_OR_RETURN(bool has, HasLabels(operand, expr.names));
      return Value::Boolean(has);
    }
    case ExprKind::kCall:
      return CallFunction(expr, row);
    case ExprKind::kCountStar:
      return absl::InternalError("an aggregate was left in an expression");
    case ExprKind::kCase:
      return Case(expr, row);
    case ExprKind::kListComprehension:
      return ListComprehension(expr, row);
    case ExprKind::kQuantifier:
      return Quantify(expr, row);
    case ExprKind::kReduce:
      return Reduce(expr, row);
    case ExprKind::kPatternComprehension:
    case ExprKind::kPatternPredicate:
    case ExprKind::kExists:
    case ExprKind::kCountSubquery:
    case ExprKind::kCollectSubquery:
      return Subplan(expr, row);
  }
  return Value();
}

absl::StatusOr<Ternary> Evaluator::Test(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value value, Eval(expr, row));
  if (value.is_null()) return Ternary();
  if (value.is_boolean()) return Ternary(value.boolean());
  return RuntimeError("TypeError", "InvalidArgumentType",
                      absl::StrCat("a condition must be a Boolean, but this "
                                   "is ",
                                   KindName(value)));
}

absl::StatusOr<bool> Evaluator::Holds(const std::vector<Predicate>& predicates,
                                      Row& row) {
  for (const Predicate& predicate : predicates) {
    WEFT_ASSIGN_OR_RETURN(bool holds, HoldsOne(predicate, row));
    if (!holds) return false;
  }
  return true;
}

absl::StatusOr<bool> Evaluator::HoldsOne(const Predicate& predicate, Row& row) {
  switch (predicate.kind) {
    case Predicate::Kind::kCondition: {
      WEFT_ASSIGN_OR_RETURN(Ternary result, Test(*predicate.expr, row));
      return result == true;
    }
    case Predicate::Kind::kLabels:
      if (row[predicate.slot].is_null()) return false;
      return HasLabels(row[predicate.slot], predicate.labels);
    case Predicate::Kind::kProperty:
      break;
  }
  const Value element = row[predicate.slot];
  if (element.is_list()) {
    for (const Value& item : element.list()) {
      WEFT_ASSIGN_OR_RETURN(bool holds,
                            HoldsFor({predicate}, item.relationship(), row));
      if (!holds) return false;
    }
    return true;
  }
  WEFT_ASSIGN_OR_RETURN(Value wanted, Eval(*predicate.expr, row));
  WEFT_ASSIGN_OR_RETURN(Value found, Property(element, predicate.key));
  return Equals(found, wanted) == true;
}

absl::StatusOr<bool> Evaluator::HoldsFor(
    const std::vector<Predicate>& predicates, const RelationshipRef& step,
    Row& row) {
  for (const Predicate& predicate : predicates) {
    WEFT_ASSIGN_OR_RETURN(Value wanted, Eval(*predicate.expr, row));
    WEFT_ASSIGN_OR_RETURN(Value found, context_->view().RelationshipProperty(
                                           step, predicate.key));
    if (Equals(found, wanted) != true) return false;
  }
  return true;
}

absl::StatusOr<bool> Evaluator::HasLabels(
    const Value& value, const std::vector<std::string>& labels) {
  if (value.is_relationship()) {
    WEFT_ASSIGN_OR_RETURN(std::string type,
                          context_->view().TypeName(value.relationship().type));
    return std::all_of(labels.begin(), labels.end(),
                       [&](const std::string& label) { return label == type; });
  }
  if (!value.is_node()) {
    return RuntimeError("TypeError", "InvalidArgumentValue",
                        absl::StrCat("a label test needs a Node, but this is ",
                                     KindName(value)));
  }
  for (const std::string& label : labels) {
    WEFT_ASSIGN_OR_RETURN(bool has,
                          context_->view().HasLabel(value.node().id, label));
    if (!has) return false;
  }
  return true;
}

absl::StatusOr<Value> Evaluator::Property(const Value& base,
                                          absl::string_view key) {
  switch (base.kind()) {
    case ValueKind::kNull:
      return Value();
    case ValueKind::kNode:
      return context_->view().NodeProperty(base.node().id, key);
    case ValueKind::kRelationship:
      return context_->view().RelationshipProperty(base.relationship(), key);
    case ValueKind::kMap: {
      const auto it = base.map().find(key);
      return it == base.map().end() ? Value() : it->second;
    }
    case ValueKind::kTemporal: {
      const auto component = GetComponent(base.temporal(), key);
      if (!component.has_value()) return Value();
      return component->is_text ? Value::String(component->text)
                                : Value::Integer(component->number);
    }
    default:
      return RuntimeError(
          "TypeError", "InvalidArgumentType",
          absl::StrCat("only a Node, a Relationship or a Map has properties, "
                       "but this is ",
                       KindName(base), " (looking for `", key, "`)"));
  }
}

absl::StatusOr<Value> Evaluator::Index(const Value& base, const Value& index) {
  if (base.is_null() || index.is_null()) return Value();
  if (base.is_list()) {
    if (!index.is_integer()) {
      return RuntimeError("TypeError", "InvalidArgumentType",
                          absl::StrCat("a place in a List is an Integer, but "
                                       "this is ",
                                       KindName(index)));
    }
    const auto size = static_cast<int64_t>(base.list().size());
    int64_t at = index.integer();
    if (at < 0) at += size;
    return at >= 0 && at < size ? base.list()[at] : Value();
  }
  if (base.is_map() || base.is_node() || base.is_relationship()) {
    if (index.is_string()) return Property(base, index.string());
    return RuntimeError(
        "TypeError", "MapElementAccessByNonString",
        absl::StrCat("a key is a String, but this is ", KindName(index)));
  }
  return RuntimeError("TypeError", "InvalidArgumentType",
                      absl::StrCat("[...] needs a List or a Map, but this is ",
                                   KindName(base)));
}

absl::StatusOr<Value> Evaluator::Slice(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value base, Eval(*expr.children[0], row));
  int64_t bounds[2] = {
      0, base.is_list() ? static_cast<int64_t>(base.list().size()) : 0};
  const int64_t size = bounds[1];
  bool null = base.is_null();
  for (int i = 0; i < 2; ++i) {
    if (!expr.children[i + 1]) continue;
    WEFT_ASSIGN_OR_RETURN(Value bound, Eval(*expr.children[i + 1], row));
    if (bound.is_null()) {
      null = true;
    } else if (!bound.is_integer()) {
      return RuntimeError("TypeError", "InvalidArgumentType",
                          absl::StrCat("a bound of a slice is an Integer, but "
                                       "this is ",
                                       KindName(bound)));
    } else {
      bounds[i] =
          bound.integer() < 0 ? bound.integer() + size : bound.integer();
    }
  }
  if (null) return Value();
  if (!base.is_list()) {
    return RuntimeError(
        "TypeError", "InvalidArgumentType",
        absl::StrCat("a slice needs a List, but this is ", KindName(base)));
  }
  const int64_t from = std::clamp<int64_t>(bounds[0], 0, size);
  const int64_t to = std::clamp<int64_t>(bounds[1], from, size);
  return Value::Of(List(base.list().begin() + from, base.list().begin() + to));
}

absl::StatusOr<Value> Evaluator::MakeMap(const Expr& expr, Row& row) {
  Map map;
  for (size_t i = 0; i < expr.children.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(map[expr.names[i]], Eval(*expr.children[i], row));
  }
  return Value::Of(std::move(map));
}

absl::StatusOr<Value> Evaluator::ProjectMap(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value base, Eval(*expr.children[0], row));
  if (base.is_null()) return Value();
  Map map;
  if (expr.flag) {
    if (base.is_node()) {
      WEFT_ASSIGN_OR_RETURN(map,
                            context_->view().NodeProperties(base.node().id));
    } else if (base.is_relationship()) {
      WEFT_ASSIGN_OR_RETURN(
          map, context_->view().RelationshipProperties(base.relationship()));
    } else if (base.is_map()) {
      map = base.map();
    }
  }
  for (size_t i = 0; i < expr.names.size(); ++i) {
    const ExprPtr& value = expr.children[i + 1];
    WEFT_ASSIGN_OR_RETURN(
        map[expr.names[i]],
        value ? Eval(*value, row) : Property(base, expr.names[i]));
  }
  return Value::Of(std::move(map));
}

absl::StatusOr<Value> Evaluator::Binary(const Expr& expr, Row& row) {
  if (expr.op == BinaryOp::kAnd || expr.op == BinaryOp::kOr ||
      expr.op == BinaryOp::kXor) {
    return Logic(expr, row);
  }
  WEFT_ASSIGN_OR_RETURN(Value left, Eval(*expr.children[0], row));
  WEFT_ASSIGN_OR_RETURN(Value right, Eval(*expr.children[1], row));
  switch (expr.op) {
    case BinaryOp::kAdd:
    case BinaryOp::kSubtract:
    case BinaryOp::kMultiply:
    case BinaryOp::kDivide:
    case BinaryOp::kModulo:
    case BinaryOp::kPower:
      return Calculate(expr.op, left, right);
    default:
      return CompareWith(expr.op, left, right);
  }
}

absl::StatusOr<Value> Evaluator::Logic(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Ternary left, Test(*expr.children[0], row));
  if (expr.op == BinaryOp::kXor) {
    WEFT_ASSIGN_OR_RETURN(Ternary right, Test(*expr.children[1], row));
    if (!left.has_value() || !right.has_value()) return Value();
    return Value::Boolean(*left != *right);
  }
  // The value that settles the result whatever the other side is.
  const bool settles = expr.op == BinaryOp::kOr;
  if (left == settles) return Value::Boolean(settles);
  WEFT_ASSIGN_OR_RETURN(Ternary right, Test(*expr.children[1], row));
  if (right == settles) return Value::Boolean(settles);
  if (!left.has_value() || !right.has_value()) return Value();
  return Value::Boolean(!settles);
}

absl::StatusOr<Value> Evaluator::CallFunction(const Expr& expr, Row& row) {
  std::vector<Value> arguments;
  arguments.reserve(expr.children.size());
  for (const ExprPtr& child : expr.children) {
    WEFT_ASSIGN_OR_RETURN(Value argument, Eval(*child, row));
    // What follows the first value is not evaluated.
    const bool done =
        expr.function->id == FunctionId::kCoalesce && !argument.is_null();
    arguments.push_back(std::move(argument));
    if (done) break;
  }
  return Call(*expr.function, arguments, context_);
}

absl::StatusOr<Value> Evaluator::Case(const Expr& expr, Row& row) {
  Value operand;
  if (expr.children[0]) {
    WEFT_ASSIGN_OR_RETURN(operand, Eval(*expr.children[0], row));
  }
  for (size_t i = 2; i < expr.children.size(); i += 2) {
    Ternary matches;
    if (expr.children[0]) {
      WEFT_ASSIGN_OR_RETURN(Value candidate, Eval(*expr.children[i], row));
      matches = Equals(operand, candidate);
    } else {
      WEFT_ASSIGN_OR_RETURN(matches, Test(*expr.children[i], row));
    }
    if (matches == true) return Eval(*expr.children[i + 1], row);
  }
  if (expr.children[1]) return Eval(*expr.children[1], row);
  return Value();
}

absl::StatusOr<Value> Evaluator::ListOperand(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value list, Eval(expr, row));
  if (list.is_list() || list.is_null()) return list;
  return RuntimeError(
      "TypeError", "InvalidArgumentType",
      absl::StrCat("expected a List, but this is ", KindName(list)));
}

absl::StatusOr<Value> Evaluator::ListComprehension(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value list, ListOperand(*expr.children[0], row));
  if (list.is_null()) return Value();
  List result;
  for (const Value& item : list.list()) {
    WEFT_RETURN_IF_ERROR(context_->Poll());
    row[expr.slot] = item;
    if (expr.children[1]) {
      WEFT_ASSIGN_OR_RETURN(Ternary keep, Test(*expr.children[1], row));
      if (keep != true) continue;
    }
    if (expr.children[2]) {
      WEFT_ASSIGN_OR_RETURN(Value value, Eval(*expr.children[2], row));
      result.push_back(std::move(value));
    } else {
      result.push_back(item);
    }
  }
  return Value::Of(std::move(result));
}

absl::StatusOr<Value> Evaluator::Quantify(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value list, ListOperand(*expr.children[0], row));
  if (list.is_null()) return Value();
  size_t hold = 0;
  size_t unknown = 0;
  for (const Value& item : list.list()) {
    WEFT_RETURN_IF_ERROR(context_->Poll());
    row[expr.slot] = item;
    Ternary result = true;
    if (expr.children[1]) {
      WEFT_ASSIGN_OR_RETURN(result, Test(*expr.children[1], row));
    }
    if (!result.has_value()) ++unknown;
    if (result == true) ++hold;
  }
  const size_t fail = list.list().size() - hold - unknown;
  switch (expr.quantifier) {
    case Quantifier::kAll:
      if (fail > 0) return Value::Boolean(false);
      return unknown > 0 ? Value() : Value::Boolean(true);
    case Quantifier::kAny:
      if (hold > 0) return Value::Boolean(true);
      return unknown > 0 ? Value() : Value::Boolean(false);
    case Quantifier::kNone:
      if (hold > 0) return Value::Boolean(false);
      return unknown > 0 ? Value() : Value::Boolean(true);
    case Quantifier::kSingle:
      if (hold > 1) return Value::Boolean(false);
      return unknown > 0 ? Value() : Value::Boolean(hold == 1);
  }
  return Value();
}

absl::StatusOr<Value> Evaluator::Reduce(const Expr& expr, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value result, Eval(*expr.children[0], row));
  WEFT_ASSIGN_OR_RETURN(Value list, ListOperand(*expr.children[1], row));
  if (list.is_null()) return Value();
  for (const Value& item : list.list()) {
    WEFT_RETURN_IF_ERROR(context_->Poll());
    row[expr.slot] = result;
    row[expr.slot2] = item;
    WEFT_ASSIGN_OR_RETURN(result, Eval(*expr.children[2], row));
  }
  return result;
}

absl::StatusOr<Value> Evaluator::Subplan(const Expr& expr, Row& row) {
  int64_t count = 0;
  List values;
  const bool one_is_enough = expr.kind == ExprKind::kPatternPredicate ||
                             expr.kind == ExprKind::kExists;
  size_t bytes = 0;
  const auto visit = [&]() -> absl::StatusOr<bool> {
    ++count;
    if (expr.kind == ExprKind::kPatternComprehension) {
      WEFT_ASSIGN_OR_RETURN(Value value, Eval(*expr.children[1], row));
      values.push_back(std::move(value));
    } else if (expr.kind == ExprKind::kCollectSubquery) {
      values.push_back(row[expr.query->columns[0].slot]);
    } else {
      return !one_is_enough;
    }
    const size_t size = values.back().MemoryBytes();
    bytes += size;
    WEFT_RETURN_IF_ERROR(context_->AddMemory(size));
    return true;
  };
  WEFT_RETURN_IF_ERROR(subplans_->ForEach(expr, row, visit));
  context_->ReleaseMemory(bytes);
  if (one_is_enough) return Value::Boolean(count > 0);
  if (expr.kind == ExprKind::kCountSubquery) return Value::Integer(count);
  return Value::Of(std::move(values));
}

}  // namespace weft::graphstore::query
