#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/plan/binder_impl.h"
#include "graphstore/query/plan/functions.h"

namespace weft::graphstore::query {
namespace {

StaticType LiteralType(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBoolean:
      return StaticType::Of(kBooleanType);
    case ValueKind::kInteger:
      return StaticType::Of(kIntegerType);
    case ValueKind::kFloat:
      return StaticType::Of(kFloatType);
    case ValueKind::kString:
      return StaticType::Of(kStringType);
    default:
      return StaticType::Of(kNullType);
  }
}

bool IsArithmetic(BinaryOp op) {
  return op == BinaryOp::kAdd || op == BinaryOp::kSubtract ||
         op == BinaryOp::kMultiply || op == BinaryOp::kDivide ||
         op == BinaryOp::kModulo || op == BinaryOp::kPower;
}

bool IsLogic(BinaryOp op) {
  return op == BinaryOp::kOr || op == BinaryOp::kXor || op == BinaryOp::kAnd;
}

}  // namespace

absl::StatusOr<StaticType> Binder::BindChild(ExprPtr& child,
                                             const Context& context,
                                             Place place) {
  if (!child) return StaticType::Of(kNullType);
  Context inner = context;
  inner.place = place;
  return BindExpr(child.get(), inner);
}

absl::StatusOr<StaticType> Binder::BindExpr(Expr* expr,
                                            const Context& context) {
  switch (expr->kind) {
    case ExprKind::kLiteral:
      return LiteralType(expr->value);
    case ExprKind::kParameter:
      return StaticType();
    case ExprKind::kVariable:
      return BindVariable(expr, *context.scope);
    case ExprKind::kProperty:
      return BindPropertyAccess(expr, context);
    case ExprKind::kIndex:
    case ExprKind::kSlice:
      return BindIndex(expr, context);
    case ExprKind::kList:
      return BindList(expr, context);
    case ExprKind::kMap:
    case ExprKind::kMapProjection:
      for (ExprPtr& child : expr->children) {
        WEFT_RETURN_IF_ERROR(BindChild(child, context).status());
      }
      return StaticType::Of(kMapType);
    case ExprKind::kNot: {
      WEFT_ASSIGN_OR_RETURN(StaticType type, BindChild(expr->children[0],
                                                       context, context.place));
      if (!type.Allows(kBooleanType)) {
        return TypeError(*expr->children[0], "NOT needs a Boolean", type);
      }
      return StaticType::Of(kBooleanType);
    }
    case ExprKind::kNegate:
    case ExprKind::kPlus: {
      WEFT_ASSIGN_OR_RETURN(StaticType type,
                            BindChild(expr->children[0], context));
      if (!type.Allows(kNumberType | kTemporalType)) {
        return TypeError(*expr->children[0], "a sign needs a number", type);
      }
      return type;
    }
    case ExprKind::kBinary:
      return BindBinary(expr, context);
    case ExprKind::kIsNull:
      WEFT_RETURN_IF_ERROR(BindChild(expr->children[0], context).status());
      return StaticType::Of(kBooleanType);
    case ExprKind::kHasLabels: {
      WEFT_ASSIGN_OR_RETURN(StaticType type,
                            BindChild(expr->children[0], context));
      if (!type.Allows(kNodeType | kRelationshipType)) {
        return TypeError(*expr, "a label test needs a Node", type);
      }
      return StaticType::Of(kBooleanType);
    }
    case ExprKind::kCall:
      return BindCall(expr, context);
    case ExprKind::kCountStar:
      return BindAggregateCall(expr, context);
    case ExprKind::kCase:
      return BindCase(expr, context);
    case ExprKind::kListComprehension:
      return BindListComprehension(expr, context);
    case ExprKind::kQuantifier:
      return BindQuantifier(expr, context);
    case ExprKind::kReduce:
      return BindReduce(expr, context);
    case ExprKind::kPatternComprehension:
      return BindPatternComprehension(expr, context);
    case ExprKind::kPatternPredicate: {
      if (context.place != Place::kPredicate) {
        return Error(expr->begin, "UnexpectedSyntax",
                     "a pattern can only be a condition here; use EXISTS { "
                     "... }, COUNT { ... } or [pattern | value]");
      }
      Scope scope = *context.scope;
      WEFT_RETURN_IF_ERROR(
          BindPattern(expr->pattern.get(), &scope, Declare::kOnlyKnown));
      WEFT_RETURN_IF_ERROR(BindProperties(expr->pattern.get(), &scope));
      return StaticType::Of(kBooleanType);
    }
    case ExprKind::kExists:
    case ExprKind::kCountSubquery:
    case ExprKind::kCollectSubquery:
      return BindSubquery(expr, context);
  }
  return StaticType();
}

