// WITH and RETURN.
//
// With aggregates, the items without one are the keys that group the rows. What
// stands around an aggregate may use keys and constants only; a key counts
// there when it is a plain variable or property, as openCypher demands. ORDER
// BY and WHERE see the new columns and, unless rows were grouped or made
// distinct, the old variables too; an expression that equals a column is that
// column.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/clone.h"
#include "graphstore/query/plan/binder_impl.h"
#include "graphstore/query/plan/functions.h"

namespace weft::graphstore::query {
namespace {

// Equal, and of the same variables.
bool SameBound(const Expr& a, const Expr& b) {
  if (!SameExpr(a, b)) return false;
  if (a.kind == ExprKind::kVariable && a.slot != b.slot) return false;
  for (size_t i = 0; i < a.children.size(); ++i) {
    if (a.children[i] && !SameBound(*a.children[i], *b.children[i])) {
      return false;
    }
  }
  return true;
}

bool IsSimple(const Expr& expr) {
  if (expr.kind == ExprKind::kVariable) return true;
  return expr.kind == ExprKind::kProperty && IsSimple(*expr.children[0]);
}

bool IsAggregate(const Expr& expr) {
  return expr.kind == ExprKind::kCountStar ||
         (expr.kind == ExprKind::kCall && expr.function != nullptr &&
          expr.function->aggregate);
}

void TurnIntoVariable(Expr* expr, absl::string_view name, int slot) {
  Expr variable;
  variable.kind = ExprKind::kVariable;
  variable.begin = expr->begin;
  variable.end = expr->end;
  variable.name = std::string(name);
  variable.slot = slot;
  *expr = std::move(variable);
}

bool Mentions(const Expr& expr, int slot) {
  bool found = false;
  Walk(expr, [&](const Expr& part) {
    if (part.kind == ExprKind::kVariable && part.slot == slot) found = true;
    return !found;
  });
  return found;
}

bool HasSlot(const Scope& scope, int slot) {
  return std::any_of(scope.symbols().begin(), scope.symbols().end(),
                     [&](const Symbol& s) { return s.slot == slot; });
}

}  // namespace

absl::Status Binder::BindProjection(Clause* clause, Scope* scope) {
  Projection& projection = clause->projection;
  WEFT_RETURN_IF_ERROR(ExpandStar(clause, *scope));
  WEFT_RETURN_IF_ERROR(CheckItemNames(*clause));
  std::vector<ExprPtr> originals;
  Scope output;
  const int first_local = static_cast<int>(slot_names_.size());
  WEFT_RETURN_IF_ERROR(BindItems(&projection, scope, &originals, &output));
  const bool grouped =
      std::any_of(originals.begin(), originals.end(),
                  [](const ExprPtr& e) { return HasAggregate(*e); });
  if (grouped) {
    for (size_t i = 0; i < originals.size(); ++i) {
      if (!HasAggregate(*originals[i])) projection.keys.push_back(i);
    }
    for (size_t i = 0; i < originals.size(); ++i) {
      if (!HasAggregate(*originals[i])) continue;
      WEFT_RETURN_IF_ERROR(TakeAggregates(
          &projection, &projection.items[i].expr, originals, first_local));
    }
  }
  WEFT_RETURN_IF_ERROR(BindTail(clause, *scope, originals, &output));
  *scope = std::move(output);
  return absl::OkStatus();
}

absl::Status Binder::ExpandStar(Clause* clause, const Scope& scope) {
  Projection& projection = clause->projection;
  if (!projection.star) return absl::OkStatus();
  std::vector<std::string> names;
  for (const Symbol& symbol : scope.symbols()) names.push_back(symbol.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty() && clause->kind == ClauseKind::kReturn) {
    return Error(clause->begin, "NoVariablesInScope",
                 "RETURN * needs at least one variable");
  }
  std::vector<ProjectionItem> items;
  for (const std::string& name : names) {
    ProjectionItem item;
    item.expr = std::make_unique<Expr>();
    item.expr->kind = ExprKind::kVariable;
    item.expr->name = name;
    item.expr->begin = clause->begin;
    item.name = name;
    item.has_alias = true;
    items.push_back(std::move(item));
  }
  for (ProjectionItem& item : projection.items) {
    items.push_back(std::move(item));
  }
  projection.items = std::move(items);
  return absl::OkStatus();
}

absl::Status Binder::CheckItemNames(const Clause& clause) const {
  const std::vector<ProjectionItem>& items = clause.projection.items;
  for (size_t i = 0; i < items.size(); ++i) {
    if (clause.kind == ClauseKind::kWith && !items[i].has_alias &&
        items[i].expr->kind != ExprKind::kVariable) {
      return Error(items[i].expr->begin, "NoExpressionAlias",
                   "an expression in WITH needs a name: add AS name");
    }
    for (size_t j = 0; j < i; ++j) {
      if (items[i].name == items[j].name) {
        return Error(
            items[i].expr->begin, "ColumnNameConflict",
            absl::StrCat("two columns have the name `", items[i].name, "`"));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Binder::BindItems(Projection* projection, Scope* scope,
                               std::vector<ExprPtr>* originals, Scope* output) {
  Context context{scope};
  context.aggregates = true;
  for (ProjectionItem& item : projection->items) {
    WEFT_ASSIGN_OR_RETURN(StaticType type, BindExpr(item.expr.get(), context));
    // A variable keeps its slot: nothing to copy.
    item.slot = item.expr->kind == ExprKind::kVariable ? item.expr->slot
                                                       : NewSlot(item.name);
    originals->push_back(Clone(*item.expr));
    output->Add({item.name, item.slot, std::move(type)});
  }
  return absl::OkStatus();
}

absl::Status Binder::MoveAggregate(Projection* projection, ExprPtr* expr) {
  Aggregate aggregate;
  aggregate.begin = (*expr)->begin;
  aggregate.slot =
      NewSlot(text_.substr((*expr)->begin, (*expr)->end - (*expr)->begin));
  if ((*expr)->kind == ExprKind::kCall) {
    aggregate.function = (*expr)->function;
    aggregate.distinct = (*expr)->flag;
    aggregate.argument = std::move((*expr)->children[0]);
    if ((*expr)->children.size() > 1) {
      aggregate.second = std::move((*expr)->children[1]);
    }
  }
  TurnIntoVariable(expr->get(), "", aggregate.slot);
  projection->aggregates.push_back(std::move(aggregate));
  return absl::OkStatus();
}

absl::Status Binder::TakeAggregates(Projection* projection, ExprPtr* expr,
                                    const std::vector<ExprPtr>& originals,
                                    int first_local) {
  if (IsAggregate(**expr)) return MoveAggregate(projection, expr);
  for (size_t key : projection->keys) {
    if (IsSimple(*originals[key]) && SameBound(**expr, *originals[key])) {
      TurnIntoVariable(expr->get(), projection->items[key].name,
                       projection->items[key].slot);
      return absl::OkStatus();
    }
  }
  if ((*expr)->kind == ExprKind::kVariable && (*expr)->slot < first_local) {
    return Error((*expr)->begin, "AmbiguousAggregationExpression",
                 absl::StrCat("`", (*expr)->name,
                              "` stands beside an aggregate but is no column "
                              "of its own; return it too, or compute it in "
                              "WITH first"));
  }
  for (ExprPtr& child : (*expr)->children) {
    if (!child) continue;
    WEFT_RETURN_IF_ERROR(
        TakeAggregates(projection, &child, originals, first_local));
  }
  return absl::OkStatus();
}

absl::Status Binder::BindTail(Clause* clause, const Scope& input,
                              const std::vector<ExprPtr>& originals,
                              Scope* output) {
  Projection& projection = clause->projection;
  for (SortItem& item : projection.order_by) {
    WEFT_RETURN_IF_ERROR(BindBehind(&projection, &item.expr, input, originals,
                                    *output, /*condition=*/false));
  }
  if (projection.where) {
    if (HasAggregate(*projection.where)) {
      return Error(projection.where->begin, "InvalidAggregation",
                   "WHERE cannot hold an aggregate; name it in WITH first");
    }
    WEFT_RETURN_IF_ERROR(BindBehind(&projection, &projection.where, input,
                                    originals, *output, /*condition=*/true));
  }
  if (projection.skip) {
    WEFT_RETURN_IF_ERROR(BindCount(projection.skip.get(), "SKIP"));
  }
  if (projection.limit) {
    WEFT_RETURN_IF_ERROR(BindCount(projection.limit.get(), "LIMIT"));
  }
  return absl::OkStatus();
}

absl::Status Binder::BindBehind(Projection* projection, ExprPtr* expr,
                                const Scope& input,
                                const std::vector<ExprPtr>& originals,
                                const Scope& output, bool condition) {
  const bool grouped = !projection->aggregates.empty();
  const bool has_aggregate = HasAggregate(**expr);
  if (has_aggregate && !grouped) {
    return Error((*expr)->begin, "InvalidAggregation",
                 "ORDER BY can hold an aggregate only where the columns have "
                 "one");
  }
  Scope combined = input;
  for (const Symbol& symbol : output.symbols()) combined.Add(symbol);
  Context context{&combined, condition ? Place::kPredicate : Place::kValue};
  context.aggregates = has_aggregate;
  const int first_local = static_cast<int>(slot_names_.size());
  WEFT_ASSIGN_OR_RETURN(StaticType type, BindExpr(expr->get(), context));
  if (condition) WEFT_RETURN_IF_ERROR(CheckCondition(**expr, type));
  UseColumns(*projection, expr, originals, /*only_simple=*/has_aggregate);
  if (grouped || projection->distinct) {
    WEFT_RETURN_IF_ERROR(
        CheckLeftovers(*projection, **expr, originals, output, first_local));
  }
  if (has_aggregate) {
    return TakeAggregates(projection, expr, originals, /*first_local=*/0);
  }
  return absl::OkStatus();
}

void Binder::UseColumns(const Projection& projection, ExprPtr* expr,
                        const std::vector<ExprPtr>& originals,
                        bool only_simple) {
  for (size_t i = 0; i < originals.size(); ++i) {
    if (only_simple && !IsSimple(*originals[i]) &&
        !HasAggregate(*originals[i])) {
      continue;
    }
    if (SameBound(**expr, *originals[i])) {
      TurnIntoVariable(expr->get(), projection.items[i].name,
                       projection.items[i].slot);
      return;
    }
  }
  for (ExprPtr& child : (*expr)->children) {
    if (child) UseColumns(projection, &child, originals, only_simple);
  }
}

absl::Status Binder::CheckLeftovers(const Projection& projection,
                                    const Expr& expr,
                                    const std::vector<ExprPtr>& originals,
                                    const Scope& output,
                                    int first_local) const {
  absl::Status status;
  Walk(expr, [&](const Expr& part) {
    if (!status.ok()) return false;
    if (IsAggregate(part)) {
      // Its argument is looked for among the columns alone.
      for (const ExprPtr& child : part.children) {
        status.Update(
            CheckLeftovers(projection, *child, {}, output, first_local));
      }
      return false;
    }
    if (part.kind != ExprKind::kVariable || part.slot >= first_local ||
        HasSlot(output, part.slot)) {
      return true;
    }
    const bool in_key =
        !originals.empty() &&
        std::any_of(projection.keys.begin(), projection.keys.end(),
                    [&](size_t key) {
                      return !IsSimple(*originals[key]) &&
                             Mentions(*originals[key], part.slot);
                    });
    status = in_key ? Error(part.begin, "AmbiguousAggregationExpression",
                            absl::StrCat("`", part.name,
                                         "` stands beside an aggregate but is "
                                         "no column of its own"))
                    : Error(part.begin, "UndefinedVariable",
                            absl::StrCat("variable `", part.name,
                                         "` is gone: behind DISTINCT or an "
                                         "aggregate only the columns are "
                                         "left"));
    return false;
  });
  return status;
}

absl::Status Binder::BindCount(Expr* expr, absl::string_view clause) {
  if (HasAggregate(*expr)) {
    return Error(expr->begin, "InvalidAggregation",
                 absl::StrCat(clause, " cannot hold an aggregate"));
  }
  bool constant = true;
  Walk(*expr, [&](const Expr& part) {
    if (part.kind == ExprKind::kVariable || part.pattern || part.query) {
      constant = false;
    }
    return constant;
  });
  if (!constant) {
    return Error(expr->begin, "NonConstantExpression",
                 absl::StrCat(clause, " must not depend on the row"));
  }
  Scope empty;
  WEFT_RETURN_IF_ERROR(BindExpr(expr, {&empty}).status());
  if (expr->kind != ExprKind::kLiteral) return absl::OkStatus();
  if (!expr->value.is_integer()) {
    return Error(expr->begin, "InvalidArgumentType",
                 absl::StrCat(clause, " needs an Integer"));
  }
  if (expr->value.integer() < 0) {
    return Error(expr->begin, "NegativeIntegerArgument",
                 absl::StrCat(clause, " cannot be negative"));
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
