// What the store keeps about a relation.
#ifndef WEFT_GRAPHSTORE_STORE_RELATION_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_RELATION_RECORD_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

inline constexpr size_t kMaxRelationBytes = 512;

struct RelationRecord {
  std::string name;
  uint64_t statement_count = 0;

  friend bool operator==(const RelationRecord&,
                         const RelationRecord&) = default;
};

// Varint statements, then the name to the end.
std::string EncodeRelationRecord(const RelationRecord& record);
bool DecodeRelationRecord(absl::string_view bytes, RelationRecord* record);

// The values of the indexes by name and by content: the id, big-endian.
std::string EncodeRelationId(RelationId id);
bool DecodeRelationId(absl::string_view bytes, RelationId* id);
std::string EncodeNodeId(NodeId id);
bool DecodeNodeId(absl::string_view bytes, NodeId* id);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_RELATION_RECORD_H_
