// The rows of loaded edges: adjacency blocks, and the degrees of long lists.
#ifndef WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_
#define WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
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
  void Add(const LoadedEdge& edge);
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

// Index 'O' or 'I': the blocks of all lists, one at a time.
class AdjacencyRows : public MadeRows {
 public:
  // All outlive it. `sorter` is finished and read by nobody else meanwhile;
  // `first_statement` is the id of statement number 0.
  AdjacencyRows(bool incoming, EdgeSorter* sorter,
                const std::vector<LoadedTime>& times,
                const StatementNumbers& numbers, uint64_t first_statement);

  absl::StatusOr<bool> Make(std::string* key, std::string* value) override;

 private:
  AdjacentEdge ToEdge() const;

  const bool incoming_;
  EdgeSorter& sorter_;
  const std::vector<LoadedTime>& times_;
  const StatementNumbers& numbers_;
  const uint64_t first_statement_;
  StatementReader reader_;
  std::vector<LoadedEdge> next_;  // of the next statement
  bool more_;
  std::vector<AdjacentEdge> block_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_EDGE_ROWS_H_
