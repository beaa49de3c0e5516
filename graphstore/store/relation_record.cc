#include "graphstore/store/relation_record.h"

#include "absl/strings/str_cat.h"
#include "base/coding.h"

namespace weft::graphstore {

std::string EncodeRelationRecord(const RelationRecord& record) {
  std::string bytes;
  PutVarint(record.statement_count, &bytes);
  absl::StrAppend(&bytes, record.name);
  return bytes;
}

bool DecodeRelationRecord(absl::string_view bytes, RelationRecord* record) {
  if (!GetVarint(&bytes, &record->statement_count)) return false;
  record->name = std::string(bytes);
  return !bytes.empty();
}

std::string EncodeRelationId(RelationId id) {
  std::string bytes;
  PutFixed32(id.value(), &bytes);
  return bytes;
}

bool DecodeRelationId(absl::string_view bytes, RelationId* id) {
  uint32_t value;
  if (!GetFixed32(&bytes, &value) || !bytes.empty()) return false;
  *id = RelationId(value);
  return true;
}

std::string EncodeNodeId(NodeId id) {
  std::string bytes;
  PutFixed64(id.bits(), &bytes);
  return bytes;
}

bool DecodeNodeId(absl::string_view bytes, NodeId* id) {
  uint64_t bits;
  if (!GetFixed64(&bytes, &bits) || !bytes.empty()) return false;
  *id = NodeId(bits);
  return true;
}

}  // namespace weft::graphstore
