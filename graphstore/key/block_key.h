// Keys of lists that are stored in blocks.
//
//   list                        prefix               sorted by
//   edges of a node as subject  'O' node:u64         relation, object, negated
//   edges of a node as object   'I' node:u64         relation, subject, negated
//   subjects of a relation      'P' relation:u32     entity number
//   entities with a trigram     'G' three bytes      entity number
//
// A list is cut into blocks after some of its elements (store/block_cut.h). A
// block that ends with such an element has that element after its prefix, so
// that the first key not below "prefix element" is that of the block in which
// the element stands or belongs; what comes after the last cut is the block
// "prefix FF".
#ifndef WEFT_GRAPHSTORE_KEY_BLOCK_KEY_H_
#define WEFT_GRAPHSTORE_KEY_BLOCK_KEY_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// Where an edge stands in the list of a node. No two edges of a list are equal
// in it.
struct AdjacencyPosition {
  RelationId relation;  // below 0xFF000000: a counter
  NodeId other;         // the node at the other end
  bool negated = false;

  friend auto operator<=>(const AdjacencyPosition&,
                          const AdjacencyPosition&) = default;
  friend bool operator==(const AdjacencyPosition&,
                         const AdjacencyPosition&) = default;
};

// `incoming`: the edges that have the node as object.
std::string AdjacencyPrefix(NodeId node, bool incoming);
// relation:u32 other:u64 negated:u8.
std::string AdjacencySuffix(const AdjacencyPosition& position);
bool ParseAdjacencySuffix(absl::string_view suffix,
                          AdjacencyPosition* position);
// Which list a block is of; the rest of its key is `suffix`.
bool ParseAdjacencyKey(absl::string_view key, NodeId* node, bool* incoming,
                       absl::string_view* suffix);

std::string SubjectsPrefix(RelationId relation);
// Prefix and suffix of a block of entity numbers; G: TrigramPrefix (keys.h).
std::string NumberSuffix(uint64_t number);

inline constexpr char kLastBlockSuffix[] = "\xFF";

// Kept for the lists of more than one block: 'F' node:u64 direction:u8.
std::string DegreesKey(NodeId node, bool incoming);
bool ParseDegreesKey(absl::string_view key, NodeId* node, bool* incoming);

// 'S' (statement / 128):u64.
std::string StatementChunkKey(uint64_t chunk);
bool ParseStatementChunkKey(absl::string_view key, uint64_t* chunk);

// 'T' document:u64 (ordinal / 1024):u32.
inline constexpr uint32_t kFactsPerChunk = 1024;
std::string DocumentStatementsPrefix(DocumentId document);
std::string DocumentStatementsKey(DocumentId document, uint32_t chunk);
bool ParseDocumentStatementsKey(absl::string_view key, DocumentId* document,
                                uint32_t* chunk);

// 'V' version:u64.
std::string VersionKey(uint64_t version);
bool ParseVersionKey(absl::string_view key, uint64_t* version);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_KEY_BLOCK_KEY_H_
