#include "base/percent_encoding.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"

namespace weft {

std::string PercentEncode(absl::string_view text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    if (absl::ascii_isalnum(byte) || c == '-' || c == '.' || c == '_' ||
        c == '~') {
      encoded.push_back(c);
    } else {
      encoded.push_back('%');
      encoded.push_back(kDigits[byte >> 4]);
      encoded.push_back(kDigits[byte & 15]);
    }
  }
  return encoded;
}

bool PercentDecode(absl::string_view encoded, std::string* text) {
  text->clear();
  for (size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] != '%') {
      text->push_back(encoded[i]);
      continue;
    }
    uint32_t byte;
    if (encoded.size() < i + 3 || !absl::ascii_isxdigit(encoded[i + 1]) ||
        !absl::ascii_isxdigit(encoded[i + 2]) ||
        !absl::SimpleHexAtoi(encoded.substr(i + 1, 2), &byte)) {
      return false;
    }
    text->push_back(static_cast<char>(byte));
    i += 2;
  }
  return true;
}

}  // namespace weft
