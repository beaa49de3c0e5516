#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "base/status.h"
#include "graphstore/query/plan/pattern_graph.h"

namespace weft::graphstore::query {
namespace {

// Guesses where there are no statistics: the share of elements that satisfy one
// equality, and any other condition. Only their order matters.
constexpr double kEqualityShare = 0.1;
constexpr double kConditionShare = 0.5;
// Hops that a path without an upper bound is taken to have.
constexpr int kGuessedHops = 4;
// Nodes of an index whose true degrees are worth asking for.
constexpr size_t kMaxAsked = 16;

// The value, where it is known before the query runs.
const Value* Known(const Expr& expr, const Map& parameters) {
  if (expr.kind == ExprKind::kLiteral) return &expr.value;
  if (expr.kind != ExprKind::kParameter) return nullptr;
  const auto it = parameters.find(expr.name);
  return it == parameters.end() ? nullptr : &it->second;
}

bool IsPropertyOf(const Expr& expr, int slot) {
  return expr.kind == ExprKind::kProperty &&
         expr.children[0]->kind == ExprKind::kVariable &&
         expr.children[0]->slot == slot;
}

}  // namespace

absl::Status PatternOrder::ConsiderSeek(size_t node, absl::string_view key,
                                        const Expr* value, bool list) {
  if (!view_.IsIndexed(key)) return absl::OkStatus();
  // The value must not depend on the pattern itself.
  SlotSet slots;
  AddSlots(*value, &slots);
  for (const PatternNode& other : graph_.nodes) {
    if (!other.bound && slots.Has(other.slot)) return absl::OkStatus();
  }
  for (const PatternEdge& edge : graph_.edges) {
    if (!edge.bound && slots.Has(edge.step->slot)) return absl::OkStatus();
  }
  Seek seek;
  seek.key = std::string(key);
  seek.value = value;
  seek.list = list;
  seek.rows = list ? 10 : 1;
  if (const Value* known = Known(*value, parameters_)) {
    std::vector<Value> values = {*known};
    if (list) values = known->is_list() ? known->list() : List();
    seek.rows = 0;
    for (const Value& item : values) {
      WEFT_ASSIGN_OR_RETURN(std::vector<uint64_t> ids,
                            view_.FindNodes(key, item));
      seek.rows += static_cast<double>(ids.size());
      seek.found.insert(seek.found.end(), ids.begin(), ids.end());
    }
  }
  if (seeks_[node].value == nullptr || seek.rows < seeks_[node].rows) {
    seeks_[node] = std::move(seek);
  }
  return absl::OkStatus();
}

absl::Status PatternOrder::EstimateSeek(size_t node,
                                        const PatternPredicate& part) {
  const int slot = graph_.nodes[node].slot;
  const Predicate& predicate = part.predicate;
  if (predicate.kind == Predicate::Kind::kProperty) {
    if (predicate.slot != slot) return absl::OkStatus();
    return ConsiderSeek(node, predicate.key, predicate.expr, false);
  }
  if (predicate.kind != Predicate::Kind::kCondition ||
      predicate.expr->kind != ExprKind::kBinary) {
    return absl::OkStatus();
  }
  const Expr& expr = *predicate.expr;
  const Expr& left = *expr.children[0];
  const Expr& right = *expr.children[1];
  if (expr.op == BinaryOp::kIn && IsPropertyOf(left, slot)) {
    return ConsiderSeek(node, left.name, &right, true);
  }
  if (expr.op != BinaryOp::kEqual) return absl::OkStatus();
  if (IsPropertyOf(left, slot)) {
    return ConsiderSeek(node, left.name, &right, false);
  }
  if (IsPropertyOf(right, slot)) {
    return ConsiderSeek(node, right.name, &left, false);
  }
  return absl::OkStatus();
}

absl::Status PatternOrder::Estimate() {
  const double all = std::max(1.0, view_.NodeCount());
  const size_t count = graph_.nodes.size();
  seeks_.assign(count, {});
  labels_.assign(count, "");
  scan_rows_.assign(count, all);
  selectivity_.assign(count, 1.0);
  for (size_t i = 0; i < count; ++i) {
    double labelled = all;
    double share = 1;
    for (const PatternPredicate& part : graph_.predicates) {
      const Predicate& predicate = part.predicate;
      const int slot = graph_.nodes[i].slot;
      WEFT_RETURN_IF_ERROR(EstimateSeek(i, part));
      if (predicate.kind == Predicate::Kind::kLabels &&
          predicate.slot == slot) {
        for (const std::string& label : predicate.labels) {
          const double rows = view_.LabelCount(label);
          if (labels_[i].empty() || rows < labelled) {
            labelled = rows;
            labels_[i] = label;
          }
          share *= std::min(1.0, rows / all);
        }
      } else if (predicate.kind == Predicate::Kind::kProperty &&
                 predicate.slot == slot) {
        share *= kEqualityShare;
      } else if (part.needs.size() == 1 && part.needs[0] == slot) {
        share *= kConditionShare;
      }
    }
    scan_rows_[i] = labelled;
    selectivity_[i] = share;
    if (seeks_[i].value != nullptr) {
      scan_rows_[i] = seeks_[i].rows;
      selectivity_[i] = std::min(share, std::max(seeks_[i].rows, 0.1) / all);
    }
  }
  EstimateStarts();
  return absl::OkStatus();
}

void PatternOrder::EstimateStarts() {
  starts_.assign(graph_.nodes.size(), nullptr);
  for (const PatternEdge& edge : graph_.edges) {
    const RelationshipPattern& step = *edge.step;
    if (edge.types.any || edge.bound || edge.shortest != nullptr ||
        step.direction == Direction::kBoth ||
        (step.variable_length && step.min_hops == 0)) {
      continue;
    }
    const size_t start =
        step.direction == Direction::kOut ? edge.left : edge.right;
    if (seeks_[start].value != nullptr) continue;
    const double most = view_.StartCount(edge.types, Direction::kOut);
    if (most >= scan_rows_[start]) continue;
    scan_rows_[start] = most;
    starts_[start] = &edge;
  }
}

double PatternOrder::Fanout(const PatternEdge& edge, bool from_left,
                            const State& state) const {
  if (edge.bound) return 0.01;
  const double all = std::max(1.0, view_.NodeCount());
  const Direction direction =
      from_left ? edge.step->direction : Reverse(edge.step->direction);
  double degree = view_.RelationshipCount(edge.types) / all;
  if (direction == Direction::kBoth) degree *= 2;
  const double mean = degree;
  const size_t from = from_left ? edge.left : edge.right;
  const size_t to = from_left ? edge.right : edge.left;
  const std::vector<uint64_t>& known = seeks_[from].found;
  if (!known.empty() && known.size() <= kMaxAsked) {
    double sum = 0;
    for (uint64_t node : known) {
      const auto exact = view_.Degree(node, direction, edge.types);
      sum += exact.ok() ? static_cast<double>(*exact) : degree;
    }
    degree = sum / static_cast<double>(known.size());
  } else if (!labels_[from].empty()) {
    // Relationships tend to hang on certain labels, but which is not counted:
    // the mean between "spread over all nodes" and "all on this label".
    const double share = std::min(1.0, std::max(1.0, scan_rows_[from]) / all);
    degree /= std::sqrt(share);
  }
  // Found by this very edge: each start has at least one.
  if (starts_[from] == &edge && !state.steps.empty() &&
      state.steps.back().kind == OrderStep::Kind::kStart &&
      state.steps.back().node == from) {
    degree = std::max(degree, 1.0);
  }
  double fanout = degree;
  if (edge.step->variable_length) {
    const auto hops =
        static_cast<int>(std::min<int64_t>(edge.step->max_hops, kGuessedHops));
    // Only the first step is that of a node that is known.
    fanout = std::max(degree, 1.0) * std::pow(std::max(mean, 1.0), hops - 1);
  }
  if (state.nodes[to]) return fanout / all;
  return fanout * selectivity_[to];
}

void PatternOrder::Start(size_t node, State* state) const {
  state->nodes[node] = true;
  const double read = state->rows * scan_rows_[node];
  state->cost += read;
  const double left =
      seeks_[node].value != nullptr
          ? read
          : std::min(read, state->rows * selectivity_[node] *
                               std::max(1.0, view_.NodeCount()));
  state->rows = std::max(0.01, left);
  state->steps.push_back({OrderStep::Kind::kStart, node, 0, true, state->rows});
}

void PatternOrder::Expand(size_t edge, bool from_left, double fanout,
                          State* state) const {
  const size_t to =
      from_left ? graph_.edges[edge].right : graph_.edges[edge].left;
  // What is read counts, not only what is left after the conditions on `to`.
  const double share = state->nodes[to] ? 1 / std::max(1.0, view_.NodeCount())
                                        : selectivity_[to];
  state->cost += state->rows * fanout / std::max(share, 1e-12);
  state->edges[edge] = true;
  state->nodes[graph_.edges[edge].left] = true;
  state->nodes[graph_.edges[edge].right] = true;
  state->rows = std::max(0.01, state->rows * fanout);
  state->cost += state->rows;
  state->steps.push_back(
      {OrderStep::Kind::kExpand, 0, edge, from_left, state->rows});
}

void PatternOrder::Grow(State* state) const {
  while (true) {
    double best = std::numeric_limits<double>::infinity();
    size_t best_edge = 0;
    bool best_left = true;
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      const PatternEdge& edge = graph_.edges[i];
      if (state->edges[i] || edge.shortest != nullptr) continue;
      for (const bool from_left : {true, false}) {
        const size_t from = from_left ? edge.left : edge.right;
        if (!edge.bound && !state->nodes[from]) continue;
        const double fanout = Fanout(edge, from_left, *state);
        if (fanout < best) {
          best = fanout;
          best_edge = i;
          best_left = from_left;
        }
      }
    }
    if (best == std::numeric_limits<double>::infinity()) return;
    Expand(best_edge, best_left, best, state);
  }
}

