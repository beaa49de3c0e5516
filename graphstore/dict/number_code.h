// Numbers as 60 bits whose unsigned order is the order of the numbers.
//
// An IEEE double with its mantissa rounded from 52 to 48 bits, the sign bit
// flipped for positive numbers and all bits for negative ones. 48 bits tell all
// decimals of up to 14 significant digits apart, and decoding gives back the
// shortest such decimal: 0.1 comes back as 0.1.
#ifndef WEFT_GRAPHSTORE_DICT_NUMBER_CODE_H_
#define WEFT_GRAPHSTORE_DICT_NUMBER_CODE_H_

#include <cstdint>
#include <string>

namespace weft::graphstore {

// `number` is finite. Minus zero is zero; numbers too large for the rounding
// become the largest there is.
uint64_t EncodeNumber(double number);
double DecodeNumber(uint64_t code);

// All 64 bits of a double in the same order: exact.
uint64_t OrderedBits(double number);
double FromOrderedBits(uint64_t bits);

// The shortest decimal that reads back as this number: "17", "0.5", "1e+20".
std::string FormatNumber(double number);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_DICT_NUMBER_CODE_H_