absl::StatusOr<StaticType> Binder::BindVariable(Expr* expr,
                                                const Scope& scope) {
  const Symbol* symbol = scope.Find(expr->name);
  if (symbol == nullptr) {
    return Error(expr->begin, "UndefinedVariable",
                 absl::StrCat("variable `", expr->name, "` is not defined"));
  }
  expr->slot = symbol->slot;
  return symbol->type;
}

absl::StatusOr<StaticType> Binder::BindPropertyAccess(Expr* expr,
                                                      const Context& context) {
  WEFT_ASSIGN_OR_RETURN(StaticType type, BindChild(expr->children[0], context));
  if (type.mask == kPathType) {
    return TypeError(*expr->children[0],
                     "only a Node, a Relationship or a "
                     "Map has properties",
                     type);
  }
  if (!type.Allows(kNodeType | kRelationshipType | kMapType | kTemporalType)) {
    return ErrorAt("TypeError", text_, expr->children[0]->begin,
                   "InvalidArgumentType",
                   absl::StrCat("only a Node, a Relationship or a Map has "
                                "properties, but this is ",
                                TypeName(type.mask)));
  }
  return StaticType();
}

absl::StatusOr<StaticType> Binder::BindIndex(Expr* expr,
                                             const Context& context) {
  WEFT_ASSIGN_OR_RETURN(StaticType base, BindChild(expr->children[0], context));
  for (size_t i = 1; i < expr->children.size(); ++i) {
    WEFT_RETURN_IF_ERROR(BindChild(expr->children[i], context).status());
  }
  if (base.mask != kListType) return StaticType();
  return expr->kind == ExprKind::kSlice ? base : base.Element();
}

absl::StatusOr<StaticType> Binder::BindList(Expr* expr,
                                            const Context& context) {
  StaticType element = StaticType::Of(kNullType);
  for (ExprPtr& child : expr->children) {
    WEFT_ASSIGN_OR_RETURN(StaticType type, BindChild(child, context));
    element = element.Or(type);
  }
  return StaticType::ListOf(std::move(element));
}

absl::StatusOr<StaticType> Binder::BindBinary(Expr* expr,
                                              const Context& context) {
  if (IsLogic(expr->op)) return BindLogic(expr, context);
  if (IsArithmetic(expr->op)) return BindArithmetic(expr, context);
  WEFT_RETURN_IF_ERROR(BindChild(expr->children[0], context).status());
  WEFT_ASSIGN_OR_RETURN(StaticType right,
                        BindChild(expr->children[1], context));
  if (expr->op == BinaryOp::kIn && !right.Allows(kListType)) {
    return TypeError(*expr->children[1], "IN needs a List", right);
  }
  return StaticType::Of(kBooleanType);
}

absl::StatusOr<StaticType> Binder::BindLogic(Expr* expr,
                                             const Context& context) {
  for (ExprPtr& child : expr->children) {
    WEFT_ASSIGN_OR_RETURN(StaticType type,
                          BindChild(child, context, context.place));
    if (!type.Allows(kBooleanType)) {
      return TypeError(*child, "AND, OR and XOR need a Boolean", type);
    }
  }
  return StaticType::Of(kBooleanType);
}

absl::StatusOr<StaticType> Binder::BindArithmetic(Expr* expr,
                                                  const Context& context) {
  WEFT_ASSIGN_OR_RETURN(StaticType left, BindChild(expr->children[0], context));
  WEFT_ASSIGN_OR_RETURN(StaticType right,
                        BindChild(expr->children[1], context));
  if (expr->op == BinaryOp::kAdd) {
    // Numbers, strings, lists, durations: checked when it runs.
    if (left.mask == kListType || right.mask == kListType) {
      return StaticType::Of(kListType);
    }
    return StaticType();
  }
  for (size_t i = 0; i < 2; ++i) {
    const StaticType& type = i == 0 ? left : right;
    if (!type.Allows(kNumberType | kTemporalType)) {
      return TypeError(*expr->children[i], "this operator needs a number",
                       type);
    }
  }
  return StaticType::Of(
      expr->op == BinaryOp::kPower ? kFloatType : kNumberType | kTemporalType);
}

