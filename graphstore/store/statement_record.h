// What the store keeps about a statement and about each of its mentions.
#ifndef WEFT_GRAPHSTORE_STORE_STATEMENT_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_STATEMENT_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/mention.h"
#include "graphstore/key/edge_key.h"

namespace weft::graphstore {

struct StatementRecord {
  EdgeKey key;
  uint64_t mention_count = 0;
  uint8_t confidence = 0;  // the highest of its mentions, in 255ths

  friend bool operator==(const StatementRecord&,
                         const StatementRecord&) = default;
};
// Subject node, varint relation, object node, negated byte, confidence byte,
// varint mentions.
std::string EncodeStatementRecord(const StatementRecord& record);
bool DecodeStatementRecord(absl::string_view bytes, StatementRecord* record);

// A mention's record says everything but what its key says (statement,
// document, ordinal). `source` is the original text of its document.
//   byte confidence
//   byte which of the last six follow: 1 modality, 2 attribution, 4 qualifiers,
//        8 valid from, 16 valid until, 32 rule
//   varint sentence
//   slots subject, relation, object
//   text modality; text and node attribution; varint number of qualifiers,
//   each: text role, text relation, slot, text value, text unit; text valid
//   from; text valid until; text rule
std::string EncodeMention(const Mention& mention, absl::string_view source);

// A decoded mention, and which of its slots are still to be read from the
// document: pointers into it, so it does not move.
struct DecodedMention {
  Mention mention;
  std::vector<MentionSlot*> unread;

  DecodedMention() = default;
  DecodedMention(const DecodedMention&) = delete;
  DecodedMention& operator=(const DecodedMention&) = delete;
};
bool DecodeMention(absl::string_view bytes, DecodedMention* decoded);
// The confidence alone, in 255ths.
bool DecodeMentionConfidence(absl::string_view bytes, uint8_t* confidence);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_STATEMENT_RECORD_H_
