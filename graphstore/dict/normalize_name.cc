#include "graphstore/dict/normalize_name.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft::graphstore {
namespace {

// The length of the separator at the start of `rest`, 0 when there is none.
size_t SeparatorSize(absl::string_view rest) {
  const unsigned char c = rest.front();
  if (c <= ' ' || c == '-' || c == 0x7F) return 1;
  if (absl::StartsWith(rest, "\u00A0")) return 2;  // no-break space
  // U+2010 hyphen .. U+2015 horizontal bar: E2 80 90 .. E2 80 95.
  if (rest.size() >= 3 && absl::StartsWith(rest, "\xE2\x80")) {
    const auto last = static_cast<unsigned char>(rest[2]);
    if (last >= 0x90 && last <= 0x95) return 3;
  }
  return 0;
}

// Appends the lower case of the character at the start of `rest`; returns its
// length (1 where it is none of those that change).
size_t AppendLower(absl::string_view rest, std::string* out) {
  if (absl::StartsWith(rest, "\u2019")) {
    out->push_back('\'');
    return 3;
  }
  // U+00C0 .. U+00DE are C3 80 .. C3 9E; U+00D7 is the multiplication sign.
  if (rest.size() >= 2 && rest.front() == '\xC3') {
    const auto second = static_cast<unsigned char>(rest[1]);
    const bool upper = second >= 0x80 && second <= 0x9E && second != 0x97;
    out->push_back('\xC3');
    out->push_back(static_cast<char>(upper ? second + 0x20 : second));
    return 2;
  }
  out->push_back(absl::ascii_tolower(rest.front()));
  return 1;
}

}  // namespace

std::string NormalizeName(absl::string_view name) {
  std::string normal;
  normal.reserve(name.size());
  bool separated = false;
  while (!name.empty()) {
    if (const size_t size = SeparatorSize(name); size > 0) {
      separated = true;
      name.remove_prefix(size);
      continue;
    }
    if (separated && !normal.empty()) normal.push_back(' ');
    separated = false;
    name.remove_prefix(AppendLower(name, &normal));
  }
  while (normal.size() > 4 && absl::StartsWith(normal, "the ")) {
    normal.erase(0, 4);
  }
  return normal;
}

}  // namespace weft::graphstore