absl::StatusOr<StaticType> Binder::BindCall(Expr* expr,
                                            const Context& context) {
  expr->function = FindFunction(expr->name);
  if (expr->function == nullptr) {
    return Error(expr->begin, "UnknownFunction",
                 absl::StrCat("there is no function `", expr->name,
                              "`; doc/query.md lists those that are"));
  }
  const FunctionInfo& function = *expr->function;
  const int count = static_cast<int>(expr->children.size());
  if (count < function.min_arguments ||
      (function.max_arguments >= 0 && count > function.max_arguments)) {
    return Error(expr->begin, "InvalidNumberOfArguments",
                 absl::StrCat("`", function.name, "` does not take ", count,
                              " arguments"));
  }
  if (function.aggregate) return BindAggregateCall(expr, context);
  if (expr->flag) {
    return Error(expr->begin, "UnexpectedSyntax",
                 "DISTINCT belongs to aggregates only");
  }
  const Place place =
      function.id == FunctionId::kExists ? Place::kPredicate : Place::kValue;
  StaticType result = StaticType::Of(function.result);
  for (int i = 0; i < count; ++i) {
    WEFT_ASSIGN_OR_RETURN(StaticType type,
                          BindChild(expr->children[i], context, place));
    if (i < 3 && !type.Allows(function.arguments[i])) {
      return TypeError(*expr->children[i],
                       absl::StrCat("`", function.name, "` needs ",
                                    TypeName(function.arguments[i])),
                       type);
    }
    const bool keeps_type =
        function.id == FunctionId::kTail || function.id == FunctionId::kReverse;
    if (keeps_type) result = type;
    if (function.id == FunctionId::kHead || function.id == FunctionId::kLast) {
      result = type.Element();
    }
  }
  if (function.id == FunctionId::kNodes) {
    return StaticType::ListOf(StaticType::Of(kNodeType));
  }
  if (function.id == FunctionId::kRelationships) {
    return StaticType::ListOf(StaticType::Of(kRelationshipType));
  }
  return result;
}

absl::StatusOr<StaticType> Binder::BindAggregateCall(Expr* expr,
                                                     const Context& context) {
  if (context.in_aggregate) {
    return Error(expr->begin, "NestedAggregation",
                 "an aggregate cannot hold another one; compute the inner one "
                 "in WITH first");
  }
  if (!context.aggregates) {
    return Error(expr->begin, "InvalidAggregation",
                 "an aggregate cannot stand here; compute it in WITH first");
  }
  Context inner = context;
  inner.in_aggregate = true;
  StaticType first;
  for (size_t i = 0; i < expr->children.size(); ++i) {
    WEFT_ASSIGN_OR_RETURN(StaticType type, BindChild(expr->children[i], inner));
    if (i == 0) first = std::move(type);
    bool random = false;
    const Expr& child = *expr->children[i];
    if (child.kind == ExprKind::kCall && child.function != nullptr) {
      random = child.function->id == FunctionId::kRand;
    }
    if (random) {
      return Error(child.begin, "NonConstantExpression",
                   "an aggregate of rand() means nothing; name it in WITH "
                   "first");
    }
  }
  if (expr->kind == ExprKind::kCountStar) return StaticType::Of(kIntegerType);
  if (expr->function->id == FunctionId::kCollect) {
    return StaticType::ListOf(std::move(first));
  }
  return StaticType::Of(expr->function->result);
}

absl::StatusOr<StaticType> Binder::BindCase(Expr* expr,
                                            const Context& context) {
  WEFT_RETURN_IF_ERROR(BindChild(expr->children[0], context).status());
  WEFT_ASSIGN_OR_RETURN(StaticType result,
                        BindChild(expr->children[1], context));
  for (size_t i = 2; i < expr->children.size(); i += 2) {
    WEFT_ASSIGN_OR_RETURN(
        StaticType condition,
        BindChild(expr->children[i], context, Place::kPredicate));
    if (!expr->children[0]) {
      WEFT_RETURN_IF_ERROR(CheckCondition(*expr->children[i], condition));
    }
    WEFT_ASSIGN_OR_RETURN(StaticType type,
                          BindChild(expr->children[i + 1], context));
    result = result.Or(type);
  }
  return result;
}

