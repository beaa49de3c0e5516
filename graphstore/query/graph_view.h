// A property graph as the query engine sees it: the narrow seam under it.
//
// The engine runs on anything that can answer these questions: the store
// (store_view.h), a small graph in memory in tests. One view is one state of
// the graph; it does not change while a query runs. A view is used by one
// thread at a time. Errors are those of the storage below.
#ifndef WEFT_GRAPHSTORE_QUERY_GRAPH_VIEW_H_
#define WEFT_GRAPHSTORE_QUERY_GRAPH_VIEW_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// As seen from the node that is expanded.
enum class Direction : uint8_t { kOut, kIn, kBoth };

inline Direction Reverse(Direction direction) {
  return direction == Direction::kOut  ? Direction::kIn
         : direction == Direction::kIn ? Direction::kOut
                                       : Direction::kBoth;
}

// Which relationship types; without ids none matches unless `any`.
struct TypeFilter {
  bool any = true;
  std::vector<uint32_t> ids;

  bool Matches(uint32_t type) const {
    return any || std::find(ids.begin(), ids.end(), type) != ids.end();
  }
};

// One relationship as seen from an expanded node.
struct Step {
  RelationshipRef relationship;
  uint64_t other = 0;  // the node at its other end
};

// Pulls node ids in batches.
class NodeCursor {
 public:
  virtual ~NodeCursor() = default;
  // Replaces `batch` with the next ids; empty at the end.
  virtual absl::Status Next(std::vector<uint64_t>* batch) = 0;
};

class GraphView {
 public:
  virtual ~GraphView() = default;

  // --- Nodes ---------------------------------------------------------------

  // The nodes with this label, each once; "" = all of them.
  virtual absl::StatusOr<std::unique_ptr<NodeCursor>> ScanNodes(
      absl::string_view label) const = 0;
  // The nodes at which relationships of these types start (kOut) or end (kIn),
  // each once. `types` has ids, and StartCount is finite.
  virtual absl::StatusOr<std::unique_ptr<NodeCursor>> ScanStarts(
      const TypeFilter& types, Direction direction) const = 0;
  // Whether FindNodes can be asked for this property.
  virtual bool IsIndexed(absl::string_view key) const = 0;
  // Candidates for `key` = `value`, each once: all nodes with that property,
  // and possibly others.
  virtual absl::StatusOr<std::vector<uint64_t>> FindNodes(
      absl::string_view key, const Value& value) const = 0;
  virtual absl::StatusOr<std::vector<std::string>> Labels(
      uint64_t node) const = 0;
  virtual absl::StatusOr<bool> HasLabel(uint64_t node,
                                        absl::string_view label) const = 0;
  // How the node is called in results: its id as text.
  virtual absl::StatusOr<std::string> ElementId(uint64_t node) const = 0;
  // null: there is none.
  virtual absl::StatusOr<Value> NodeProperty(uint64_t node,
                                             absl::string_view key) const = 0;
  virtual absl::StatusOr<Map> NodeProperties(uint64_t node) const = 0;

  // --- Relationships -------------------------------------------------------

  // nullopt: no relationship has this type.
  virtual absl::StatusOr<std::optional<uint32_t>> FindType(
      absl::string_view name) const = 0;
  virtual absl::StatusOr<std::string> TypeName(uint32_t type) const = 0;
  virtual absl::StatusOr<Value> RelationshipProperty(
      const RelationshipRef& relationship, absl::string_view key) const = 0;
  virtual absl::StatusOr<Map> RelationshipProperties(
      const RelationshipRef& relationship) const = 0;
  // Calls `visit(i, step)` for the relationships of nodes[i]; false skips the
  // rest of that node. Steps of one node come one after the other where
  // `direction` is not kBoth. With kBoth a loop comes once.
  virtual absl::Status Expand(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types,
      absl::FunctionRef<bool(size_t i, const Step& step)> visit) const = 0;

  // The same without the relationships: calls `visit(i, ends)` with some of the
  // nodes at the other ends at a time.
  virtual absl::Status ExpandEnds(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types,
      absl::FunctionRef<bool(size_t i, absl::Span<const uint64_t> ends)> visit)
      const {
    return Expand(nodes, direction, types, [&](size_t i, const Step& step) {
      return visit(i, absl::MakeConstSpan(&step.other, 1));
    });
  }

  // For each node how many relationships Expand visits; ascending nodes are the
  // fast order. `direction` is not kBoth.
  virtual absl::StatusOr<std::vector<uint64_t>> Degrees(
      absl::Span<const uint64_t> nodes, Direction direction,
      const TypeFilter& types) const = 0;

  // --- Statistics: estimates for the optimiser -----------------------------

  virtual double NodeCount() const = 0;
  virtual double LabelCount(absl::string_view label) const = 0;
  virtual double RelationshipCount(const TypeFilter& types) const = 0;
  // Of nodes that ScanStarts finds, at most; infinite where it cannot be asked.
  // It always can for kOut.
  virtual double StartCount(const TypeFilter& types,
                            Direction direction) const = 0;
  // Of one node, quickly; an upper bound is enough.
  virtual absl::StatusOr<uint64_t> Degree(uint64_t node, Direction direction,
                                          const TypeFilter& types) const = 0;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_GRAPH_VIEW_H_
