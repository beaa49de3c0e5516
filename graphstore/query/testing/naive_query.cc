#include "graphstore/query/testing/naive_query.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "graphstore/query/lang/parser.h"
#include "graphstore/query/testing/naive_impl.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

// The names that a pattern may bind.
std::vector<std::string> NamesOf(const Pattern& pattern) {
  std::vector<std::string> names;
  for (const PathPattern& path : pattern.paths) {
    names.push_back(path.name);
    for (const NodePattern& node : path.nodes) names.push_back(node.name);
    for (const RelationshipPattern& step : path.relationships) {
      names.push_back(step.name);
    }
  }
  std::erase(names, "");
  return names;
}

List ValuesOf(const Bindings& row) {
  List values;
  for (const auto& [name, value] : row) values.push_back(value);
  return values;
}

bool Same(const List& a, const List& b) {
  return Equivalent(Value::Of(a), Value::Of(b));
}

// `over` hides what has its names in `under`.
Bindings Merge(const Bindings& over, const Bindings& under) {
  Bindings merged = over;
  merged.insert(under.begin(), under.end());
  return merged;
}

void KeepFirstOfEach(std::vector<Bindings>* rows) {
  std::vector<Bindings> kept;
  for (Bindings& row : *rows) {
    const bool seen = std::any_of(kept.begin(), kept.end(), [&](const auto& k) {
      return Same(ValuesOf(k), ValuesOf(row));
    });
    if (!seen) kept.push_back(std::move(row));
  }
  *rows = std::move(kept);
}

bool Grouped(const Projection& projection) {
  return std::any_of(
      projection.items.begin(), projection.items.end(),
      [](const ProjectionItem& item) { return HoldsAggregate(*item.expr); });
}

}  // namespace

bool IsAggregateName(const std::string& lower_name) {
  static constexpr const char* kNames[] = {
      "count",         "sum",    "avg",
      "min",           "max",    "collect",
      "stdev",         "stdevp", "percentilecont",
      "percentiledisc"};
  return std::find(std::begin(kNames), std::end(kNames), lower_name) !=
         std::end(kNames);
}

bool HoldsAggregate(const Expr& expr) {
  if (expr.kind == ExprKind::kCountStar) return true;
  if (expr.kind == ExprKind::kCall &&
      IsAggregateName(absl::AsciiStrToLower(expr.name))) {
    return true;
  }
  return std::any_of(
      expr.children.begin(), expr.children.end(),
      [](const ExprPtr& child) { return child && HoldsAggregate(*child); });
}

std::vector<Bindings> NaiveEvaluator::Run(const Query& query,
                                          const Bindings& outer) {
  std::vector<Bindings> all;
  for (const SingleQuery& part : query.parts) {
    std::vector<Bindings> rows = {outer};
    for (const Clause& clause : part.clauses) {
      rows = Apply(clause, rows);
      if (rows.size() > max_rows_) {
        status_.Update(absl::ResourceExhaustedError("too many rows"));
      }
      if (!status_.ok()) return {};
    }
    all.insert(all.end(), rows.begin(), rows.end());
  }
  if (query.parts.size() > 1 && !query.union_all) KeepFirstOfEach(&all);
  return all;
}

std::vector<Bindings> NaiveEvaluator::Apply(const Clause& clause,
                                            const std::vector<Bindings>& rows) {
  switch (clause.kind) {
    case ClauseKind::kMatch:
      return Match(clause, rows);
    case ClauseKind::kUnwind:
      return Unwind(clause, rows);
    default:
      return Project(clause.projection, rows);
  }
}

std::vector<Bindings> NaiveEvaluator::Match(const Clause& clause,
                                            const std::vector<Bindings>& rows) {
  std::vector<Bindings> matches;
  for (const Bindings& row : rows) {
    bool any = false;
    ForEachMatch(clause.pattern, row, [&](const Bindings& match) {
      if (clause.where && Test(*clause.where, match) != true) return;
      any = true;
      matches.push_back(match);
      if (matches.size() > max_rows_) {
        status_.Update(absl::ResourceExhaustedError("too many rows"));
      }
    });
    if (any || !clause.optional) continue;
    matches.push_back(row);
    for (const std::string& name : NamesOf(clause.pattern)) {
      matches.back().emplace(name, Value());
    }
  }
  return matches;
}

std::vector<Bindings> NaiveEvaluator::Unwind(
    const Clause& clause, const std::vector<Bindings>& rows) {
  std::vector<Bindings> unwound;
  for (const Bindings& row : rows) {
    const Value list = Eval(*clause.list, row);
    if (list.is_null()) continue;
    if (!list.is_list()) {
      Unknown("UNWIND of no list");
      break;
    }
    for (const Value& item : list.list()) {
      unwound.push_back(row);
      unwound.back()[clause.alias] = item;
    }
  }
  return unwound;
}

