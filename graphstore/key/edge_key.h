// What makes a statement one statement, and how confidence is stored.
#ifndef WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_
#define WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_

#include <cstdint>
#include <utility>

#include "graphstore/key/ids.h"

namespace weft::graphstore {

// The identity of a statement.
struct EdgeKey {
  NodeId subject;
  RelationId relation;
  NodeId object;
  bool negated = false;

  friend bool operator==(const EdgeKey&, const EdgeKey&) = default;
  friend auto operator<=>(const EdgeKey&, const EdgeKey&) = default;
  template <typename H>
  friend H AbslHashValue(H state, const EdgeKey& key) {
    return H::combine(std::move(state), key.subject, key.relation, key.object,
                      key.negated);
  }
};

// 0..1 to 0..255, to the nearest, and back.
uint8_t QuantizeConfidence(double confidence);
float DequantizeConfidence(uint8_t confidence);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_
