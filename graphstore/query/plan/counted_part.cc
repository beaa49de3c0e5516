#include "graphstore/query/plan/counted_part.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace weft::graphstore::query {
namespace {

// Of an expansion against the lookup of a degree, and of a label or a property
// against both; only their order matters.
constexpr double kExpandCost = 3;
constexpr double kPredicateCost = 5;

constexpr size_t kNone = std::numeric_limits<size_t>::max();

class Splitter {
 public:
  Splitter(const PatternGraph& graph, const SlotSet& needed,
           const GraphView& view)
      : graph_(graph), view_(view), all_(std::max(1.0, view.NodeCount())) {
    for (const PatternNode& node : graph.nodes) {
      may_go_.push_back(!node.bound && !needed.Has(node.slot));
      share_.push_back(1);
      labels_.push_back(0);
    }
    for (const PatternEdge& edge : graph.edges) {
      const RelationshipPattern& step = *edge.step;
      edge_may_go_.push_back(!edge.bound && edge.shortest == nullptr &&
                             !step.variable_length && !needed.Has(step.slot) &&
                             edge.left != edge.right);
    }
    for (const PatternPredicate& part : graph.predicates) Consider(part);
  }

  CountedPattern Split() {
    // A part that can go as a whole leaves the node from which it costs least.
    for (const std::vector<size_t>& part : FreeTrees()) {
      const size_t root = *std::min_element(
          part.begin(), part.end(),
          [&](size_t a, size_t b) { return RootCost(a) < RootCost(b); });
      may_go_[root] = false;
    }
    Peel();
    return Result();
  }

 private:
  // --- What may go -----------------------------------------------------------

  void Consider(const PatternPredicate& part) {
    const Predicate& predicate = part.predicate;
    if (IsLocal(predicate)) {
      const size_t node = NodeOf(predicate.slot);
      if (node != kNone) {
        labels_[node] += kPredicateCost;
        for (const std::string& label : predicate.labels) {
          share_[node] *= std::min(1.0, view_.LabelCount(label) / all_);
        }
        return;
      }
    }
    for (int slot : part.needs) {
      const size_t node = NodeOf(slot);
      if (node != kNone) may_go_[node] = false;
      for (size_t i = 0; i < graph_.edges.size(); ++i) {
        if (graph_.edges[i].step->slot == slot) edge_may_go_[i] = false;
      }
    }
  }

  // Depends on its node alone, and is no use to find it by.
  bool IsLocal(const Predicate& predicate) const {
    if (predicate.kind == Predicate::Kind::kLabels) return true;
    if (predicate.kind != Predicate::Kind::kProperty ||
        view_.IsIndexed(predicate.key)) {
      return false;
    }
    SlotSet slots;
    AddSlots(*predicate.expr, &slots);
    return slots.ToVector().empty();
  }

  size_t NodeOf(int slot) const {
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (graph_.nodes[i].slot == slot) return i;
    }
    return kNone;
  }

  // --- Taking leaves off -----------------------------------------------------

  struct Taken {
    size_t edge = 0;
    size_t near = 0;  // the node on the side of the core
    size_t far = 0;
    std::vector<int> unique;
  };

  void Peel() {
    node_gone_.assign(graph_.nodes.size(), false);
    edge_gone_.assign(graph_.edges.size(), false);
    node_stays_.assign(graph_.nodes.size(), false);
    edge_stays_.assign(graph_.edges.size(), false);
    // Those first that can meet nothing: they bind no others.
    for (const bool may_meet : {false, true}) {
      for (bool again = true; again;) {
        again = false;
        for (size_t edge = 0; edge < graph_.edges.size(); ++edge) {
          again = (!edge_gone_[edge] && Take(edge, may_meet)) || again;
        }
      }
    }
  }

  bool Take(size_t edge, bool may_meet) {
    const PatternEdge& step = graph_.edges[edge];
    if (!edge_may_go_[edge] || edge_stays_[edge]) return false;
    for (const size_t far : {step.left, step.right}) {
      const size_t near = far == step.left ? step.right : step.left;
      if (!may_go_[far] || node_stays_[far] || Hangs(far) != 1) continue;
      Taken taken{edge, near, far, {}};
      if (!Unique(&taken, may_meet)) continue;
      node_gone_[far] = true;
      edge_gone_[edge] = true;
      taken_.push_back(std::move(taken));
      return true;
    }
    return false;
  }