std::vector<NaiveEvaluator::Projected> NaiveEvaluator::ProjectEach(
    const Projection& projection, const std::vector<Bindings>& rows) {
  std::vector<Projected> projected;
  for (const Bindings& row : rows) {
    Projected one;
    if (projection.star) one.row = row;
    for (const ProjectionItem& item : projection.items) {
      one.row[item.name] = Eval(*item.expr, row);
    }
    one.before = row;
    projected.push_back(std::move(one));
  }
  return projected;
}

std::vector<NaiveEvaluator::Projected> NaiveEvaluator::ProjectGroups(
    const Projection& projection, const std::vector<Bindings>& rows) {
  std::vector<Projected> groups;
  std::vector<List> keys;
  bool has_key = projection.star;
  for (const ProjectionItem& item : projection.items) {
    has_key = has_key || !HoldsAggregate(*item.expr);
  }
  if (!has_key) {
    groups.emplace_back();
    keys.emplace_back();
  }
  for (const Bindings& row : rows) {
    Bindings kept;
    if (projection.star) kept = row;
    for (const ProjectionItem& item : projection.items) {
      if (!HoldsAggregate(*item.expr)) kept[item.name] = Eval(*item.expr, row);
    }
    const List key = ValuesOf(kept);
    size_t at = 0;
    while (at < keys.size() && !Same(keys[at], key)) ++at;
    if (at == keys.size()) {
      keys.push_back(key);
      groups.push_back({kept, {}, {}});
    }
    groups[at].group.push_back(row);
  }
  for (Projected& group : groups) {
    if (!group.group.empty()) group.before = group.group.front();
    group_ = &group.group;
    for (const ProjectionItem& item : projection.items) {
      if (HoldsAggregate(*item.expr)) {
        group.row[item.name] = Eval(*item.expr, group.before);
      }
    }
    group_ = nullptr;
  }
  return groups;
}

void NaiveEvaluator::Sort(const Projection& projection,
                          std::vector<Projected>* rows) {
  std::vector<std::pair<List, size_t>> order;
  for (size_t i = 0; i < rows->size(); ++i) {
    const Projected& row = (*rows)[i];
    List key;
    if (Grouped(projection)) group_ = &row.group;
    for (const SortItem& item : projection.order_by) {
      key.push_back(Eval(*item.expr, Merge(row.row, row.before)));
    }
    group_ = nullptr;
    order.emplace_back(std::move(key), i);
  }
  std::stable_sort(
      order.begin(), order.end(), [&](const auto& a, const auto& b) {
        for (size_t i = 0; i < a.first.size(); ++i) {
          const int sign = projection.order_by[i].descending ? -1 : 1;
          const int result = sign * Order(a.first[i], b.first[i]);
          if (result != 0) return result < 0;
        }
        return false;
      });
  std::vector<Projected> sorted;
  for (const auto& [key, i] : order) sorted.push_back((*rows)[i]);
  *rows = std::move(sorted);
}

std::vector<Bindings> NaiveEvaluator::Project(
    const Projection& projection, const std::vector<Bindings>& rows) {
  std::vector<Projected> projected = Grouped(projection)
                                         ? ProjectGroups(projection, rows)
                                         : ProjectEach(projection, rows);
  if (projection.distinct) {
    std::vector<Projected> kept;
    for (const Projected& row : projected) {
      const bool seen =
          std::any_of(kept.begin(), kept.end(), [&](const Projected& k) {
            return Same(ValuesOf(k.row), ValuesOf(row.row));
          });
      if (!seen) kept.push_back(row);
    }
    projected = std::move(kept);
  }
  if (!projection.order_by.empty()) Sort(projection, &projected);
  const auto number = [&](const ExprPtr& expr, size_t otherwise) {
    return expr ? static_cast<size_t>(Eval(*expr, {}).integer()) : otherwise;
  };
  const size_t skip = number(projection.skip, 0);
  const size_t limit = number(projection.limit, projected.size());
  std::vector<Bindings> result;
  for (size_t i = skip; i < projected.size() && i - skip < limit; ++i) {
    const Projected& row = projected[i];
    if (projection.where &&
        Test(*projection.where, Merge(row.row, row.before)) != true) {
      continue;
    }
    result.push_back(row.row);
  }
  return result;
}

absl::StatusOr<NaiveAnswer> AnswerNaively(
    absl::string_view text, const std::vector<std::string>& columns,
    const GraphView& view, const Map& parameters, size_t max_rows) {
  const auto query = ParseQuery(text);
  if (!query.ok()) return query.status();
  NaiveEvaluator evaluator(view, parameters, max_rows);
  const absl::Status loaded = evaluator.Load();
  if (!loaded.ok()) return loaded;
  const std::vector<Bindings> rows = evaluator.Run(**query, {});
  if (!evaluator.status().ok()) return evaluator.status();
  NaiveAnswer answer;
  for (const Bindings& row : rows) {
    List values;
    for (const std::string& column : columns) {
      const auto it = row.find(column);
      if (it == row.end()) {
        return absl::InternalError("no column " + column);
      }
      values.push_back(it->second);
    }
    answer.rows.push_back(std::move(values));
  }
  return answer;
}

}  // namespace weft::graphstore::query
