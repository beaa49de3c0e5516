#include "graphstore/query/plan/match_planner.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/query/lang/clone.h"
#include "graphstore/query/plan/counted_part.h"
#include "graphstore/query/plan/pattern_graph.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {
namespace {

using PlanPtr = std::unique_ptr<PlanNode>;

class MatchPlanner {
 public:
  MatchPlanner(const Pattern& pattern, const PatternGraph& graph,
               const PatternOrder& order, bool optimize, PlanPtr input)
      : pattern_(pattern),
        graph_(graph),
        order_(order),
        optimize_(optimize),
        root_(std::move(input)),
        used_(graph.predicates.size(), false) {
    for (int slot : pattern.new_slots) missing_.Add(slot);
    for (const PatternEdge& edge : graph.edges) {
      if (edge.bound) unique_.push_back(&edge);
    }
  }

  PlanPtr Run(const std::vector<OrderStep>& steps) {
    Filter(/*last=*/false);
    for (const OrderStep& step : steps) {
      if (step.kind == OrderStep::Kind::kStart) {
        Start(step);
      } else {
        Expand(step);
      }
      Filter(/*last=*/false);
    }
    for (const PatternEdge& edge : graph_.edges) {
      if (edge.shortest != nullptr) Shortest(edge);
    }
    for (const PathPattern& path : pattern_.paths) {
      if (path.slot >= 0) BuildPath(path);
    }
    Filter(/*last=*/true);
    return std::move(root_);
  }

 private:
  bool Bound(int slot) const { return !missing_.Has(slot) || bound_.Has(slot); }

  void Bind(int slot) {
    if (Bound(slot)) return;
    bound_.Add(slot);
    root_->live.push_back(slot);
  }

  PlanNode* Wrap(PlanKind kind) {
    auto node = std::make_unique<PlanNode>();
    node->kind = kind;
    node->rows = root_->rows;
    node->live = root_->live;
    node->children.push_back(std::move(root_));
    root_ = std::move(node);
    return root_.get();
  }

  // Puts the conditions here whose slots are all bound.
  void Filter(bool last) {
    if (!optimize_ && !last) return;
    std::vector<Predicate> ready;
    for (size_t i = 0; i < graph_.predicates.size(); ++i) {
      const PatternPredicate& part = graph_.predicates[i];
      if (used_[i] || !std::all_of(part.needs.begin(), part.needs.end(),
                                   [&](int slot) { return Bound(slot); })) {
        continue;
      }
      used_[i] = true;
      ready.push_back(part.predicate);
    }
    if (ready.empty()) return;
    // Labels are cheapest to test, then properties, then the rest.
    if (optimize_) {
      std::stable_sort(ready.begin(), ready.end(),
                       [](const Predicate& a, const Predicate& b) {
                         return Cost(a) < Cost(b);
                       });
    }
    Wrap(PlanKind::kFilter)->predicates = std::move(ready);
  }

  static int Cost(const Predicate& predicate) {
    switch (predicate.kind) {
      case Predicate::Kind::kLabels:
        return 0;
      case Predicate::Kind::kProperty:
        return 1;
      case Predicate::Kind::kCondition:
        break;
    }
    // Patterns and subqueries cost most.
    int cost = 2;
    Walk(*predicate.expr, [&cost](const Expr& part) {
      if (part.pattern || part.query) cost = 3;
      return cost < 3;
    });
    return cost;
  }

  void Start(const OrderStep& step) {
    const int slot = graph_.nodes[step.node].slot;
    const Seek* seek = optimize_ ? order_.SeekFor(step.node) : nullptr;
    PlanNode* node =
        Wrap(seek != nullptr ? PlanKind::kNodeSeek : PlanKind::kNodeScan);
    node->slot = slot;
    if (seek != nullptr) {
      node->key = seek->key;
      node->expr = seek->value;
      node->flag = seek->list;
    } else if (const PatternEdge* edge =
                   optimize_ ? order_.StartOf(step.node) : nullptr) {
      node->types = edge->types;
      node->type_names = edge->step->types;
      node->direction = Direction::kOut;
    } else if (optimize_) {
      node->label = std::string(order_.LabelFor(step.node));
    }
    node->rows = step.rows;
    Bind(slot);
  }

