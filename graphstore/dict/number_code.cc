#include "graphstore/dict/number_code.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>

namespace weft::graphstore {
namespace {

constexpr uint64_t kSign = uint64_t{1} << 63;
constexpr int kDroppedBits = 4;
constexpr uint64_t kDropped = (uint64_t{1} << kDroppedBits) - 1;
constexpr int kDecimalDigits = 14;

// `number` with the dropped bits of the mantissa rounded to zero.
double Rounded(double number) {
  if (number == 0) return 0;  // and no minus zero
  const uint64_t sign = std::bit_cast<uint64_t>(number) & kSign;
  uint64_t magnitude = std::bit_cast<uint64_t>(number) & ~kSign;
  magnitude = (magnitude + (kDropped + 1) / 2) & ~kDropped;
  const double largest = std::numeric_limits<double>::max();
  const uint64_t limit = std::bit_cast<uint64_t>(largest) & ~kDropped;
  if (magnitude > limit) magnitude = limit;
  return std::bit_cast<double>(sign | magnitude);
}

}  // namespace

uint64_t OrderedBits(double number) {
  const uint64_t bits = std::bit_cast<uint64_t>(number == 0 ? 0.0 : number);
  return (bits & kSign) ? ~bits : bits | kSign;
}

double FromOrderedBits(uint64_t bits) {
  return std::bit_cast<double>((bits & kSign) ? bits & ~kSign : ~bits);
}

uint64_t EncodeNumber(double number) {
  return OrderedBits(Rounded(number)) >> kDroppedBits;
}

double DecodeNumber(uint64_t code) {
  const uint64_t high = code << kDroppedBits;
  // The bits of a negative number are inverted, so its dropped zeros are ones.
  const double rounded =
      FromOrderedBits((high & kSign) ? high : high | kDropped);
  char text[32];
  const auto end = std::to_chars(text, text + sizeof(text), rounded,
                                 std::chars_format::general, kDecimalDigits);
  double decimal = rounded;
  std::from_chars(text, end.ptr, decimal);
  return EncodeNumber(decimal) == code ? decimal : rounded;
}

std::string FormatNumber(double number) {
  char text[64];
  const double size = std::fabs(number);
  const bool plain = size == 0 || (size >= 1e-5 && size < 1e15);
  const auto end = plain ? std::to_chars(text, text + sizeof(text), number,
                                         std::chars_format::fixed)
                         : std::to_chars(text, text + sizeof(text), number);
  return std::string(text, end.ptr);
}

}  // namespace weft::graphstore
