#include "graphstore/query/plan/binder.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/clone.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/plan/binder_impl.h"
#include "graphstore/query/plan/functions.h"

namespace weft::graphstore::query {

absl::StatusOr<BindResult> Bind(absl::string_view text, Query* query) {
  Binder binder(text);
  WEFT_RETURN_IF_ERROR(binder.BindQuery(query, Scope(), /*nested=*/false));
  return BindResult{binder.TakeSlotNames()};
}

bool HasAggregate(const Expr& expr) {
  if (expr.kind == ExprKind::kCountStar) return true;
  if (expr.kind == ExprKind::kCall) {
    const FunctionInfo* function = FindFunction(expr.name);
    if (function != nullptr && function->aggregate) return true;
  }
  for (const ExprPtr& child : expr.children) {
    if (child && HasAggregate(*child)) return true;
  }
  return false;
}

absl::Status Binder::Error(uint32_t begin, absl::string_view detail,
                           absl::string_view message) const {
  return SyntaxErrorAt(text_, begin, detail, message);
}

absl::Status Binder::TypeError(const Expr& expr, absl::string_view what,
                               const StaticType& found) const {
  return Error(expr.begin, "InvalidArgumentType",
               absl::StrCat(what, ", but this is ", TypeName(found.mask)));
}

absl::Status Binder::BindQuery(Query* query, const Scope& outer, bool nested) {
  std::vector<std::vector<Column>> columns;
  for (SingleQuery& part : query->parts) {
    columns.emplace_back();
    WEFT_RETURN_IF_ERROR(BindPart(&part, outer, &columns.back()));
  }
  if (columns.size() == 1) {
    query->columns = std::move(columns[0]);
    return absl::OkStatus();
  }
  return BindUnion(query, columns);
}

absl::Status Binder::BindUnion(
    Query* query, const std::vector<std::vector<Column>>& columns) {
  for (const Column& column : columns[0]) {
    query->columns.push_back({column.name, NewSlot(column.name)});
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    std::vector<int> slots;
    for (const Column& wanted : query->columns) {
      for (const Column& column : columns[i]) {
        if (column.name == wanted.name) slots.push_back(column.slot);
      }
    }
    if (slots.size() != query->columns.size() ||
        columns[i].size() != query->columns.size()) {
      return Error(query->parts[i].clauses.back().begin,
                   "DifferentColumnsInUnion",
                   "all parts of a UNION must return the same columns");
    }
    query->part_slots.push_back(std::move(slots));
  }
  return absl::OkStatus();
}

absl::Status Binder::BindPart(SingleQuery* part, const Scope& outer,
                              std::vector<Column>* columns) {
  Scope scope = outer;
  for (Clause& clause : part->clauses) {
    switch (clause.kind) {
      case ClauseKind::kMatch:
        WEFT_RETURN_IF_ERROR(BindMatch(&clause, &scope));
        break;
      case ClauseKind::kUnwind:
        WEFT_RETURN_IF_ERROR(BindUnwind(&clause, &scope));
        break;
      case ClauseKind::kWith:
      case ClauseKind::kReturn:
        WEFT_RETURN_IF_ERROR(BindProjection(&clause, &scope));
        break;
    }
  }
  const Clause& last = part->clauses.back();
  if (last.kind != ClauseKind::kReturn) return absl::OkStatus();
  for (const ProjectionItem& item : last.projection.items) {
    columns->push_back({item.name, item.slot});
  }
  return absl::OkStatus();
}

absl::Status Binder::BindMatch(Clause* clause, Scope* scope) {
  WEFT_RETURN_IF_ERROR(BindPattern(&clause->pattern, scope, Declare::kNew));
  WEFT_RETURN_IF_ERROR(BindProperties(&clause->pattern, scope));
  if (clause->where) {
    WEFT_RETURN_IF_ERROR(BindCondition(clause->where.get(), scope));
  }
  return absl::OkStatus();
}

absl::Status Binder::BindCondition(Expr* expr, Scope* scope) {
  if (HasAggregate(*expr)) {
    return Error(expr->begin, "InvalidAggregation",
                 "WHERE cannot hold an aggregate; compute it in WITH first");
  }
  WEFT_ASSIGN_OR_RETURN(StaticType type,
                        BindExpr(expr, {scope, Place::kPredicate}));
  return CheckCondition(*expr, type);
}

absl::Status Binder::CheckCondition(const Expr& expr,
                                    const StaticType& type) const {
  if (type.Allows(kBooleanType)) return absl::OkStatus();
  return TypeError(expr, "a condition must be a Boolean", type);
}

absl::Status Binder::BindUnwind(Clause* clause, Scope* scope) {
  if (HasAggregate(*clause->list)) {
    return Error(clause->list->begin, "InvalidAggregation",
                 "UNWIND cannot hold an aggregate; compute it in WITH first");
  }
  WEFT_ASSIGN_OR_RETURN(StaticType type, BindExpr(clause->list.get(), {scope}));
  if (scope->Find(clause->alias) != nullptr) {
    return Error(
        clause->begin, "VariableAlreadyBound",
        absl::StrCat("variable `", clause->alias, "` is defined already"));
  }
  clause->slot = NewSlot(clause->alias);
  StaticType element = type.mask == kListType ? type.Element() : StaticType();
  scope->Add({clause->alias, clause->slot, std::move(element)});
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