absl::StatusOr<StaticType> Binder::BindListComprehension(
    Expr* expr, const Context& context) {
  WEFT_ASSIGN_OR_RETURN(StaticType list, BindChild(expr->children[0], context));
  if (!list.Allows(kListType)) {
    return TypeError(*expr->children[0], "a comprehension needs a List", list);
  }
  Scope scope = *context.scope;
  expr->slot = NewSlot(expr->name);
  const StaticType element = list.Element();
  scope.Add({expr->name, expr->slot, element});
  const Context inner{&scope};
  WEFT_RETURN_IF_ERROR(
      BindChild(expr->children[1], inner, Place::kPredicate).status());
  WEFT_ASSIGN_OR_RETURN(StaticType value, BindChild(expr->children[2], inner));
  return StaticType::ListOf(expr->children[2] ? value : element);
}

absl::StatusOr<StaticType> Binder::BindQuantifier(Expr* expr,
                                                  const Context& context) {
  WEFT_ASSIGN_OR_RETURN(StaticType list, BindChild(expr->children[0], context));
  if (!list.Allows(kListType)) {
    return TypeError(*expr->children[0], "a quantifier needs a List", list);
  }
  Scope scope = *context.scope;
  expr->slot = NewSlot(expr->name);
  scope.Add({expr->name, expr->slot, list.Element()});
  const Context inner{&scope};
  if (expr->children[1]) {
    WEFT_ASSIGN_OR_RETURN(StaticType type, BindChild(expr->children[1], inner,
                                                     Place::kPredicate));
    WEFT_RETURN_IF_ERROR(CheckCondition(*expr->children[1], type));
  }
  return StaticType::Of(kBooleanType);
}

absl::StatusOr<StaticType> Binder::BindReduce(Expr* expr,
                                              const Context& context) {
  WEFT_RETURN_IF_ERROR(BindChild(expr->children[0], context).status());
  WEFT_ASSIGN_OR_RETURN(StaticType list, BindChild(expr->children[1], context));
  if (!list.Allows(kListType)) {
    return TypeError(*expr->children[1], "reduce needs a List", list);
  }
  Scope scope = *context.scope;
  expr->slot = NewSlot(expr->name);
  scope.Add({expr->name, expr->slot, StaticType()});
  expr->slot2 = NewSlot(expr->names[0]);
  scope.Add({expr->names[0], expr->slot2, list.Element()});
  WEFT_RETURN_IF_ERROR(BindChild(expr->children[2], {&scope}).status());
  return StaticType();
}

absl::StatusOr<StaticType> Binder::BindPatternComprehension(
    Expr* expr, const Context& context) {
  Scope scope = *context.scope;
  WEFT_RETURN_IF_ERROR(BindPattern(expr->pattern.get(), &scope, Declare::kNew));
  WEFT_RETURN_IF_ERROR(BindProperties(expr->pattern.get(), &scope));
  if (expr->children[0]) {
    WEFT_RETURN_IF_ERROR(BindCondition(expr->children[0].get(), &scope));
  }
  WEFT_ASSIGN_OR_RETURN(StaticType value,
                        BindChild(expr->children[1], {&scope}));
  return StaticType::ListOf(std::move(value));
}

absl::StatusOr<StaticType> Binder::BindSubquery(Expr* expr,
                                                const Context& context) {
  WEFT_RETURN_IF_ERROR(
      BindQuery(expr->query.get(), *context.scope, /*nested=*/true));
  if (expr->kind == ExprKind::kExists) return StaticType::Of(kBooleanType);
  if (expr->kind == ExprKind::kCountSubquery) {
    return StaticType::Of(kIntegerType);
  }
  if (expr->query->columns.size() != 1) {
    return Error(expr->begin, "UnexpectedSyntax",
                 "COLLECT { ... } must return exactly one column");
  }
  return StaticType::Of(kListType);
}

}  // namespace weft::graphstore::query
