// Values as nodes: inside the id where they fit, else by dictionary.
//
//   kind of id     payload, 60 bits
//   kNumber        EncodeNumber()
//   kPercent       EncodeNumber()
//   kDate          EncodeDate(), for what ParseIsoDate() reads
//   kShortString   up to 7 bytes left-aligned in 56 bits, then their number
//   kLiteral       a counter; the dictionary has the value
//
// A string is a short one when it equals its NormalizeName().
#ifndef WEFT_GRAPHSTORE_DICT_VALUE_ID_H_
#define WEFT_GRAPHSTORE_DICT_VALUE_ID_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "graphstore/fact/value.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// InvalidArgument: a number that is not finite, an empty string or date, a
// unit of more than 64 bytes or with a zero byte in it.
absl::Status ValidateValue(const Value& value);

// The id of a value that fits into one; nullopt: it needs the dictionary.
std::optional<NodeId> InlineId(const Value& value);
// The value inside an id. nullopt: not an inline id, or none that InlineId()
// makes.
std::optional<Value> InlineValue(NodeId id);

// The dictionary's key for a value: equal for equal values, and different for
// others up to a 64-bit hash in strings of more than 400 bytes. The kind as one
// byte, then
//   string            NormalizeName() cut to 256 bytes, 00, the text (long
//                     ones: their first 400 bytes, 00, StableHash() in 8)
//   date              the text, long ones likewise
//   money, quantity   unit, 00, OrderedBits() of the number in 8 bytes
std::string LiteralContent(const Value& value);
// What the keys of all strings begin with that differ from `text` only in what
// NormalizeName() takes away (or after the first 256 bytes).
std::string LiteralTextPrefix(absl::string_view text);

// What people read: the text, "17%", "5600000 USD", "2025-01-20".
std::string ValueText(const Value& value);

// A dictionary entry: the value, and how many statements have it as object.
struct LiteralRecord {
  Value value;
  uint64_t statement_count = 0;

  friend bool operator==(const LiteralRecord&, const LiteralRecord&) = default;
};
// Varint count, kind, then text, unit (each varint length + bytes), number (8
// bytes IEEE, big-endian).
std::string EncodeLiteralRecord(const LiteralRecord& record);
bool DecodeLiteralRecord(absl::string_view bytes, LiteralRecord* record);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_DICT_VALUE_ID_H_
