// Triples as edges to be sorted, and the statements that sorted ones make.
#ifndef WEFT_GRAPHSTORE_LOAD_LOADED_EDGE_H_
#define WEFT_GRAPHSTORE_LOAD_LOADED_EDGE_H_

#include <cstdint>
#include <vector>

#include "graphstore/key/block_key.h"
#include "graphstore/key/ids.h"
#include "graphstore/load/external_sorter.h"

namespace weft::graphstore {

// A triple seen from one of its ends: `node` is the end whose list it is in.
struct LoadedEdge {
  uint64_t node = 0;   // NodeId::bits()
  uint64_t other = 0;  // likewise
  uint32_t relation = 0;
  uint32_t ordinal = 0;         // number of the triple in its file, from 0
  uint32_t time = 0;            // number of its time; 0 = none
  uint32_t local_relation = 0;  // number of the relation in its file

  // For RadixSort().
  static constexpr int kKeys = 4;
  uint64_t key(int index) const {
    return index == 0   ? node
           : index == 1 ? relation
           : index == 2 ? other
                        : ordinal;
  }

  // In the order of the lists of a node, then of the file.
  friend bool operator<(const LoadedEdge& a, const LoadedEdge& b) {
    if (a.node != b.node) return a.node < b.node;
    if (a.relation != b.relation) return a.relation < b.relation;
    if (a.other != b.other) return a.other < b.other;
    return a.ordinal < b.ordinal;
  }
  AdjacencyPosition position() const {
    return {RelationId(relation), NodeId(other), /*negated=*/false};
  }
  bool SameStatement(const LoadedEdge& edge) const {
    return node == edge.node && relation == edge.relation &&
           other == edge.other;
  }
};
using EdgeSorter = ExternalSorter<LoadedEdge>;

// Reads a finished sorter from its start, one statement after the other: the
// edges that differ in ordinal and time only.
class StatementReader {
 public:
  // Rewinds `sorter`, and is its only reader until it is done.
  explicit StatementReader(EdgeSorter* sorter) : sorter_(*sorter) {
    more_ = sorter_.Rewind().ok() && sorter_.Next(&next_);
  }

  // False at the end, or after an error (sorter->status()). `edges` are one or
  // more, in the order of the file.
  bool Next(std::vector<LoadedEdge>* edges) {
    edges->clear();
    while (more_ && (edges->empty() || edges->front().SameStatement(next_))) {
      edges->push_back(next_);
      more_ = sorter_.Next(&next_);
    }
    return !edges->empty();
  }

 private:
  EdgeSorter& sorter_;
  LoadedEdge next_;
  bool more_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_LOAD_LOADED_EDGE_H_
