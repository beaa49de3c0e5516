// The graph that is there before a load, as far as the load needs to know it.
#ifndef WEFT_GRAPHSTORE_LOAD_BASE_GRAPH_H_
#define WEFT_GRAPHSTORE_LOAD_BASE_GRAPH_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/status.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/kv/database.h"
#include "graphstore/load/coded_triples.h"
#include "graphstore/store/adjacency_block.h"
#include "graphstore/store/bulk_write.h"

namespace weft::graphstore {

// Entities by their number in the file. As long as all are new to the graph
// their ids follow each other: then no table is looked at, which with millions
// of entities would be a line of memory for each end of an edge.
class EntityIds {
 public:
  // Of the next number.
  void Add(NodeId id) {
    if (size_ == 0) first_ = id;
    const bool follows = id.payload() == first_.payload() + size_;
    if (ids_.empty() && !follows) {
      for (uint32_t i = 0; i < size_; ++i) {
        ids_.push_back(NodeId::Entity(first_.payload() + i));
      }
    }
    if (!ids_.empty() || !follows) ids_.push_back(id);
    ++size_;
  }

  NodeId operator[](uint32_t number) const {
    return ids_.empty() ? NodeId::Entity(first_.payload() + number)
                        : ids_[number];
  }
  uint32_t size() const { return size_; }

 private:
  NodeId first_;
  uint32_t size_ = 0;
  std::vector<NodeId> ids_;  // empty: they follow each other
};

// Ids for what a file names: those of the graph where it has them.
struct LoadedIds {
  EntityIds entities;
  std::vector<NodeId> values;  // by number in the file
  std::vector<RelationId> relations;
  // Numbers in the file of those that are new to the graph, in order: their ids
  // follow each other from Meta::next on.
  std::vector<uint32_t> new_entities;
  std::vector<uint32_t> new_literals;  // of values
  std::vector<uint32_t> new_relations;
};

// Reads are of one snapshot; thread-safe.
class BaseGraph {
 public:
  // `base` outlives it.
  explicit BaseGraph(const BulkBase& base) : base_(base) {}

  const Meta& meta() const { return base_.meta; }
  // Without documents nothing needs to be read.
  bool empty() const { return base_.meta.totals.documents == 0; }

  // Links names as Store::WriteDocument() does by LinkBy::kExactName. Errors:
  // ResourceExhausted (too many relations), those of reading.
  absl::StatusOr<LoadedIds> Link(const CodedTriples& triples) const;

  // Whether the graph may have edges of this node.
  bool Existed(NodeId node) const;

  // The rows of one list, in order.
  absl::StatusOr<std::vector<kv::Row>> Rows(const std::string& prefix) const;
  absl::StatusOr<std::optional<std::string>> Get(const std::string& key) const {
    return base_.database.Get(base_.options, key);
  }

 private:
  absl::Status LinkEntities(const NameTable& names, LoadedIds* ids) const;
  absl::Status LinkRelations(const NameTable& names, LoadedIds* ids) const;
  absl::Status LinkValues(const std::vector<CodedValue>& values,
                          LoadedIds* ids) const;

  const BulkBase& base_;
};

// Walks through the edges that a node has in the graph, while new ones for the
// same list come in order.
class BaseList {
 public:
  BaseList(const BaseGraph& base, bool incoming)
      : base_(base), incoming_(incoming) {}

  // Goes to the list of this node; empty where the graph has none.
  absl::Status Start(NodeId node);

  // Calls `visit` for the edges before `position`; returns the one there, or
  // null. It counts as visited.
  template <typename Visit>
  const AdjacentEdge* AdvanceTo(const AdjacencyPosition& position,
                                Visit&& visit) {
    while (next_ < edges_.size() && PositionOf(edges_[next_]) < position) {
      visit(edges_[next_++]);
    }
    if (next_ == edges_.size() || PositionOf(edges_[next_]) != position) {
      return nullptr;
    }
    return &edges_[next_++];
  }
  template <typename Visit>
  void VisitRest(Visit&& visit) {
    while (next_ < edges_.size()) visit(edges_[next_++]);
  }

  bool empty() const { return edges_.empty(); }
  const std::vector<kv::Row>& rows() const { return rows_; }

 private:
  const BaseGraph& base_;
  const bool incoming_;
  std::vector<kv::Row> rows_;
  std::vector<AdjacentEdge> edges_;
  size_t next_ = 0;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_BASE_GRAPH_H_
