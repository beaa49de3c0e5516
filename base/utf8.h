// UTF-8: writing a code point and checking a text, for packages that need no
// more of Unicode than that.
#ifndef WEFT_BASE_UTF8_H_
#define WEFT_BASE_UTF8_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// Appends the 1 to 4 bytes of `code`, which must be at most 0x10FFFF.
void AppendUtf8(uint32_t code, std::string* out);

// Whether the bytes are well-formed UTF-8 (the Unicode Standard, table 3-7: no
// overlong forms, no surrogates, nothing above U+10FFFF).
bool IsUtf8(absl::string_view bytes);

}  // namespace weft

#endif  // WEFT_BASE_UTF8_H_
