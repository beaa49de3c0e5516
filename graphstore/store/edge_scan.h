// Edges by whatever parts are known: the one place that picks an index.
#ifndef WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_
#define WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/query.h"
#include "graphstore/store/view.h"

namespace weft::graphstore {

// Sets of which an edge must have one each. nullopt: anything.
struct EdgeSets {
  std::optional<std::vector<NodeId>> subjects;
  std::optional<std::vector<RelationId>> relations;
  std::optional<std::vector<NodeId>> objects;
};

// What is to be read for such sets: ranges of one index, ascending and
// disjoint. Not all in them need match.
struct EdgePlan {
  const KeyOrder* order = &kSpo;
  std::vector<std::string> prefixes;
};
EdgePlan PlanEdges(const EdgeSets& sets);

bool Matches(const EdgeSets& sets, const EdgeKey& key);

// False for a damaged row.
bool DecodeEdge(const KeyOrder& order, absl::string_view key,
                absl::string_view value, Edge* edge);

// The edges of the plan that match, in the order of its keys, from the one
// after key `after` on ("" = all). `visit` gets the edge and its key; false
// stops.
absl::Status VisitPlan(
    const View& view, const EdgePlan& plan, const EdgeSets& sets,
    absl::string_view after,
    absl::FunctionRef<bool(const Edge& edge, absl::string_view key)> visit);

// Reader::VisitEdges.
absl::Status VisitNodeEdges(
    const View& view, absl::Span<const NodeId> nodes, const EdgeFilter& filter,
    absl::FunctionRef<bool(size_t i, const Edge& edge, bool outgoing)> visit);

// Whether a filter lets an edge pass, its direction and relation aside.
bool Passes(const EdgeFilter& filter, const Edge& edge);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_EDGE_SCAN_H_
