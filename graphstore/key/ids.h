// Ids of the graph store.
//
// An id is dense, 64 bits wide (32 for relations), unrelated to any name, and
// never reused. A NodeId is what can stand at either end of a statement: an
// entity, or a value (number, date, string ...). Its top four bits say which;
// graphstore/dict/value_id.h packs and unpacks the rest. Node ids compare like
// what they stand for, within one kind: numbers and dates in their order.
#ifndef WEFT_GRAPHSTORE_KEY_IDS_H_
#define WEFT_GRAPHSTORE_KEY_IDS_H_

#include <cstdint>
#include <utility>

#include "base/strong_id.h"

namespace weft::graphstore {

// The top four bits of a NodeId. Stored: never renumber.
enum class NodeKind : uint8_t {
  kNone = 0,         // no object: "DeepSeek collapsed"
  kEntity = 1,       // a counter
  kNumber = 2,       // the number itself
  kPercent = 3,      // the number itself
  kDate = 4,         // start and granularity
  kShortString = 5,  // up to seven bytes of lower-case text
  kLiteral = 6,      // a counter: any other value, by dictionary
};

class NodeId {
 public:
  constexpr NodeId() = default;
  constexpr explicit NodeId(uint64_t bits) : bits_(bits) {}
  static constexpr NodeId Make(NodeKind kind, uint64_t payload) {
    return NodeId((static_cast<uint64_t>(kind) << kPayloadBits) |
                  (payload & kPayloadMask));
  }
  static constexpr NodeId Entity(uint64_t number) {
    return Make(NodeKind::kEntity, number);
  }

  constexpr uint64_t bits() const { return bits_; }
  constexpr NodeKind kind() const {
    return static_cast<NodeKind>(bits_ >> kPayloadBits);
  }
  constexpr uint64_t payload() const { return bits_ & kPayloadMask; }
  constexpr bool is_none() const { return bits_ == 0; }
  constexpr bool is_entity() const { return kind() == NodeKind::kEntity; }

  friend constexpr bool operator==(NodeId, NodeId) = default;
  friend constexpr auto operator<=>(NodeId, NodeId) = default;
  template <typename H>
  friend H AbslHashValue(H state, NodeId id) {
    return H::combine(std::move(state), id.bits_);
  }

  static constexpr int kPayloadBits = 60;
  static constexpr uint64_t kPayloadMask = (uint64_t{1} << kPayloadBits) - 1;

 private:
  uint64_t bits_ = 0;
};

using RelationId = StrongId<struct RelationIdTag, uint32_t>;
using StatementId = StrongId<struct StatementIdTag>;
using DocumentId = StrongId<struct DocumentIdTag>;

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_KEY_IDS_H_
