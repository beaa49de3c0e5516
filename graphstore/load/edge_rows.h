// The rows of loaded edges: adjacency blocks, and the degrees of long lists.
#ifndef WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/load/base_graph.h"
#include "graphstore/load/loaded_edge.h"
#include "graphstore/load/loaded_mention.h"
#include "graphstore/load/row_streams.h"
#include "graphstore/load/statement_numbers.h"
#include "graphstore/store/adjacency_block.h"

namespace weft::graphstore {

// Index 'F': counts the edges of each node by relation, and adds a row for each
// list that has more than one block.
class DegreeCounter {
 public:
  // Adds to `rows`, which outlives it, by node ascending.
  DegreeCounter(bool incoming, ListedRows* rows)
      : incoming_(incoming), rows_(*rows) {}

  // One edge of each statement, in order.
  void Add(NodeId node, const AdjacencyPosition& edge);
  // After the last one.
  void Finish();

 private:
  const bool incoming_;
  ListedRows& rows_;
  NodeId node_;
  std::vector<RelationDegree> degrees_;  // of `node_`
  size_t blocks_ = 0;
  bool open_ = false;  // there are edges behind the last cut
};

// Index 'O' or 'I': the blocks of all lists, one at a time; lists that the
// graph has already, merged with what is new.
class AdjacencyRows : public kv::SortedStream {
 public:
  // All outlive it. `sorter` is finished and read by nobody else meanwhile.
  AdjacencyRows(const BaseGraph& base, bool incoming, EdgeSorter* sorter,
                const std::vector<LoadedTime>& times,
                const StatementNumbers& numbers);

  absl::StatusOr<bool> Next(kv::BulkRow* row) override;

 private:
  AdjacentEdge ToEdge() const;
  void MakeBlock(NodeId node);
  void MergeList(NodeId node);

  const bool incoming_;
  EdgeSorter& sorter_;
  const std::vector<LoadedTime>& times_;
  const StatementNumbers& numbers_;
  StatementReader reader_;
  std::vector<LoadedEdge> next_;  // of the next statement
  bool more_;
  NodeId node_;  // of the block before
  BaseList list_;
  std::vector<AdjacentEdge> edges_;  // of a block, or of a merged list
  ListedRows made_;                  // not handed out yet
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_
