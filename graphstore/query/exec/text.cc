#include "graphstore/query/exec/text.h"

#include <locale.h>
#include <wctype.h>

#include <cstdint>

#include "base/utf8.h"

namespace weft::graphstore::query {
namespace {

size_t Length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xF0 && lead < 0xF8) return 4;
  if (lead >= 0xE0) return 3;
  if (lead >= 0xC0) return 2;
  return 1;
}

// Of a whole character.
uint32_t Decode(absl::string_view character) {
  const auto byte = [&](size_t i) {
    return static_cast<uint32_t>(static_cast<unsigned char>(character[i]));
  };
  switch (character.size()) {
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    case 4:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
             (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    default:
      return byte(0);
  }
}

// The C library's table of Unicode; never freed. C.UTF-8 is built into it.
locale_t Unicode() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

std::string MapCase(absl::string_view text, bool upper) {
  std::string out;
  out.reserve(text.size());
  for (absl::string_view character : Characters(text)) {
    const bool stray = character.size() == 1 &&
                       static_cast<unsigned char>(character[0]) >= 0x80;
    if (stray || Unicode() == nullptr) {
      out.append(character.data(), character.size());
      continue;
    }
    const wint_t code = Decode(character);
    AppendUtf8(
        upper ? towupper_l(code, Unicode()) : towlower_l(code, Unicode()),
        &out);
  }
  return out;
}

}  // namespace

std::vector<absl::string_view> Characters(absl::string_view text) {
  std::vector<absl::string_view> characters;
  for (size_t at = 0; at < text.size();) {
    size_t length = Length(static_cast<unsigned char>(text[at]));
    if (at + length > text.size()) length = 1;
    characters.push_back(text.substr(at, length));
    at += length;
  }
  return characters;
}

size_t CountCharacters(absl::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const size_t length = Length(static_cast<unsigned char>(text[at]));
    at += at + length > text.size() ? 1 : length;
  }
  return count;
}

std::string ToUpper(absl::string_view text) { return MapCase(text, true); }
std::string ToLower(absl::string_view text) { return MapCase(text, false); }

}  // namespace weft::graphstore::query
