#include "graphstore/store/adjacency_block.h"

#include <cstddef>

#include "base/coding.h"
#include "graphstore/store/block_cut.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {
namespace {

enum Flag : uint8_t {
  kNegated = 1,
  kConfidence = 2,
  kFrom = 4,
  kUntil = 8,
  kNoEntity = 16,
  kAllFlags = 31,
};

uint64_t ZigZag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^
         static_cast<uint64_t>(value >> 63);
}
int64_t UnZigZag(uint64_t value) {
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

uint64_t OwnNumber(NodeId owner) {
  return owner.is_entity() ? owner.payload() : 0;
}

uint8_t FlagsOf(const AdjacentEdge& edge) {
  return (edge.negated ? kNegated : 0) |
         (edge.confidence == 255 ? 0 : kConfidence) |
         (edge.validity.from == Validity::kOpenFrom ? 0 : kFrom) |
         (edge.validity.until == Validity::kOpenUntil ? 0 : kUntil) |
         (edge.other.is_entity() ? 0 : kNoEntity);
}

// Writes the edges of one relation after the other.
class Encoder {
 public:
  Encoder(NodeId owner, std::string* out)
      : own_(OwnNumber(owner)), out_(*out) {}

  void Group(absl::Span<const AdjacentEdge> edges) {
    const uint64_t relation = edges[0].relation.value();
    PutVarint(2 * relation + (edges.size() > 1), &out_);
    if (edges.size() > 1) PutVarint(edges.size() - 2, &out_);
    first_ = true;
    for (const AdjacentEdge& edge : edges) Put(edge);
  }

 private:
  uint64_t Step(NodeId other) {
    if (!other.is_entity()) return 0;
    const uint64_t number = other.payload();
    const uint64_t step =
        first_ ? ZigZag(static_cast<int64_t>(number - own_)) : number - before_;
    first_ = false;
    before_ = number;
    return step;
  }

  void Put(const AdjacentEdge& edge) {
    const uint8_t flags = FlagsOf(edge);
    PutVarint(2 * Step(edge.other) + (flags != 0), &out_);
    if (flags != 0) out_.push_back(static_cast<char>(flags));
    if (flags & kConfidence) {
      out_.push_back(static_cast<char>(edge.confidence));
    }
    if (flags & kNoEntity) PutNode(edge.other, &out_);
    if (flags & kFrom) PutSignedVarint(edge.validity.from, &out_);
    if (flags & kUntil) PutSignedVarint(edge.validity.until, &out_);
    PutSignedVarint(static_cast<int64_t>(edge.statement.value() - statement_),
                    &out_);
    statement_ = edge.statement.value();
  }

  const uint64_t own_;
  uint64_t before_ = 0;
  uint64_t statement_ = 0;
  bool first_ = true;
  std::string& out_;
};

class Decoder {
 public:
  Decoder(NodeId owner, absl::string_view in, std::vector<AdjacentEdge>* edges)
      : own_(OwnNumber(owner)), in_(in), edges_(*edges) {}

  bool Decode() {
    while (!in_.empty()) {
      if (!Group()) return false;
    }
    return true;
  }

 private:
  // Most varints are of one byte.
  bool Get(uint64_t* value) {
    if (!in_.empty() && static_cast<uint8_t>(in_.front()) < 0x80) {
      *value = static_cast<uint8_t>(in_.front());
      in_.remove_prefix(1);
      return true;
    }
    return GetVarint(&in_, value);
  }
  bool GetByte(uint8_t* byte) {
    if (in_.empty()) return false;
    *byte = static_cast<uint8_t>(in_.front());
    in_.remove_prefix(1);
    return true;
  }

  bool Group() {
    uint64_t head, count = 1;
    if (!Get(&head) || head >> 1 > std::numeric_limits<uint32_t>::max()) {
      return false;
    }
    if (head & 1) {
      // Each edge takes two bytes at least: bounds what damage can do.
      if (!Get(&count) || count > in_.size() / 2) return false;
      count += 2;
    }
    first_ = true;
    const RelationId relation(static_cast<uint32_t>(head >> 1));
    for (uint64_t i = 0; i < count; ++i) {
      edges_.emplace_back().relation = relation;
      if (!Edge(&edges_.back())) return false;
    }
    return true;
  }

  bool Edge(AdjacentEdge* edge) {
    uint64_t head, statement;
    uint8_t flags = 0;
    if (!Get(&head)) return false;
    if ((head & 1) && (!GetByte(&flags) || !Flagged(flags, edge))) return false;
    if (!(flags & kNoEntity)) {
      const uint64_t step = head >> 1;
      before_ = first_ ? own_ + static_cast<uint64_t>(UnZigZag(step))
                       : before_ + step;
      first_ = false;
      if (before_ > NodeId::kPayloadMask) return false;
      edge->other = NodeId::Entity(before_);
    }
    if (!Get(&statement)) return false;
    statement_ += static_cast<uint64_t>(UnZigZag(statement));
    edge->statement = StatementId(statement_);
    return true;
  }

  bool Flagged(uint8_t flags, AdjacentEdge* edge) {
    edge->negated = flags & kNegated;
    return flags <= kAllFlags &&
           (!(flags & kConfidence) || GetByte(&edge->confidence)) &&
           (!(flags & kNoEntity) || GetNode(&in_, &edge->other)) &&
           (!(flags & kFrom) || GetSignedVarint(&in_, &edge->validity.from)) &&
           (!(flags & kUntil) || GetSignedVarint(&in_, &edge->validity.until));
  }

  const uint64_t own_;
  uint64_t before_ = 0;
  uint64_t statement_ = 0;
  bool first_ = true;
  absl::string_view in_;
  std::vector<AdjacentEdge>& edges_;
};

}  // namespace

bool EndsBlock(const AdjacencyPosition& position) {
  const uint64_t label =
      2 * uint64_t{position.relation.value()} + (position.negated ? 1 : 0) + 1;
  return CutsAfter(MixBits(position.other.bits() + 0x9E3779B97F4A7C15 * label));
}

std::string EncodeAdjacencyBlock(NodeId owner,
                                 absl::Span<const AdjacentEdge> edges) {
  std::string bytes;
  Encoder encoder(owner, &bytes);
  for (size_t begin = 0, end = 0; begin < edges.size(); begin = end) {
    while (end < edges.size() && edges[end].relation == edges[begin].relation) {
      ++end;
    }
    encoder.Group(edges.subspan(begin, end - begin));
  }
  return bytes;
}

bool DecodeAdjacencyBlock(NodeId owner, absl::string_view bytes,
                          std::vector<AdjacentEdge>* edges) {
  return !bytes.empty() && Decoder(owner, bytes, edges).Decode();
}

std::string EncodeDegrees(absl::Span<const RelationDegree> degrees) {
  std::string bytes;
  uint32_t before = 0;
  for (const RelationDegree& degree : degrees) {
    PutVarint(degree.relation.value() - before, &bytes);
    PutVarint(degree.edges, &bytes);
    before = degree.relation.value();
  }
  return bytes;
}

bool DecodeDegrees(absl::string_view bytes,
                   std::vector<RelationDegree>* degrees) {
  degrees->clear();
  uint64_t relation = 0;
  while (!bytes.empty()) {
    uint64_t step;
    RelationDegree degree;
    if (!GetVarint(&bytes, &step) || !GetVarint(&bytes, &degree.edges) ||
        step > std::numeric_limits<uint32_t>::max() - relation) {
      return false;
    }
    relation += step;
    degree.relation = RelationId(static_cast<uint32_t>(relation));
    degrees->push_back(degree);
  }
  return true;
}

}  // namespace weft::graphstore
