#include "service/cli/render/display_width.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace weft::service {
namespace {

struct Range {
  uint32_t first, last;
};

constexpr Range kZeroWidth[] = {
    {0x0300, 0x036F},  // combining marks
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x200B, 0x200F},  // zero-width space, joiners, marks of
                       // direction
    {0x202A, 0x202E},
    {0x2060, 0x2064},
    {0x20D0, 0x20F0},
    {0xFE00, 0xFE0F},  // variation selectors
    {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF},
};

constexpr Range kWide[] = {
    {0x1100, 0x115F},                        // Hangul Jamo
    {0x2E80, 0x303E},                        // CJK radicals and punctuation
    {0x3041, 0x33FF},                        // Kana to CJK compatibility
    {0x3400, 0x4DBF},                        // CJK extension A
    {0x4E00, 0x9FFF},                        // CJK
    {0xA000, 0xA4CF},                        // Yi
    {0xAC00, 0xD7A3},                        // Hangul
    {0xF900, 0xFAFF},                        // CJK compatibility
    {0xFE30, 0xFE6F},                        // CJK compatibility forms
    {0xFF00, 0xFF60},                        // full-width forms
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},  // emoji
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},  // CJK extensions
};

template <size_t n>
bool Contains(const Range (&ranges)[n], uint32_t character) {
  const auto* found = std::lower_bound(
      std::begin(ranges), std::end(ranges), character,
      [](const Range& range, uint32_t c) { return range.last < c; });
  return found != std::end(ranges) && found->first <= character;
}

struct Decoded {
  int bytes;
  int width;
};

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The character at the head of `text`, which is not empty.
Decoded DecodeFirst(absl::string_view text) {
  const unsigned char lead = text[0];
  if (lead < 0x20 || lead == 0x7F) return {1, 0};
  if (lead < 0x80) return {1, 1};
  const int bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || static_cast<int>(text.size()) < bytes) {
    return {1, 1};
  }
  uint32_t character = lead & (0x7F >> bytes);
  for (int i = 1; i < bytes; ++i) {
    const unsigned char byte = text[i];
    if (!IsContinuation(byte)) return {1, 1};
    character = character << 6 | (byte & 0x3F);
  }
  if (Contains(kZeroWidth, character)) return {bytes, 0};
  return {bytes, Contains(kWide, character) ? 2 : 1};
}

}  // namespace

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Decoded decoded = DecodeFirst(text);
    width += decoded.width;
    text.remove_prefix(decoded.bytes);
  }
  return width;
}

std::string TruncateToWidth(absl::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  size_t length = 0;
  int used = 0;
  while (length < text.size()) {
    const Decoded decoded = DecodeFirst(text.substr(length));
    if (used + decoded.width > width - 1) break;
    used += decoded.width;
    length += decoded.bytes;
  }
  return width < 1 ? "" : std::string(text.substr(0, length)) + "…";
}

std::string PadToWidth(absl::string_view text, int width) {
  const int missing = width - DisplayWidth(text);
  return std::string(text) + std::string(std::max(0, missing), ' ');
}

}  // namespace weft::service
