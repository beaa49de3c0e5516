// What the store keeps about a mention that is a row of its own. (One that
// says nothing but where it is stands in its statement's chunk.)
#ifndef WEFT_GRAPHSTORE_STORE_MENTION_RECORD_H_
#define WEFT_GRAPHSTORE_STORE_MENTION_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/mention.h"

namespace weft::graphstore {

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

#endif  // WEFT_GRAPHSTORE_STORE_MENTION_RECORD_H_
