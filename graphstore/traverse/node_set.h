// A set of nodes for one traversal: a bit for each entity of the graph.
//
// The bits come zeroed from the system, page by page as they are touched, so
// that a small search in a large graph costs what it touches. Values are few
// and go into a hash set. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_TRAVERSE_NODE_SET_H_
#define WEFT_GRAPHSTORE_TRAVERSE_NODE_SET_H_

#include <cstdint>
#include <cstdlib>
#include <memory>

#include "absl/container/flat_hash_set.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

class NodeSet {
 public:
  // For entities with numbers below `entity_bound`; all others work, too. Node
  // "none" is in every set: nothing leads through it.
  explicit NodeSet(uint64_t entity_bound)
      : bound_(entity_bound),
        bits_(static_cast<uint64_t*>(
            std::calloc(entity_bound / 64 + 1, sizeof(uint64_t)))) {
    others_.insert(NodeId());
  }

  // False: it was there.
  bool Insert(NodeId node) {
    if (!Dense(node)) return others_.insert(node).second;
    uint64_t& word = bits_.get()[node.payload() / 64];
    const uint64_t bit = uint64_t{1} << (node.payload() % 64);
    if (word & bit) return false;
    word |= bit;
    return true;
  }
  bool Contains(NodeId node) const {
    if (!Dense(node)) return others_.contains(node);
    return bits_.get()[node.payload() / 64] >> (node.payload() % 64) & 1;
  }

 private:
  struct Free {
    void operator()(uint64_t* bits) const { std::free(bits); }
  };

  bool Dense(NodeId node) const {
    return node.is_entity() && node.payload() < bound_ && bits_ != nullptr;
  }

  const uint64_t bound_;
  const std::unique_ptr<uint64_t, Free> bits_;  // null: there was no memory
  absl::flat_hash_set<NodeId> others_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_TRAVERSE_NODE_SET_H_
