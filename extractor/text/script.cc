#include "extractor/text/script.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "unicode/utf8.h"

namespace weft::extractor {
namespace {

Script ScriptOf(UChar32 c) {
  if (c < 0x41 || (c >= 0x5B && c < 0x61) || (c >= 0x7B && c < 0xC0)) {
    return Script::kNone;
  }
  if (c < 0x250) return Script::kLatin;
  if (c >= 0x1E00 && c <= 0x1EFF) return Script::kLatin;
  if (c >= 0x370 && c <= 0x3FF) return Script::kGreek;
  if (c >= 0x400 && c <= 0x52F) return Script::kCyrillic;
  if (c >= 0x590 && c <= 0x77F) return Script::kArabic;
  if ((c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
      (c >= 0xAC00 && c <= 0xD7AF)) {
    return Script::kHan;
  }
  if (c >= 0x2000 && c <= 0x303F) return Script::kNone;
  if (c >= 0xFE00) return Script::kNone;
  return Script::kOther;
}

}  // namespace

size_t ScriptCounts::Total() const {
  size_t total = 0;
  for (size_t count : letters) total += count;
  return total;
}

Script ScriptCounts::Dominant() const {
  const auto* most = std::max_element(std::begin(letters), std::end(letters));
  return *most == 0 ? Script::kNone
                    : static_cast<Script>(most - std::begin(letters));
}

void ScriptCounts::Add(const ScriptCounts& other) {
  for (int i = 0; i < 7; ++i) letters[i] += other.letters[i];
}

ScriptCounts CountScripts(absl::string_view text) {
  ScriptCounts counts;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  int32_t at = 0;
  while (at < size) {
    UChar32 c;
    U8_NEXT(data, at, size, c);
    const Script script = c < 0 ? Script::kNone : ScriptOf(c);
    if (script != Script::kNone) ++counts.letters[static_cast<int>(script)];
  }
  return counts;
}

}  // namespace weft::extractor
