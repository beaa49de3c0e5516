#include "graphstore/key/block_key.h"

#include "base/coding.h"

namespace weft::graphstore {
namespace {

std::string Key64(char index, uint64_t value) {
  std::string bytes(1, index);
  PutFixed64(value, &bytes);
  return bytes;
}

// Takes the index byte away; false when it is another.
bool Take(char index, absl::string_view* key) {
  if (key->empty() || key->front() != index) return false;
  key->remove_prefix(1);
  return true;
}

bool TakeFlag(absl::string_view* in, bool* flag) {
  if (in->empty() || static_cast<uint8_t>(in->front()) > 1) return false;
  *flag = in->front() == 1;
  in->remove_prefix(1);
  return true;
}

bool TakeNode(absl::string_view* in, NodeId* node) {
  uint64_t bits;
  if (!GetFixed64(in, &bits)) return false;
  *node = NodeId(bits);
  return true;
}

}  // namespace

std::string AdjacencyPrefix(NodeId node, bool incoming) {
  return Key64(incoming ? 'I' : 'O', node.bits());
}

std::string AdjacencySuffix(const AdjacencyPosition& position) {
  std::string bytes;
  PutFixed32(position.relation.value(), &bytes);
  PutFixed64(position.other.bits(), &bytes);
  bytes.push_back(position.negated ? 1 : 0);
  return bytes;
}

bool ParseAdjacencySuffix(absl::string_view suffix,
                          AdjacencyPosition* position) {
  uint32_t relation;
  if (!GetFixed32(&suffix, &relation) || !TakeNode(&suffix, &position->other) ||
      !TakeFlag(&suffix, &position->negated)) {
    return false;
  }
  position->relation = RelationId(relation);
  return suffix.empty();
}

bool ParseAdjacencyKey(absl::string_view key, NodeId* node, bool* incoming,
                       absl::string_view* suffix) {
  *incoming = !key.empty() && key.front() == 'I';
  if (!Take(*incoming ? 'I' : 'O', &key) || !TakeNode(&key, node)) return false;
  *suffix = key;
  AdjacencyPosition position;
  return key == kLastBlockSuffix || ParseAdjacencySuffix(key, &position);
}

std::string SubjectsPrefix(RelationId relation) {
  std::string bytes(1, 'P');
  PutFixed32(relation.value(), &bytes);
  return bytes;
}

std::string NumberSuffix(uint64_t number) {
  std::string bytes;
  PutFixed64(number, &bytes);
  return bytes;
}

std::string DegreesKey(NodeId node, bool incoming) {
  std::string bytes = Key64('F', node.bits());
  bytes.push_back(incoming ? 1 : 0);
  return bytes;
}

bool ParseDegreesKey(absl::string_view key, NodeId* node, bool* incoming) {
  return Take('F', &key) && TakeNode(&key, node) && TakeFlag(&key, incoming) &&
         key.empty();
}

std::string StatementChunkKey(uint64_t chunk) { return Key64('S', chunk); }

bool ParseStatementChunkKey(absl::string_view key, uint64_t* chunk) {
  return Take('S', &key) && GetFixed64(&key, chunk) && key.empty();
}

std::string DocumentStatementsPrefix(DocumentId document) {
  return Key64('T', document.value());
}

std::string DocumentStatementsKey(DocumentId document, uint32_t chunk) {
  std::string bytes = DocumentStatementsPrefix(document);
  PutFixed32(chunk, &bytes);
  return bytes;
}

bool ParseDocumentStatementsKey(absl::string_view key, DocumentId* document,
                                uint32_t* chunk) {
  uint64_t number;
  if (!Take('T', &key) || !GetFixed64(&key, &number) ||
      !GetFixed32(&key, chunk)) {
    return false;
  }
  *document = DocumentId(number);
  return key.empty();
}

std::string VersionKey(uint64_t version) { return Key64('V', version); }

bool ParseVersionKey(absl::string_view key, uint64_t* version) {
  return Take('V', &key) && GetFixed64(&key, version) && key.empty();
}

}  // namespace weft::graphstore
