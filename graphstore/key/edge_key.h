// Keys of the three edge indexes. A key order is a value.
//
// Every statement is stored under three keys, which hold the same parts in
// different orders, so that whatever parts a reader knows come first in one of
// them and the matches lie side by side:
//
//   order  prefix  parts                      finds
//   SPO    'O'     subject relation object    what a node says (outgoing)
//   POS    'P'     relation object subject    a relation; who has it to a node
//   OSP    'I'     object subject relation    what points at a node (incoming)
//
// Layout: the prefix byte, then subject and object as 8 and the relation as 4
// bytes, big-endian, then one byte: 1 = negated, 0 = not. 22 bytes.
#ifndef WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_
#define WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
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

// The parts that a reader knows.
struct EdgePattern {
  std::optional<NodeId> subject;
  std::optional<RelationId> relation;
  std::optional<NodeId> object;
};

class KeyOrder {
 public:
  enum class Part : uint8_t { kSubject, kRelation, kObject };

  constexpr KeyOrder(char prefix, Part first, Part second, Part third)
      : prefix_(prefix), parts_{first, second, third} {}

  constexpr char prefix() const { return prefix_; }

  std::string Encode(const EdgeKey& key) const;
  // False: not a key of this order.
  bool Decode(absl::string_view bytes, EdgeKey* key) const;

  // The prefix of all keys that match: every known part up to the first
  // unknown one. Known parts after that are left for the reader to compare.
  std::string Prefix(const EdgePattern& pattern) const;

  // The order in which all known parts of the pattern come first.
  static const KeyOrder& For(const EdgePattern& pattern);

  static constexpr size_t kKeyBytes = 1 + 8 + 4 + 8 + 1;

 private:
  char prefix_;
  std::array<Part, 3> parts_;
};

inline constexpr KeyOrder kSpo('O', KeyOrder::Part::kSubject,
                               KeyOrder::Part::kRelation,
                               KeyOrder::Part::kObject);
inline constexpr KeyOrder kPos('P', KeyOrder::Part::kRelation,
                               KeyOrder::Part::kObject,
                               KeyOrder::Part::kSubject);
inline constexpr KeyOrder kOsp('I', KeyOrder::Part::kObject,
                               KeyOrder::Part::kSubject,
                               KeyOrder::Part::kRelation);
inline constexpr std::array<const KeyOrder*, 3> kKeyOrders = {&kSpo, &kPos,
                                                              &kOsp};

// The value under each of the three keys: the highest confidence of a mention
// in steps of 1/255 as one byte, then the statement id big-endian without
// leading zero bytes. It lets a traversal filter without reading mentions.
struct EdgeValue {
  StatementId statement;
  uint8_t confidence = 0;

  friend bool operator==(const EdgeValue&, const EdgeValue&) = default;
};
std::string EncodeEdgeValue(const EdgeValue& value);
bool DecodeEdgeValue(absl::string_view bytes, EdgeValue* value);

// 0..1 to 0..255, to the nearest, and back.
uint8_t QuantizeConfidence(double confidence);
float DequantizeConfidence(uint8_t confidence);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_KEY_EDGE_KEY_H_
