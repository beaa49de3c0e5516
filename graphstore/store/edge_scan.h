// Edges by whatever parts are known: the one place that picks an index.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Sets of which an edge must have one each. nullopt: anything.
struct EdgeSets {
  std::optional<std::vector<NodeId>> subjects;
  std::optional<std::vector<RelationId>> relations;
  std::optional<std::vector<NodeId>> objects;
};

// What is to be read for such sets. Not all in it need match.
struct EdgePlan {
  enum class By : uint8_t {
    kSubject,   // the outgoing edges of `nodes`
    kObject,    // the incoming edges of `nodes`
    kRelation,  // the edges of `relations`, by subject
    kAll,
  };
  By by = By::kAll;
  std::vector<NodeId> nodes;  // ascending
  // Ascending. By a node: only these, or all where empty.
  std::vector<RelationId> relations;
  // Ascending. By a node: only edges to these, or all where empty.
  std::vector<NodeId> others;
};
EdgePlan PlanEdges(const EdgeSets& sets);

bool Matches(const EdgeSets& sets, const EdgeKey& key);

// The edges of the plan that match, in a fixed order, from the one after
// `after` on ("" = all). `visit` gets the edge and its place in that order, to
// be given as `after`; false stops. InvalidArgument: not such a place.
absl::Status VisitPlan(
    const View& view, const EdgePlan& plan, const EdgeSets& sets,
    absl::string_view after,
    absl::FunctionRef<bool(const Edge& edge, const std::string& place)> visit);

// The edge at a place. InvalidArgument: there is none.
absl::StatusOr<Edge> EdgeAt(const View& view, const EdgePlan& plan,
                            absl::string_view place);

// A part of a node's list: from the first to the last position, both included.
using PositionRange = std::pair<AdjacencyPosition, AdjacencyPosition>;
// All of it.
std::vector<PositionRange> WholeRange();
// The edges of these relations, which ascend.
std::vector<PositionRange> RangesOf(absl::Span<const RelationId> relations);

// The edges of a list that stand in one of the ranges (ascending, disjoint),
// in order. `visit` may read. False stops; *stopped says so.
absl::Status VisitList(const View& view, NodeId node, bool incoming,
                       absl::Span<const PositionRange> ranges,
                       absl::FunctionRef<bool(const AdjacentEdge& edge)> visit,
                       bool* stopped);

Edge ToEdge(const AdjacentEdge& edge, NodeId node, bool incoming);

// Statements of a node's list by relation.
absl::StatusOr<std::vector<RelationDegree>> ReadDegrees(const View& view,
                                                        NodeId node,
                                                        bool incoming);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_
