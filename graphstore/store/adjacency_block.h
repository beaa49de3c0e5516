// One block of a node's edges: the unit in which adjacency is stored.
//
// The edges of a node on one side (as subject, or as object) form one list,
// sorted by relation, other end, polarity. A list is cut after every edge for
// which EndsBlock() holds, one in 128, so where it is cut depends on nothing
// but what is in it: however a graph came about, equal graphs have equal rows.
// (Content-defined chunking; Muthitacharoen et al., "A low-bandwidth network
// file system", SOSP 2001.) The row of a block is named after its last edge
// where that ends a block, else it is the last of its list (key/block_key.h),
// so one forward seek finds the block that holds an edge or has to.
#ifndef WEFT_GRAPHSTORE_STORE_ADJACENCY_BLOCK_H_
#define WEFT_GRAPHSTORE_STORE_ADJACENCY_BLOCK_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/key/block_key.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// Days since 1970-01-01 in which an edge holds, both included. Open at either
// end where no mention bounds it.
struct Validity {
  static constexpr int64_t kOpenFrom = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kOpenUntil = std::numeric_limits<int64_t>::max();

  int64_t from = kOpenFrom;
  int64_t until = kOpenUntil;

  bool always() const { return from == kOpenFrom && until == kOpenUntil; }
  bool Holds(int64_t day) const { return from <= day && day <= until; }
  friend bool operator==(const Validity&, const Validity&) = default;
};

// An edge as its node keeps it.
struct AdjacentEdge {
  RelationId relation;
  NodeId other;  // none only for statements without an object
  bool negated = false;
  uint8_t confidence = 255;  // highest of a mention, in 255ths
  StatementId statement;
  Validity validity;

  friend bool operator==(const AdjacentEdge&, const AdjacentEdge&) = default;
};

inline AdjacencyPosition PositionOf(const AdjacentEdge& edge) {
  return {edge.relation, edge.other, edge.negated};
}

// Whether a list is cut after this edge.
bool EndsBlock(const AdjacencyPosition& position);

// The value of a block of `owner`'s list. `edges` are in order, not empty.
// Groups of one relation each, until the end:
//   varint  2 * relation + (1: several edges)
//   varint  edges - 2, if several
//   edges, each:
//     varint  2 * step + (1: flags follow)
//             step: to the other end's entity number. In the first edge of a
//             group to an entity the zigzag difference to the owner's number
//             (to 0 where the owner is no entity), else the difference to the
//             one before; 0 for what is no entity
//     u8      flags, if any: 1 negated, 2 confidence, 4 from, 8 until, 16 the
//             other end is no entity
//     u8      confidence, if flagged; else it is 255
//     node    the other end, if flagged
//     zigzag  day from, if flagged; zigzag day until, if flagged
//     zigzag  statement - that of the edge before in the block (0 at first)
std::string EncodeAdjacencyBlock(NodeId owner,
                                 absl::Span<const AdjacentEdge> edges);
// Appends the edges. False for damaged bytes.
bool DecodeAdjacencyBlock(NodeId owner, absl::string_view bytes,
                          std::vector<AdjacentEdge>* edges);

// Edges of one relation in a list.
struct RelationDegree {
  RelationId relation;
  uint64_t edges = 0;

  friend bool operator==(const RelationDegree&,
                         const RelationDegree&) = default;
};
// Kept for lists of more than one block: by relation, ascending, each: varint
// difference to the relation before, varint edges.
std::string EncodeDegrees(absl::Span<const RelationDegree> degrees);
bool DecodeDegrees(absl::string_view bytes,
                   std::vector<RelationDegree>* degrees);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_ADJACENCY_BLOCK_H_