bool PatternOrder::Complete(const State& state) const {
  return std::all_of(state.nodes.begin(), state.nodes.end(),
                     [](bool done) { return done; });
}

absl::StatusOr<std::vector<OrderStep>> PatternOrder::Best(double rows) {
  WEFT_RETURN_IF_ERROR(Estimate());
  State state;
  state.rows = rows;
  state.edges.assign(graph_.edges.size(), false);
  for (const PatternNode& node : graph_.nodes) {
    state.nodes.push_back(node.bound);
  }
  // An index that finds next to nothing beats a wide expansion, also where
  // something is bound already; so both ways are tried.
  std::vector<State> beginnings = {state};
  Grow(&beginnings[0]);
  for (size_t node = 0; node < graph_.nodes.size(); ++node) {
    if (state.nodes[node]) continue;
    beginnings.push_back(state);
    Start(node, &beginnings.back());
    Grow(&beginnings.back());
  }
  for (State& candidate : beginnings) {
    while (!Complete(candidate)) {
      // The rest hangs on nothing that is bound: each part begins where that
      // costs least.
      std::optional<State> best;
      for (size_t node = 0; node < graph_.nodes.size(); ++node) {
        if (candidate.nodes[node]) continue;
        State next = candidate;
        Start(node, &next);
        Grow(&next);
        if (!best.has_value() || next.cost < best->cost) {
          best = std::move(next);
        }
      }
      candidate = *std::move(best);
    }
  }
  const auto best = std::min_element(
      beginnings.begin(), beginnings.end(),
      [](const State& a, const State& b) { return a.cost < b.cost; });
  return std::move(best->steps);
}

std::vector<OrderStep> PatternOrder::AsWritten() const {
  std::vector<OrderStep> steps;
  std::vector<bool> done;
  for (const PatternNode& node : graph_.nodes) done.push_back(node.bound);
  for (size_t i = 0; i < graph_.edges.size(); ++i) {
    const PatternEdge& edge = graph_.edges[i];
    if (edge.shortest != nullptr) continue;
    if (!done[edge.left] && !edge.bound) {
      steps.push_back({OrderStep::Kind::kStart, edge.left, 0, true, 1});
    }
    steps.push_back({OrderStep::Kind::kExpand, 0, i, true, 1});
    done[edge.left] = true;
    done[edge.right] = true;
  }
  for (size_t node = 0; node < graph_.nodes.size(); ++node) {
    if (!done[node]) {
      steps.push_back({OrderStep::Kind::kStart, node, 0, true, 1});
    }
  }
  return steps;
}

}  // namespace weft::graphstore::query
