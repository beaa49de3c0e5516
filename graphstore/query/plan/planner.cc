#include "graphstore/query/plan/planner.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/status.h"
#include "graphstore/query/lang/clone.h"
#include "graphstore/query/plan/functions.h"
#include "graphstore/query/plan/match_planner.h"
#include "graphstore/query/plan/rewrite.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {
namespace {

using PlanPtr = std::unique_ptr<PlanNode>;

// Guess: the share of rows that a condition or DISTINCT lets through.
constexpr double kShare = 0.5;

PlanPtr Wrap(PlanKind kind, PlanPtr input) {
  auto node = std::make_unique<PlanNode>();
  node->kind = kind;
  node->rows = input->rows;
  node->live = input->live;
  node->children.push_back(std::move(input));
  return node;
}

bool IsElementOf(const Pattern& pattern, int slot) {
  for (const PathPattern& path : pattern.paths) {
    for (const NodePattern& node : path.nodes) {
      if (node.slot == slot) return true;
    }
    for (const RelationshipPattern& step : path.relationships) {
      if (step.slot == slot) return true;
    }
  }
  return false;
}

// Whether all that is asked of the rows of `pattern` is how many there are:
// count(*), or count of an element of it, which is never null.
bool CountsRowsOf(const Pattern& pattern, const Projection& projection) {
  for (const Aggregate& aggregate : projection.aggregates) {
    if (aggregate.distinct) return false;
    if (aggregate.function == nullptr) continue;
    const Expr& argument = *aggregate.argument;
    if (aggregate.function->id != FunctionId::kCount ||
        argument.kind != ExprKind::kVariable ||
        !IsElementOf(pattern, argument.slot)) {
      return false;
    }
  }
  return !projection.aggregates.empty();
}

class Planner {
 public:
  Planner(const GraphView& view, const Map& parameters,
          const PlanOptions& options)
      : view_(view), parameters_(parameters), options_(options) {}

  absl::StatusOr<PlanPtr> PlanQuery(const Query& query) {
    std::vector<PlanPtr> parts;
    for (const SingleQuery& part : query.parts) {
      WEFT_ASSIGN_OR_RETURN(PlanPtr root, PlanPart(part));
      parts.push_back(std::move(root));
    }
    if (parts.size() == 1) return std::move(parts[0]);
    auto root = std::make_unique<PlanNode>();
    root->kind = PlanKind::kUnion;
    root->query = &query;
    root->rows = 0;
    for (PlanPtr& part : parts) {
      root->rows += part->rows;
      root->children.push_back(std::move(part));
    }
    for (const Column& column : query.columns) {
      root->live.push_back(column.slot);
    }
    if (query.union_all) return root;
    std::vector<int> slots = root->live;
    root = Wrap(PlanKind::kDistinct, std::move(root));
    root->slots = std::move(slots);
    return root;
  }

  // Plans for the patterns and subqueries inside the expressions of a query.
  absl::Status PlanInside(const Query& query) {
    absl::Status status;
    Walk(query, [&](const Expr& expr) {
      if (status.ok() && (expr.pattern || expr.query)) {
        absl::StatusOr<PlanPtr> plan = PlanExpr(expr);
        if (plan.ok()) {
          subplans_.emplace(&expr, *std::move(plan));
        } else {
          status = plan.status();
        }
      }
      return status.ok();
    });
    return status;
  }

  absl::flat_hash_map<const Expr*, PlanPtr> TakeSubplans() {
    return std::move(subplans_);
  }

 private:
  absl::StatusOr<PlanPtr> PlanExpr(const Expr& expr) {
    if (expr.query) return PlanQuery(*expr.query);
    const Expr* where = expr.kind == ExprKind::kPatternComprehension
                            ? expr.children[0].get()
                            : nullptr;
    return PlanMatch(*expr.pattern, where, std::make_unique<PlanNode>(), view_,
                     parameters_, options_);
  }

  absl::StatusOr<PlanPtr> PlanPart(const SingleQuery& part) {
    auto root = std::make_unique<PlanNode>();
    for (size_t i = 0; i < part.clauses.size(); ++i) {
      const Clause& clause = part.clauses[i];
      switch (clause.kind) {
        case ClauseKind::kMatch: {
          const Clause* next =
              i + 1 < part.clauses.size() ? &part.clauses[i + 1] : nullptr;
          WEFT_ASSIGN_OR_RETURN(root,
                                PlanMatchClause(clause, next, std::move(root)));
          break;
        }
        case ClauseKind::kUnwind:
          root = Wrap(PlanKind::kUnwind, std::move(root));
          root->slot = clause.slot;
          root->expr = clause.list.get();
          root->live.push_back(clause.slot);
          root->rows *= 10;
          break;
        case ClauseKind::kWith:
        case ClauseKind::kReturn:
          root = PlanProjection(clause.projection, std::move(root));
          break;
      }
    }
    return root;
  }

