// How many edges of one relation each node has on one side.
//
// What counting over a whole graph reads in the place of the lists themselves:
// a bit for each entity number, and the counts of the entities whose bit is
// set, side by side. Where the counts of each 64 numbers begin is kept, so that
// one is found by counting bits (rank: Jacobson, "Space-efficient static trees
// and graphs", FOCS 1989). 4 bytes a node and 16 for each 64 numbers.
#ifndef WEFT_GRAPHSTORE_STORE_DEGREE_COLUMN_H_
#define WEFT_GRAPHSTORE_STORE_DEGREE_COLUMN_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "graphstore/key/ids.h"

namespace weft::graphstore {

// Thread-safe once it is made.
class DegreeColumn {
 public:
  // Nodes come in ascending order, each once; none is none, no degree is 0.
  void Append(NodeId node, uint32_t degree);

  // 0 for nodes that are not there.
  uint64_t Of(NodeId node) const {
    if (!node.is_entity()) return OfValue(node);
    const uint64_t word = node.payload() / 64;
    if (word >= words_.size()) return 0;
    const uint64_t bit = uint64_t{1} << (node.payload() % 64);
    const Word& at = words_[word];
    if ((at.nodes & bit) == 0) return 0;
    return degrees_[at.begin + std::popcount(at.nodes & (bit - 1))];
  }

  // Nodes.
  size_t size() const { return degrees_.size() + values_.size(); }
  // Of memory.
  size_t bytes() const;
  // Ascending.
  void AppendNodesTo(std::vector<NodeId>* nodes) const;

 private:
  struct Word {
    uint64_t nodes = 0;
    uint64_t begin = 0;  // in degrees_
  };

  uint64_t OfValue(NodeId node) const;

  std::vector<Word> words_;
  std::vector<uint32_t> degrees_;
  // What is no entity, ascending.
  std::vector<std::pair<NodeId, uint32_t>> values_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_DEGREE_COLUMN_H_