  void Expand(const OrderStep& step) {
    const PatternEdge& edge = graph_.edges[step.edge];
    const RelationshipPattern& pattern = *edge.step;
    const PlanKind kind = pattern.variable_length ? PlanKind::kExpandLength
                          : edge.bound            ? PlanKind::kEndpoints
                                                  : PlanKind::kExpand;
    PlanNode* node = Wrap(kind);
    node->reversed = !step.from_left;
    node->from = graph_.nodes[step.from_left ? edge.left : edge.right].slot;
    node->to = graph_.nodes[step.from_left ? edge.right : edge.left].slot;
    node->direction =
        step.from_left ? pattern.direction : Reverse(pattern.direction);
    node->slot = pattern.slot;
    node->types = edge.types;
    node->type_names = pattern.types;
    node->min_hops = pattern.min_hops;
    node->max_hops = pattern.max_hops;
    node->flag = Bound(node->to) || node->to == node->from;
    node->flag2 =
        kind == PlanKind::kExpandLength ? edge.bound : Bound(node->from);
    node->rows = step.rows;
    if (pattern.variable_length) TakeHopPredicates(pattern.slot, node);
    for (const PatternEdge* other : unique_) {
      if (other != &edge && MayMeet(other->types, edge.types)) {
        node->unique.push_back(other->step->slot);
      }
    }
    if (!edge.bound) unique_.push_back(&edge);
    Bind(node->from);
    Bind(node->to);
    Bind(node->slot);
  }

  // Properties that each relationship on the way must have are tested on the
  // way, unless their values come from further on.
  void TakeHopPredicates(int slot, PlanNode* node) {
    if (!optimize_) return;
    for (size_t i = 0; i < graph_.predicates.size(); ++i) {
      const PatternPredicate& part = graph_.predicates[i];
      if (used_[i] || part.predicate.kind != Predicate::Kind::kProperty ||
          part.predicate.slot != slot) {
        continue;
      }
      const bool ready =
          std::all_of(part.needs.begin(), part.needs.end(),
                      [&](int need) { return need == slot || Bound(need); });
      if (!ready) continue;
      used_[i] = true;
      node->predicates.push_back(part.predicate);
    }
  }

  void Shortest(const PatternEdge& edge) {
    PlanNode* node = Wrap(PlanKind::kShortest);
    node->path = edge.shortest;
    node->from = graph_.nodes[edge.left].slot;
    node->to = graph_.nodes[edge.right].slot;
    node->slot = edge.step->slot;
    node->direction = edge.step->direction;
    node->types = edge.types;
    node->type_names = edge.step->types;
    node->min_hops = edge.step->min_hops;
    node->max_hops = edge.step->max_hops;
    if (edge.step->properties) {
      const Expr& properties = *edge.step->properties;
      for (size_t i = 0; i < properties.names.size(); ++i) {
        Predicate predicate;
        predicate.kind = Predicate::Kind::kProperty;
        predicate.slot = edge.step->slot;
        predicate.key = properties.names[i];
        predicate.expr = properties.children[i].get();
        node->predicates.push_back(std::move(predicate));
      }
    }
    Bind(node->slot);
    Filter(/*last=*/false);
  }

  void BuildPath(const PathPattern& path) {
    PlanNode* node = Wrap(PlanKind::kPath);
    node->path = &path;
    node->slot = path.slot;
    Bind(path.slot);
  }

