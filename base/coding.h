// Byte encodings of numbers.
//
// Varint: LEB128, 7 bits a byte, least significant group first, 1..10 bytes.
// Fixed: big-endian, so that byte order is numeric order (used in keys).
// The Get functions take their bytes off the front of `*in`; on malformed or
// truncated input they return false and leave `*in` unspecified.
#ifndef WEFT_BASE_CODING_H_
#define WEFT_BASE_CODING_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace weft {

void PutVarint(uint64_t value, std::string* out);
bool GetVarint(absl::string_view* in, uint64_t* value);

// Signed numbers by zigzag: 0, -1, 1, -2 … become 0, 1, 2, 3 ….
void PutSignedVarint(int64_t value, std::string* out);
bool GetSignedVarint(absl::string_view* in, int64_t* value);

// Varint length, then the bytes.
void PutLengthPrefixed(absl::string_view bytes, std::string* out);
bool GetLengthPrefixed(absl::string_view* in, absl::string_view* bytes);

void PutFixed32(uint32_t value, std::string* out);
bool GetFixed32(absl::string_view* in, uint32_t* value);
void PutFixed64(uint64_t value, std::string* out);
bool GetFixed64(absl::string_view* in, uint64_t* value);

// IEEE 754 bits, big-endian: exact round trip, no order.
void PutDouble(double value, std::string* out);
bool GetDouble(absl::string_view* in, double* value);

}  // namespace weft

#endif  // WEFT_BASE_CODING_H_
