// Patterns: every node and relationship tried at every place.
#include <algorithm>

#include "graphstore/query/testing/naive_impl.h"

namespace weft::graphstore::query {

absl::Status NaiveEvaluator::Load() {
  auto cursor = view_.ScanNodes("");
  if (!cursor.ok()) return cursor.status();
  std::vector<uint64_t> batch;
  do {
    const absl::Status status = (*cursor)->Next(&batch);
    if (!status.ok()) return status;
    nodes_.insert(nodes_.end(), batch.begin(), batch.end());
  } while (!batch.empty());
  return view_.Expand(nodes_, Direction::kOut, TypeFilter(),
                      [this](size_t, const Step& step) {
                        relationships_.push_back(step.relationship);
                        return true;
                      });
}

void NaiveEvaluator::ForEachMatch(
    const Pattern& pattern, const Bindings& row,
    const std::function<void(const Bindings&)>& found) {
  Attempt attempt;
  attempt.bound = row;
  MatchPath(pattern, 0, &attempt, [&] {
    if (HasProperties(attempt)) found(attempt.bound);
  });
}

void NaiveEvaluator::MatchPath(const Pattern& pattern, size_t index,
                               Attempt* attempt, const Next& next) {
  if (!status_.ok()) return;
  if (index == pattern.paths.size()) return next();
  const PathPattern& path = pattern.paths[index];
  const Next rest = [&] { MatchPath(pattern, index + 1, attempt, next); };
  if (path.selector == PathSelector::kAll) {
    Walk walk;
    StartWalk(path, attempt, &walk, rest);
  } else if (path.selector == PathSelector::kAllShortest &&
             pattern.paths.size() == 1) {
    MatchShortest(path, attempt, rest);
  } else {
    Unknown("this selector of paths");
  }
}

void NaiveEvaluator::MatchShortest(const PathPattern& path, Attempt* attempt,
                                   const Next& next) {
  // The lengths of the shortest between each two nodes first.
  std::map<std::pair<uint64_t, uint64_t>, size_t> shortest;
  const auto ends = [](const Walk& walk) {
    return std::pair(walk.path.nodes.front().id, walk.path.nodes.back().id);
  };
  Walk walk;
  StartWalk(path, attempt, &walk, [&] {
    if (!HasProperties(*attempt)) return;
    const size_t length = walk.path.relationships.size();
    const auto [it, fresh] = shortest.emplace(ends(walk), length);
    if (!fresh) it->second = std::min(it->second, length);
  });
  StartWalk(path, attempt, &walk, [&] {
    const auto it = shortest.find(ends(walk));
    if (it == shortest.end()) return;
    if (it->second == walk.path.relationships.size()) next();
  });
}

void NaiveEvaluator::StartWalk(const PathPattern& path, Attempt* attempt,
                               Walk* walk, const Next& next) {
  walk->pattern = &path;
  for (uint64_t node : nodes_) {
    walk->path.nodes.push_back({node});
    Arrive(attempt, walk, 0, next);
    walk->path.nodes.pop_back();
  }
}

// The walk stands at node `step`.
void NaiveEvaluator::Arrive(Attempt* attempt, Walk* walk, size_t step,
                            const Next& next) {
  const NodePattern& pattern = walk->pattern->nodes[step];
  const NodeRef node = walk->path.nodes.back();
  if (!HasLabels(node.id, pattern.labels)) return;
  With(attempt, pattern.name, Value::Of(node), [&] {
    if (pattern.properties) {
      attempt->properties.emplace_back(Value::Of(node),
                                       pattern.properties.get());
    }
    Continue(attempt, walk, step, next);
    if (pattern.properties) attempt->properties.pop_back();
  });
}

void NaiveEvaluator::Continue(Attempt* attempt, Walk* walk, size_t step,
                              const Next& next) {
  if (step == walk->pattern->relationships.size()) {
    With(attempt, walk->pattern->name, Value::Of(walk->path), next);
  } else if (walk->pattern->relationships[step].variable_length) {
    ManyHops(attempt, walk, step, {}, next);
  } else {
    OneHop(attempt, walk, step, next);
  }
}

std::vector<RelationshipRef> NaiveEvaluator::Choices(
    const RelationshipPattern& pattern, uint64_t node, const Attempt& attempt) {
  std::vector<RelationshipRef> choices;
  for (const RelationshipRef& choice : relationships_) {
    const bool leaves =
        (pattern.direction != Direction::kIn && choice.start == node) ||
        (pattern.direction != Direction::kOut && choice.end == node);
    const auto& used = attempt.used;
    if (!leaves || std::find(used.begin(), used.end(), choice) != used.end()) {
      continue;
    }
    const std::string type = Get(view_.TypeName(choice.type));
    const auto& types = pattern.types;
    if (!types.empty() &&
        std::find(types.begin(), types.end(), type) == types.end()) {
      continue;
    }
    choices.push_back(choice);
  }
  return choices;
}

void NaiveEvaluator::Hop(
    Attempt* attempt, Walk* walk, const RelationshipPattern& pattern,
    const std::function<void(const RelationshipRef& hop)>& next) {
  const uint64_t node = walk->path.nodes.back().id;
  for (const RelationshipRef& hop : Choices(pattern, node, *attempt)) {
    attempt->used.push_back(hop);
    walk->path.relationships.push_back(hop);
    walk->path.nodes.push_back({hop.Other(node)});
    if (pattern.properties) {
      attempt->properties.emplace_back(Value::Of(hop),
                                       pattern.properties.get());
    }
    next(hop);
    if (pattern.properties) attempt->properties.pop_back();
    walk->path.nodes.pop_back();
    walk->path.relationships.pop_back();
    attempt->used.pop_back();
  }
}

void NaiveEvaluator::OneHop(Attempt* attempt, Walk* walk, size_t step,
                            const Next& next) {
  const RelationshipPattern& pattern = walk->pattern->relationships[step];
  Hop(attempt, walk, pattern, [&](const RelationshipRef& hop) {
    With(attempt, pattern.name, Value::Of(hop),
         [&] { Arrive(attempt, walk, step + 1, next); });
  });
}

void NaiveEvaluator::ManyHops(Attempt* attempt, Walk* walk, size_t step,
                              const List& hops, const Next& next) {
  const RelationshipPattern& pattern = walk->pattern->relationships[step];
  const auto length = static_cast<int64_t>(hops.size());
  if (length >= pattern.min_hops) {
    With(attempt, pattern.name, Value::Of(hops),
         [&] { Arrive(attempt, walk, step + 1, next); });
  }
  if (length >= pattern.max_hops) return;
  Hop(attempt, walk, pattern, [&](const RelationshipRef& hop) {
    List longer = hops;
    longer.push_back(Value::Of(hop));
    ManyHops(attempt, walk, step, longer, next);
  });
}

void NaiveEvaluator::With(Attempt* attempt, const std::string& name,
                          const Value& value, const Next& next) {
  if (name.empty()) return next();
  const auto it = attempt->bound.find(name);
  if (it != attempt->bound.end()) {
    if (NaiveEquals(it->second, value) == true) next();
    return;
  }
  attempt->bound[name] = value;
  next();
  attempt->bound.erase(name);
}

bool NaiveEvaluator::HasLabels(uint64_t node,
                               const std::vector<std::string>& labels) {
  return std::all_of(labels.begin(), labels.end(),
                     [&](const std::string& label) {
                       return Get(view_.HasLabel(node, label));
                     });
}

bool NaiveEvaluator::HasProperties(const Attempt& attempt) {
  for (const auto& [element, expr] : attempt.properties) {
    const Value wanted = Eval(*expr, attempt.bound);
    if (!wanted.is_map()) return false;
    for (const auto& [key, value] : wanted.map()) {
      if (NaiveEquals(Property(element, key), value) != true) return false;
    }
  }
  return true;
}

}  // namespace weft::graphstore::query