  // `next`: the clause after it; null: there is none.
  absl::StatusOr<PlanPtr> PlanMatchClause(const Clause& clause,
                                          const Clause* next, PlanPtr input) {
    if (!clause.optional && options_.optimize && next != nullptr &&
        CountsRowsOf(clause.pattern, next->projection)) {
      SlotSet needed;
      for (size_t key : next->projection.keys) {
        AddSlots(*next->projection.items[key].expr, &needed);
      }
      return PlanCountedMatch(clause.pattern, clause.where.get(), needed,
                              std::move(input), view_, parameters_, options_);
    }
    if (!clause.optional) {
      return PlanMatch(clause.pattern, clause.where.get(), std::move(input),
                       view_, parameters_, options_);
    }
    auto argument = std::make_unique<PlanNode>();
    WEFT_ASSIGN_OR_RETURN(
        PlanPtr inner,
        PlanMatch(clause.pattern, clause.where.get(), std::move(argument),
                  view_, parameters_, options_));
    PlanPtr root = Wrap(PlanKind::kOptional, std::move(input));
    root->slots = clause.pattern.new_slots;
    root->live.insert(root->live.end(), root->slots.begin(), root->slots.end());
    root->rows *= std::max(1.0, inner->rows);
    root->children.push_back(std::move(inner));
    return root;
  }

  PlanPtr PlanProjection(const Projection& projection, PlanPtr root) {
    const bool grouped = !projection.aggregates.empty();
    std::vector<int> columns;
    for (const ProjectionItem& item : projection.items) {
      columns.push_back(item.slot);
    }
    std::vector<int> live = root->live;
    live.insert(live.end(), columns.begin(), columns.end());
    if (grouped) {
      const bool counting = root->kind == PlanKind::kCountWays;
      const int slot = root->slot;
      root = Wrap(PlanKind::kAggregate, std::move(root));
      root->projection = &projection;
      root->counting = counting;
      if (counting) root->slot = slot;
      root->rows = projection.keys.empty() ? 1 : root->rows * kShare;
      live = columns;
      for (const Aggregate& aggregate : projection.aggregates) {
        live.push_back(aggregate.slot);
      }
    }
    root = PlanItems(projection, grouped, std::move(root));
    root->live = live;
    if (projection.distinct) {
      root = Wrap(PlanKind::kDistinct, std::move(root));
      root->slots = columns;
      root->rows *= kShare;
      root->live = columns;
    }
    root = PlanOrder(projection, std::move(root));
    if (projection.where) {
      root = Wrap(PlanKind::kFilter, std::move(root));
      Predicate predicate;
      predicate.expr = projection.where.get();
      root->predicates.push_back(std::move(predicate));
      root->rows *= kShare;
    }
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    root->live = std::move(columns);
    return root;
  }

  // Computes the items that are not there yet: not the variables that keep
  // their slots, and not the keys, which the aggregation has written.
  PlanPtr PlanItems(const Projection& projection, bool grouped, PlanPtr root) {
    std::vector<const ProjectionItem*> items;
    for (size_t i = 0; i < projection.items.size(); ++i) {
      const ProjectionItem& item = projection.items[i];
      if (item.expr->kind == ExprKind::kVariable &&
          item.expr->slot == item.slot) {
        continue;
      }
      const bool key = std::find(projection.keys.begin(), projection.keys.end(),
                                 i) != projection.keys.end();
      if (!grouped || !key) items.push_back(&item);
    }
    if (items.empty()) return root;
    root = Wrap(PlanKind::kProject, std::move(root));
    root->items = std::move(items);
    return root;
  }

  PlanPtr PlanOrder(const Projection& projection, PlanPtr root) {
    if (!projection.order_by.empty()) {
      root = Wrap(PlanKind::kSort, std::move(root));
      root->projection = &projection;
    }
    if (projection.skip) {
      root = Wrap(PlanKind::kSkip, std::move(root));
      root->expr = projection.skip.get();
    }
    if (projection.limit) {
      root = Wrap(PlanKind::kLimit, std::move(root));
      root->expr = projection.limit.get();
      if (root->expr->kind == ExprKind::kLiteral) {
        root->rows = std::min(root->rows,
                              static_cast<double>(root->expr->value.integer()));
      }
    }
    return root;
  }

  const GraphView& view_;
  const Map& parameters_;
  const PlanOptions& options_;
  absl::flat_hash_map<const Expr*, PlanPtr> subplans_;
};

void Number(PlanNode* node, int* next) {
  node->id = (*next)++;
  for (PlanPtr& child : node->children) Number(child.get(), next);
}

}  // namespace

absl::StatusOr<Plan> MakePlan(const Query& query,
                              const std::vector<std::string>& slot_names,
                              const GraphView& view, const Map& parameters,
                              const PlanOptions& options) {
  Planner planner(view, parameters, options);
  Plan plan;
  WEFT_ASSIGN_OR_RETURN(plan.root, planner.PlanQuery(query));
  WEFT_RETURN_IF_ERROR(planner.PlanInside(query));
  plan.subplans = planner.TakeSubplans();
  if (options.optimize) {
    RewritePlan(plan.root.get());
    for (auto& [expr, subplan] : plan.subplans) RewritePlan(subplan.get());
  }
  plan.columns = query.columns;
  plan.slot_names = slot_names;
  Number(plan.root.get(), &plan.node_count);
  for (auto& [expr, subplan] : plan.subplans) {
    Number(subplan.get(), &plan.node_count);
  }
  return plan;
}

}  // namespace weft::graphstore::query
