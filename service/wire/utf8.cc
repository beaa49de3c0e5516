#include "service/wire/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace weft::service {
namespace {

constexpr char kReplacement[] = "\xEF\xBF\xBD";  // U+FFFD

// What may follow a lead byte: how many bytes, and the range of the first of
// them (the Unicode Standard, table 3-7).
struct Sequence {
  size_t following = 0;
  uint8_t low = 0x80;
  uint8_t high = 0xBF;
};

// False for bytes that begin nothing.
bool Begins(uint8_t lead, Sequence* out) {
  if (lead < 0x80) {
    *out = {0};
  } else if (lead >= 0xC2 && lead <= 0xDF) {
    *out = {1};
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    *out = {2};
    if (lead == 0xE0) out->low = 0xA0;   // shorter forms exist below
    if (lead == 0xED) out->high = 0x9F;  // surrogates above
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    *out = {3};
    if (lead == 0xF0) out->low = 0x90;
    if (lead == 0xF4) out->high = 0x8F;  // nothing above U+10FFFF
  } else {
    return false;
  }
  return true;
}

// Length of the character at the front, or of the invalid part there.
size_t Step(absl::string_view bytes, bool* valid) {
  Sequence sequence;
  *valid = Begins(static_cast<uint8_t>(bytes[0]), &sequence);
  if (!*valid) return 1;
  for (size_t i = 1; i <= sequence.following; ++i) {
    const uint8_t low = i == 1 ? sequence.low : 0x80;
    const uint8_t high = i == 1 ? sequence.high : 0xBF;
    const bool fits = i < bytes.size() &&
                      static_cast<uint8_t>(bytes[i]) >= low &&
                      static_cast<uint8_t>(bytes[i]) <= high;
    if (!fits) {
      *valid = false;
      return i;
    }
  }
  return sequence.following + 1;
}

// How many bytes at the front are ASCII: most texts are, all of them.
size_t AsciiSize(absl::string_view bytes) {
  constexpr uint64_t kHighBits = 0x8080808080808080;
  size_t size = 0;
  for (uint64_t word; size + sizeof(word) <= bytes.size();
       size += sizeof(word)) {
    std::memcpy(&word, bytes.data() + size, sizeof(word));
    if ((word & kHighBits) != 0) break;
  }
  while (size < bytes.size() && (bytes[size] & 0x80) == 0) ++size;
  return size;
}

}  // namespace

std::string ToUtf8(absl::string_view bytes) {
  const size_t ascii = AsciiSize(bytes);
  std::string out(bytes.substr(0, ascii));
  if (ascii == bytes.size()) return out;
  out.reserve(bytes.size());
  bytes.remove_prefix(ascii);
  while (!bytes.empty()) {
    bool valid = false;
    const size_t length = Step(bytes, &valid);
    if (valid) {
      out.append(bytes.data(), length);
    } else {
      out.append(kReplacement);
    }
    bytes.remove_prefix(length);
  }
  return out;
}

bool IsUtf8(absl::string_view bytes) {
  bytes.remove_prefix(AsciiSize(bytes));
  while (!bytes.empty()) {
    bool valid = false;
    const size_t length = Step(bytes, &valid);
    if (!valid) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

}  // namespace weft::service
