// Small pieces that several records share.
#ifndef WEFT_GRAPHSTORE_STORE_RECORD_CODING_H_
#define WEFT_GRAPHSTORE_STORE_RECORD_CODING_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graphstore/fact/mention.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A node as a varint of its bits rotated left by four, so that the kind comes
// last and small counters take few bytes.
void PutNode(NodeId node, std::string* out);
bool GetNode(absl::string_view* in, NodeId* node);

// Text: varint length, then the bytes.
bool GetText(absl::string_view* in, std::string* text);

// A slot of a mention. `*at` is where the slot before it ended; it moves on.
//   varint flags  1 = has a span, 2 = has a text of its own
//   span          zigzag varint begin - *at, varint size
//   text          as above
// A slot with a span and no text of its own reads as the bytes of its span:
// PutSlot() leaves the text out when `source` says so, and GetSlot() returns
// `*from_source` for the caller to fill it in.
void PutSlot(const MentionSlot& slot, absl::string_view source, uint32_t* at,
             std::string* out);
bool GetSlot(absl::string_view* in, uint32_t* at, MentionSlot* slot,
             bool* from_source);

// The bytes of `span` in `source`; "" where it lies outside.
absl::string_view BytesOf(ByteSpan span, absl::string_view source);

// DataLoss: says which record, and what to do.
absl::Status BadRecord(absl::string_view key);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_RECORD_CODING_H_
