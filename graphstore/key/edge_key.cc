#include "graphstore/key/edge_key.h"

#include <algorithm>
#include <cmath>

#include "base/coding.h"

namespace weft::graphstore {
namespace {

using Part = KeyOrder::Part;

void PutPart(Part part, const EdgeKey& key, std::string* out) {
  switch (part) {
    case Part::kSubject:
      return PutFixed64(key.subject.bits(), out);
    case Part::kRelation:
      return PutFixed32(key.relation.value(), out);
    case Part::kObject:
      return PutFixed64(key.object.bits(), out);
  }
}

bool GetNode(absl::string_view* in, NodeId* node) {
  uint64_t bits;
  if (!GetFixed64(in, &bits)) return false;
  *node = NodeId(bits);
  return true;
}

bool GetPart(Part part, absl::string_view* in, EdgeKey* key) {
  switch (part) {
    case Part::kSubject:
      return GetNode(in, &key->subject);
    case Part::kObject:
      return GetNode(in, &key->object);
    case Part::kRelation:
      break;
  }
  uint32_t relation;
  if (!GetFixed32(in, &relation)) return false;
  key->relation = RelationId(relation);
  return true;
}

bool Knows(const EdgePattern& pattern, Part part) {
  switch (part) {
    case Part::kSubject:
      return pattern.subject.has_value();
    case Part::kRelation:
      return pattern.relation.has_value();
    case Part::kObject:
      return pattern.object.has_value();
  }
  return false;
}

}  // namespace

std::string KeyOrder::Encode(const EdgeKey& key) const {
  std::string bytes(1, prefix_);
  bytes.reserve(kKeyBytes);
  for (const Part part : parts_) PutPart(part, key, &bytes);
  bytes.push_back(key.negated ? 1 : 0);
  return bytes;
}

bool KeyOrder::Decode(absl::string_view bytes, EdgeKey* key) const {
  if (bytes.size() != kKeyBytes || bytes.front() != prefix_) return false;
  bytes.remove_prefix(1);
  for (const Part part : parts_) {
    if (!GetPart(part, &bytes, key)) return false;
  }
  key->negated = bytes.front() == 1;
  return bytes.front() == 0 || bytes.front() == 1;
}

std::string KeyOrder::Prefix(const EdgePattern& pattern) const {
  const EdgeKey known = {pattern.subject.value_or(NodeId()),
                         pattern.relation.value_or(RelationId()),
                         pattern.object.value_or(NodeId()), false};
  std::string bytes(1, prefix_);
  for (const Part part : parts_) {
    if (!Knows(pattern, part)) break;
    PutPart(part, known, &bytes);
  }
  return bytes;
}

const KeyOrder& KeyOrder::For(const EdgePattern& pattern) {
  const bool s = pattern.subject.has_value();
  const bool p = pattern.relation.has_value();
  const bool o = pattern.object.has_value();
  if (o && !p) return kOsp;
  if (p && !s) return kPos;
  return kSpo;
}

std::string EncodeEdgeValue(const EdgeValue& value) {
  std::string bytes(1, static_cast<char>(value.confidence));
  int shift = 56;
  while (shift > 0 && (value.statement.value() >> shift) == 0) shift -= 8;
  for (; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(value.statement.value() >> shift));
  }
  return bytes;
}

bool DecodeEdgeValue(absl::string_view bytes, EdgeValue* value) {
  if (bytes.size() < 2 || bytes.size() > 9) return false;
  value->confidence = static_cast<uint8_t>(bytes.front());
  uint64_t statement = 0;
  for (const char byte : bytes.substr(1)) {
    statement = (statement << 8) | static_cast<uint8_t>(byte);
  }
  value->statement = StatementId(statement);
  return true;
}

uint8_t QuantizeConfidence(double confidence) {
  return static_cast<uint8_t>(
      std::lround(std::clamp(confidence, 0.0, 1.0) * 255));
}

float DequantizeConfidence(uint8_t confidence) { return confidence / 255.0f; }

}  // namespace weft::graphstore
