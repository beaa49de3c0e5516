// The pattern of one MATCH as a graph, and the order in which to find it.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_PATTERN_GRAPH_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_PATTERN_GRAPH_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/plan/plan.h"
#include "graphstore/query/plan/slots.h"

namespace weft::graphstore::query {

struct PatternNode {
  int slot = -1;
  bool bound = false;  // before the pattern
};

struct PatternEdge {
  size_t left = 0;  // indexes of nodes
  size_t right = 0;
  const RelationshipPattern* step = nullptr;
  const PathPattern* shortest = nullptr;  // with a selector: found at the end
  bool bound = false;
  TypeFilter types;
};

struct PatternPredicate {
  Predicate predicate;
  // New slots of the pattern that must be bound before, and those of other
  // origin do not matter.
  std::vector<int> needs;
};

struct PatternGraph {
  std::vector<PatternNode> nodes;
  std::vector<PatternEdge> edges;
  std::vector<PatternPredicate> predicates;
};

// `where` may be null. Inline labels and properties and the parts of `where`
// joined by AND become predicates, in this order.
absl::StatusOr<PatternGraph> MakePatternGraph(const Pattern& pattern,
                                              const Expr* where,
                                              const GraphView& view);

// How to find all nodes with a property, from an equality among the predicates.
struct Seek {
  std::string key;
  const Expr* value = nullptr;
  bool list = false;            // one of the values of a list
  double rows = 1;              // estimate
  std::vector<uint64_t> found;  // where the value is known, at most a few
};

struct OrderStep {
  enum class Kind { kStart, kExpand } kind = Kind::kStart;
  size_t node = 0;        // kStart
  size_t edge = 0;        // kExpand
  bool from_left = true;  // kExpand
  double rows = 1;        // estimate, after it
};

class PatternOrder {
 public:
  PatternOrder(const PatternGraph& graph, const GraphView& view,
               const Map& parameters)
      : graph_(graph), view_(view), parameters_(parameters) {}

  // Steps that bind every node and every edge but the shortest paths.
  // `rows`: estimate of the input.
  absl::StatusOr<std::vector<OrderStep>> Best(double rows);
  // The same as the pattern is written.
  std::vector<OrderStep> AsWritten() const;
  // Null: no index helps for this node when `bound` slots are known.
  const Seek* SeekFor(size_t node) const {
    return seeks_[node].value != nullptr ? &seeks_[node] : nullptr;
  }
  // The label with the fewest nodes; "" for none.
  absl::string_view LabelFor(size_t node) const { return labels_[node]; }
  // The edge whose types have fewer starts than there are nodes to look
  // through otherwise; null: none.
  const PatternEdge* StartOf(size_t node) const { return starts_[node]; }

 private:
  struct State {
    std::vector<bool> nodes;
    std::vector<bool> edges;
    double rows = 1;
    double cost = 0;
    std::vector<OrderStep> steps;
  };

  absl::Status Estimate();
  void EstimateStarts();
  absl::Status EstimateSeek(size_t node, const PatternPredicate& predicate);
  absl::Status ConsiderSeek(size_t node, absl::string_view key,
                            const Expr* value, bool list);
  double Fanout(const PatternEdge& edge, bool from_left,
                const State& state) const;
  void Start(size_t node, State* state) const;
  void Expand(size_t edge, bool from_left, double fanout, State* state) const;
  // Follows edges, cheapest first, until none hangs on a bound node.
  void Grow(State* state) const;
  bool Complete(const State& state) const;

  const PatternGraph& graph_;
  const GraphView& view_;
  const Map& parameters_;
  std::vector<Seek> seeks_;
  std::vector<std::string> labels_;
  std::vector<const PatternEdge*> starts_;
  std::vector<double> scan_rows_;    // of a start at the node
  std::vector<double> selectivity_;  // of its predicates, for arrivals
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_PATTERN_GRAPH_H_