  const Pattern& pattern_;
  const PatternGraph& graph_;
  const PatternOrder& order_;
  const bool optimize_;
  PlanPtr root_;
  std::vector<bool> used_;
  SlotSet missing_;  // new slots of the pattern
  SlotSet bound_;    // those among them that are bound by now
  std::vector<const PatternEdge*> unique_;
};

absl::StatusOr<PlanPtr> PlanGraph(const Pattern& pattern,
                                  const PatternGraph& graph, PlanPtr input,
                                  const GraphView& view, const Map& parameters,
                                  const PlanOptions& options) {
  PatternOrder order(graph, view, parameters);
  std::vector<OrderStep> steps;
  if (options.optimize) {
    WEFT_ASSIGN_OR_RETURN(steps, order.Best(input->rows));
  } else {
    steps = order.AsWritten();
  }
  return MatchPlanner(pattern, graph, order, options.optimize, std::move(input))
      .Run(steps);
}

// Where all that `core` does is to find the nodes at which `count` begins,
// `count` goes through them itself.
void TakeScan(const PatternGraph& core, const SlotSet& needed,
              const GraphView& view, PlanNode* count) {
  PlanNode* scan = count->children[0].get();
  std::vector<Predicate> predicates;
  if (scan->kind == PlanKind::kFilter) {
    predicates = scan->predicates;
    scan = scan->children[0].get();
  }
  if (core.nodes.size() != 1 || !core.edges.empty() ||
      scan->kind != PlanKind::kNodeScan || scan->slot != core.nodes[0].slot) {
    return;
  }
  count->flag = true;
  count->flag2 = !needed.Has(scan->slot);
  count->from = scan->slot;
  count->label = std::move(scan->label);
  count->types = std::move(scan->types);
  count->type_names = std::move(scan->type_names);
  count->direction = scan->direction;
  count->predicates = std::move(predicates);
  if (count->flag2) count->rows = 1;
  PlanPtr input = std::move(scan->children[0]);
  count->children[0] = std::move(input);
  // A node without one of the steps has no ways.
  double most = !count->types.any
                    ? view.StartCount(count->types, count->direction)
                : count->label.empty() ? view.NodeCount()
                                       : view.LabelCount(count->label);
  for (const CountedStep& step : count->steps) {
    if (step.parent >= 0 || step.direction == Direction::kBoth ||
        step.types.any) {
      continue;
    }
    const double starts = view.StartCount(step.types, step.direction);
    if (starts >= most) continue;
    most = starts;
    count->label.clear();
    count->types = step.types;
    count->type_names = step.type_names;
    count->direction = step.direction;
  }
}

}  // namespace

absl::StatusOr<PlanPtr> PlanMatch(const Pattern& pattern, const Expr* where,
                                  PlanPtr input, const GraphView& view,
                                  const Map& parameters,
                                  const PlanOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const PatternGraph graph,
                        MakePatternGraph(pattern, where, view));
  return PlanGraph(pattern, graph, std::move(input), view, parameters, options);
}

absl::StatusOr<PlanPtr> PlanCountedMatch(const Pattern& pattern,
                                         const Expr* where, SlotSet needed,
                                         PlanPtr input, const GraphView& view,
                                         const Map& parameters,
                                         const PlanOptions& options) {
  WEFT_ASSIGN_OR_RETURN(const PatternGraph graph,
                        MakePatternGraph(pattern, where, view));
  for (const PathPattern& path : pattern.paths) {
    if (path.slot < 0) continue;
    for (const NodePattern& node : path.nodes) needed.Add(node.slot);
    for (const RelationshipPattern& step : path.relationships) {
      needed.Add(step.slot);
    }
  }
  CountedPattern split = SplitCounted(graph, needed, view);
  WEFT_ASSIGN_OR_RETURN(PlanPtr core,
                        PlanGraph(pattern, split.core, std::move(input), view,
                                  parameters, options));
  if (split.branches.empty()) return core;
  auto root = std::make_unique<PlanNode>();
  root->kind = PlanKind::kCountWays;
  root->rows = core->rows;
  root->live = core->live;
  root->slot = split.branches[0].slot;
  root->steps = std::move(split.branches);
  root->children.push_back(std::move(core));
  TakeScan(split.core, needed, view, root.get());
  return root;
}

}  // namespace weft::graphstore::query
