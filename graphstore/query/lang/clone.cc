#include "graphstore/query/lang/clone.h"

#include <utility>

#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

ExprPtr CloneOrNull(const ExprPtr& expr) {
  return expr ? Clone(*expr) : nullptr;
}

NodePattern CloneNode(const NodePattern& node) {
  NodePattern copy;
  copy.name = node.name;
  copy.labels = node.labels;
  copy.properties = CloneOrNull(node.properties);
  copy.begin = node.begin;
  copy.slot = node.slot;
  return copy;
}

RelationshipPattern CloneRelationship(const RelationshipPattern& step) {
  RelationshipPattern copy;
  copy.name = step.name;
  copy.types = step.types;
  copy.direction = step.direction;
  copy.properties = CloneOrNull(step.properties);
  copy.variable_length = step.variable_length;
  copy.min_hops = step.min_hops;
  copy.max_hops = step.max_hops;
  copy.begin = step.begin;
  copy.slot = step.slot;
  return copy;
}

Projection CloneProjection(const Projection& projection) {
  Projection copy;
  copy.distinct = projection.distinct;
  copy.star = projection.star;
  for (const ProjectionItem& item : projection.items) {
    copy.items.push_back(
        {CloneOrNull(item.expr), item.name, item.has_alias, item.slot});
  }
  for (const SortItem& item : projection.order_by) {
    copy.order_by.push_back({CloneOrNull(item.expr), item.descending});
  }
  copy.skip = CloneOrNull(projection.skip);
  copy.limit = CloneOrNull(projection.limit);
  copy.where = CloneOrNull(projection.where);
  for (const Aggregate& aggregate : projection.aggregates) {
    copy.aggregates.push_back({aggregate.function, aggregate.distinct,
                               CloneOrNull(aggregate.argument),
                               CloneOrNull(aggregate.second), aggregate.slot,
                               aggregate.begin});
  }
  copy.keys = projection.keys;
  return copy;
}

Clause CloneClause(const Clause& clause) {
  Clause copy;
  copy.kind = clause.kind;
  copy.begin = clause.begin;
  copy.optional = clause.optional;
  copy.pattern = std::move(*Clone(clause.pattern));
  copy.where = CloneOrNull(clause.where);
  copy.list = CloneOrNull(clause.list);
  copy.alias = clause.alias;
  copy.slot = clause.slot;
  copy.projection = CloneProjection(clause.projection);
  return copy;
}

void WalkOrNull(const ExprPtr& expr,
                absl::FunctionRef<bool(const Expr&)> visit) {
  if (expr) Walk(*expr, visit);
}

void WalkProjection(const Projection& projection,
                    absl::FunctionRef<bool(const Expr&)> visit) {
  for (const ProjectionItem& item : projection.items) {
    WalkOrNull(item.expr, visit);
  }
  for (const Aggregate& aggregate : projection.aggregates) {
    WalkOrNull(aggregate.argument, visit);
    WalkOrNull(aggregate.second, visit);
  }
  for (const SortItem& item : projection.order_by) {
    WalkOrNull(item.expr, visit);
  }
  WalkOrNull(projection.skip, visit);
  WalkOrNull(projection.limit, visit);
  WalkOrNull(projection.where, visit);
}

}  // namespace

std::unique_ptr<Pattern> Clone(const Pattern& pattern) {
  auto copy = std::make_unique<Pattern>();
  copy->new_slots = pattern.new_slots;
  for (const PathPattern& path : pattern.paths) {
    PathPattern path_copy;
    path_copy.name = path.name;
    path_copy.begin = path.begin;
    path_copy.selector = path.selector;
    path_copy.k = path.k;
    path_copy.slot = path.slot;
    for (const NodePattern& node : path.nodes) {
      path_copy.nodes.push_back(CloneNode(node));
    }
    for (const RelationshipPattern& step : path.relationships) {
      path_copy.relationships.push_back(CloneRelationship(step));
    }
    copy->paths.push_back(std::move(path_copy));
  }
  return copy;
}

std::unique_ptr<Query> Clone(const Query& query) {
  auto copy = std::make_unique<Query>();
  copy->union_all = query.union_all;
  copy->columns = query.columns;
  copy->part_slots = query.part_slots;
  for (const SingleQuery& part : query.parts) {
    copy->parts.emplace_back();
    for (const Clause& clause : part.clauses) {
      copy->parts.back().clauses.push_back(CloneClause(clause));
    }
  }
  return copy;
}

ExprPtr Clone(const Expr& expr) {
  auto copy = std::make_unique<Expr>();
  copy->kind = expr.kind;
  copy->op = expr.op;
  copy->quantifier = expr.quantifier;
  copy->flag = expr.flag;
  copy->begin = expr.begin;
  copy->end = expr.end;
  copy->depth = expr.depth;
  copy->value = expr.value;
  copy->name = expr.name;
  copy->names = expr.names;
  for (const ExprPtr& child : expr.children) {
    copy->children.push_back(CloneOrNull(child));
  }
  if (expr.pattern) copy->pattern = Clone(*expr.pattern);
  if (expr.query) copy->query = Clone(*expr.query);
  copy->slot = expr.slot;
  copy->slot2 = expr.slot2;
  copy->function = expr.function;
  return copy;
}

bool SameExpr(const Expr& a, const Expr& b) {
  if (a.kind != b.kind || a.op != b.op || a.quantifier != b.quantifier ||
      a.flag != b.flag || a.name != b.name || a.names != b.names ||
      a.children.size() != b.children.size() || a.pattern || b.pattern ||
      a.query || b.query) {
    return false;
  }
  if (a.value.kind() != b.value.kind() || !Equivalent(a.value, b.value)) {
    return false;
  }
  for (size_t i = 0; i < a.children.size(); ++i) {
    const bool null_a = a.children[i] == nullptr;
    const bool null_b = b.children[i] == nullptr;
    if (null_a != null_b) return false;
    if (!null_a && !SameExpr(*a.children[i], *b.children[i])) return false;
  }
  return true;
}

void Walk(const Pattern& pattern, absl::FunctionRef<bool(const Expr&)> visit) {
  for (const PathPattern& path : pattern.paths) {
    for (const NodePattern& node : path.nodes) {
      WalkOrNull(node.properties, visit);
    }
    for (const RelationshipPattern& step : path.relationships) {
      WalkOrNull(step.properties, visit);
    }
  }
}

void Walk(const Query& query, absl::FunctionRef<bool(const Expr&)> visit) {
  for (const SingleQuery& part : query.parts) {
    for (const Clause& clause : part.clauses) {
      Walk(clause.pattern, visit);
      WalkOrNull(clause.where, visit);
      WalkOrNull(clause.list, visit);
      WalkProjection(clause.projection, visit);
    }
  }
}

void Walk(const Expr& expr, absl::FunctionRef<bool(const Expr&)> visit) {
  if (!visit(expr)) return;
  for (const ExprPtr& child : expr.children) WalkOrNull(child, visit);
  if (expr.pattern) Walk(*expr.pattern, visit);
  if (expr.query) Walk(*expr.query, visit);
}

}  // namespace weft::graphstore::query
