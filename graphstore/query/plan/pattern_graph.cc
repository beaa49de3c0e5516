#include "graphstore/query/plan/pattern_graph.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace weft::graphstore::query {
namespace {

class Maker {
 public:
  Maker(const Pattern& pattern, const GraphView& view)
      : pattern_(pattern), view_(view) {
    for (int slot : pattern.new_slots) new_slots_.Add(slot);
  }

  absl::StatusOr<PatternGraph> Make(const Expr* where) {
    for (const PathPattern& path : pattern_.paths) {
      WEFT_RETURN_IF_ERROR(AddPath(path));
    }
    if (where != nullptr) AddCondition(*where);
    return std::move(graph_);
  }

 private:
  absl::Status AddPath(const PathPattern& path) {
    const NodePattern& first = path.nodes[0];
    if (path.relationships.empty() && first.labels.empty() &&
        !new_slots_.Has(first.slot)) {
      // Of nodes that are bound before, null matches nothing.
      AddLabels(first);
    }
    for (size_t i = 0; i < path.nodes.size(); ++i) {
      const size_t right = AddNode(path.nodes[i]);
      if (i == 0) continue;
      const RelationshipPattern& step = path.relationships[i - 1];
      PatternEdge edge;
      edge.left = node_of_[path.nodes[i - 1].slot];
      edge.right = right;
      edge.step = &step;
      edge.bound = !new_slots_.Has(step.slot);
      if (path.selector != PathSelector::kAll) edge.shortest = &path;
      WEFT_ASSIGN_OR_RETURN(edge.types, Resolve(step.types));
      graph_.edges.push_back(std::move(edge));
      // Properties of a shortest path are tested on the way.
      if (path.selector == PathSelector::kAll) {
        AddProperties(step.properties, step.slot);
      }
    }
    return absl::OkStatus();
  }

  size_t AddNode(const NodePattern& node) {
    const auto [it, added] =
        node_of_.try_emplace(node.slot, graph_.nodes.size());
    if (added) graph_.nodes.push_back({node.slot, !new_slots_.Has(node.slot)});
    if (!node.labels.empty()) AddLabels(node);
    AddProperties(node.properties, node.slot);
    return it->second;
  }

  // Also where it has none: that it is a node.
  void AddLabels(const NodePattern& node) {
    Predicate predicate;
    predicate.kind = Predicate::Kind::kLabels;
    predicate.slot = node.slot;
    predicate.labels = node.labels;
    graph_.predicates.push_back({std::move(predicate), New({node.slot})});
  }

  void AddProperties(const ExprPtr& properties, int slot) {
    if (!properties) return;
    for (size_t i = 0; i < properties->names.size(); ++i) {
      Predicate predicate;
      predicate.kind = Predicate::Kind::kProperty;
      predicate.slot = slot;
      predicate.key = properties->names[i];
      predicate.expr = properties->children[i].get();
      SlotSet slots;
      slots.Add(slot);
      AddSlots(*predicate.expr, &slots);
      graph_.predicates.push_back(
          {std::move(predicate), New(slots.ToVector())});
    }
  }

  void AddCondition(const Expr& expr) {
    if (expr.kind == ExprKind::kBinary && expr.op == BinaryOp::kAnd) {
      AddCondition(*expr.children[0]);
      AddCondition(*expr.children[1]);
      return;
    }
    Predicate predicate;
    predicate.expr = &expr;
    SlotSet slots;
    AddSlots(expr, &slots);
    graph_.predicates.push_back({std::move(predicate), New(slots.ToVector())});
  }

  std::vector<int> New(const std::vector<int>& slots) const {
    std::vector<int> result;
    for (int slot : slots) {
      if (new_slots_.Has(slot)) result.push_back(slot);
    }
    return result;
  }

  absl::StatusOr<TypeFilter> Resolve(const std::vector<std::string>& names) {
    TypeFilter filter;
    filter.any = names.empty();
    for (const std::string& name : names) {
      WEFT_ASSIGN_OR_RETURN(std::optional<uint32_t> type, view_.FindType(name));
      if (type.has_value()) filter.ids.push_back(*type);
    }
    return filter;
  }

  const Pattern& pattern_;
  const GraphView& view_;
  SlotSet new_slots_;
  PatternGraph graph_;
  absl::flat_hash_map<int, size_t> node_of_;
};

}  // namespace

absl::StatusOr<PatternGraph> MakePatternGraph(const Pattern& pattern,
                                              const Expr* where,
                                              const GraphView& view) {
  return Maker(pattern, view).Make(where);
}

}  // namespace weft::graphstore::query