  // Relationships that are left at a node.
  size_t Hangs(size_t node) const {
    size_t count = 0;
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      if (edge_gone_[i]) continue;
      count += (graph_.edges[i].left == node) + (graph_.edges[i].right == node);
    }
    return count;
  }

  // Sees to it that no relationship comes twice; false: it cannot.
  bool Unique(Taken* taken, bool may_meet) {
    std::vector<size_t> others;
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      const PatternEdge& other = graph_.edges[i];
      if (i == taken->edge || other.shortest != nullptr ||
          !MayMeet(other.types, graph_.edges[taken->edge].types)) {
        continue;
      }
      if (!may_meet || edge_gone_[i]) return false;
      others.push_back(i);
      taken->unique.push_back(other.step->slot);
    }
    if (others.empty()) return true;
    if (labels_[taken->far] > 0) return false;
    for (const Taken& other : taken_) {
      if (other.near == taken->far) return false;
    }
    for (size_t i : others) edge_stays_[i] = true;
    node_stays_[taken->near] = true;
    return true;
  }

  // --- Where to begin --------------------------------------------------------

  // The connected parts of which nothing has to stay; those with a cycle keep
  // that anyway.
  std::vector<std::vector<size_t>> FreeTrees() const {
    std::vector<size_t> part(graph_.nodes.size());
    for (size_t i = 0; i < part.size(); ++i) part[i] = i;
    for (size_t round = 0; round < part.size(); ++round) {
      for (const PatternEdge& edge : graph_.edges) {
        part[edge.left] = part[edge.right] =
            std::min(part[edge.left], part[edge.right]);
      }
    }
    std::vector<std::vector<size_t>> trees;
    for (size_t first = 0; first < part.size(); ++first) {
      std::vector<size_t> nodes;
      bool free = true;
      for (size_t i = first; i < part.size(); ++i) {
        if (part[i] != first) continue;
        nodes.push_back(i);
        free = free && may_go_[i];
      }
      size_t edges = 0;
      for (size_t i = 0; i < graph_.edges.size(); ++i) {
        if (part[graph_.edges[i].left] != first) continue;
        ++edges;
        free = free && edge_may_go_[i];
      }
      if (free && edges > 0 && edges + 1 == nodes.size()) {
        trees.push_back(std::move(nodes));
      }
    }
    return trees;
  }

  // Of counting everything from this node: nodes looked at, relationships read.
  double RootCost(size_t root) const {
    double rows = all_ * share_[root];
    for (const PatternEdge& edge : graph_.edges) {
      if (edge.step->direction == Direction::kBoth || edge.types.any) continue;
      if ((edge.left != root && edge.right != root) || labels_[root] > 0) {
        continue;
      }
      const Direction from_root = edge.left == root
                                      ? edge.step->direction
                                      : Reverse(edge.step->direction);
      rows = std::min(rows, view_.StartCount(edge.types, from_root));
    }
    return rows * (1 + labels_[root]) + BranchCost(root, kNone, rows);
  }

  double BranchCost(size_t node, size_t from, double rows) const {
    double cost = 0;
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      const PatternEdge& edge = graph_.edges[i];
      if (i == from || (edge.left != node && edge.right != node)) continue;
      const size_t far = edge.left == node ? edge.right : edge.left;
      size_t hangs = 0;
      for (const PatternEdge& other : graph_.edges) {
        hangs += other.left == far || other.right == far;
      }
      if (hangs == 1 && labels_[far] == 0 &&
          edge.step->direction != Direction::kBoth) {
        cost += rows;
        continue;
      }
      const double both = edge.step->direction == Direction::kBoth ? 2 : 1;
      const double read =
          both * view_.RelationshipCount(edge.types) * share_[node];
      cost += rows + read * (kExpandCost + labels_[far]) +
              BranchCost(far, i, read * share_[far]);
    }
    return cost;
  }

  // --- The result ------------------------------------------------------------

  CountedPattern Result() const {
    CountedPattern result;
    std::vector<size_t> new_number(graph_.nodes.size(), kNone);
    for (size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (node_gone_[i]) continue;
      new_number[i] = result.core.nodes.size();
      result.core.nodes.push_back(graph_.nodes[i]);
    }
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      if (edge_gone_[i]) continue;
      PatternEdge edge = graph_.edges[i];
      edge.left = new_number[edge.left];
      edge.right = new_number[edge.right];
      result.core.edges.push_back(std::move(edge));
    }
    // Taken last is nearest to the core.
    std::vector<int> step_to(graph_.nodes.size(), -1);
    for (auto taken = taken_.rbegin(); taken != taken_.rend(); ++taken) {
      result.branches.push_back(StepOf(*taken, step_to[taken->near]));
      step_to[taken->far] = static_cast<int>(result.branches.size()) - 1;
    }
    for (const PatternPredicate& part : graph_.predicates) {
      const size_t node = NodeOf(part.predicate.slot);
      if (node != kNone && node_gone_[node]) {
        result.branches[step_to[node]].predicates.push_back(part.predicate);
      } else {
        result.core.predicates.push_back(part);
      }
    }
    return result;
  }

  CountedStep StepOf(const Taken& taken, int parent) const {
    const PatternEdge& edge = graph_.edges[taken.edge];
    CountedStep step;
    step.parent = parent;
    step.from = graph_.nodes[taken.near].slot;
    step.to = graph_.nodes[taken.far].slot;
    step.slot = edge.step->slot;
    step.direction = taken.near == edge.left ? edge.step->direction
                                             : Reverse(edge.step->direction);
    step.types = edge.types;
    step.type_names = edge.step->types;
    step.unique = taken.unique;
    return step;
  }

  const PatternGraph& graph_;
  const GraphView& view_;
  const double all_;
  std::vector<bool> may_go_;
  std::vector<bool> edge_may_go_;
  std::vector<double> share_;   // of all nodes, by labels
  std::vector<double> labels_;  // cost of the local conditions
  std::vector<Taken> taken_;
  std::vector<bool> node_gone_;
  std::vector<bool> edge_gone_;
  // Others rely on them being in the rows of the core.
  std::vector<bool> node_stays_;
  std::vector<bool> edge_stays_;
};

}  // namespace

bool MayMeet(const TypeFilter& a, const TypeFilter& b) {
  if (a.any || b.any) return true;
  return std::any_of(a.ids.begin(), a.ids.end(), [&](uint32_t id) {
    return std::find(b.ids.begin(), b.ids.end(), id) != b.ids.end();
  });
}

CountedPattern SplitCounted(const PatternGraph& graph, const SlotSet& needed,
                            const GraphView& view) {
  return Splitter(graph, needed, view).Split();
}

}  // namespace weft::graphstore::query
