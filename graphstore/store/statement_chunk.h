// Statements by id, 128 to a row.
//
// A statement with a single mention that says nothing but its place in a
// document and perhaps when it was true, as loaded triples have it, keeps that
// mention here; all other mentions are rows of their own (statement_record.h).
// Which it is depends on the mentions alone, not on how they came.
#ifndef WEFT_GRAPHSTORE_STORE_STATEMENT_CHUNK_H_
#define WEFT_GRAPHSTORE_STORE_STATEMENT_CHUNK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/fact/mention.h"
#include "graphstore/key/edge_key.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A mention that its statement keeps. Its confidence is the statement's.
struct PlainMention {
  DocumentId document;
  uint32_t ordinal = 0;
  std::optional<IsoDate> valid_from;
  std::optional<IsoDate> valid_until;  // only with valid_from

  friend bool operator==(const PlainMention&, const PlainMention&) = default;
};

struct StatementRecord {
  EdgeKey key;  // the subject is an entity
  uint64_t mention_count = 0;
  uint8_t confidence = 0;  // the highest of its mentions, in 255ths
  // The only mention, where it is plain; else they are rows.
  std::optional<PlainMention> plain;

  friend bool operator==(const StatementRecord&,
                         const StatementRecord&) = default;
};

// The mention as its statement would keep it; nullopt: it says too much.
std::optional<PlainMention> ToPlain(const Mention& mention);
Mention FromPlain(const PlainMention& plain, StatementId statement,
                  uint8_t confidence);

inline constexpr uint64_t kStatementsPerChunk = 128;
inline uint64_t ChunkOf(StatementId id) {
  return id.value() / kStatementsPerChunk;
}

// By id modulo kStatementsPerChunk.
using StatementChunk = std::map<uint32_t, StatementRecord>;

// Of `n` statements, column by column:
//   varint n, and unless n = 128 their n ids modulo 128, a byte each
//   varints     2 * relation + negated
//   zigzags     subject's number - that of the statement before (0 at first)
//   objects     an entity: varint 2 * zigzag(number - subject's number); else
//               varint 1, node
//   u8s         confidence
//   varints     4 * mentions, or of a plain one 1; 2 with valid from; 3 with
//               valid from and until
//   for each plain mention: zigzag document - the one before (0 at first),
//               zigzag ordinal - the one before (-1 at first) - 1
//   varints     for each date of a plain mention:
//               8 * zigzag(milliseconds since 1970) + granularity
std::string EncodeStatementChunk(const StatementChunk& chunk);
bool DecodeStatementChunk(absl::string_view bytes, StatementChunk* chunk);

// The same side by side, by id, for those who only look: a map of 128 takes
// longer to make than the bytes to read.
using StatementList = std::vector<std::pair<uint32_t, StatementRecord>>;
bool DecodeStatementList(absl::string_view bytes, StatementList* statements);
// nullptr: it is not there.
const StatementRecord* FindStatement(const StatementList& statements,
                                     StatementId id);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STATEMENT_CHUNK_H_
