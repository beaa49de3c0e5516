// UTF-8 encoding of single code points, for packages that need no more of
// Unicode than that.
#ifndef WEFT_BASE_UTF8_H_
#define WEFT_BASE_UTF8_H_

#include <cstdint>
#include <string>

namespace weft {

// Appends the 1 to 4 bytes of `code`, which must be at most 0x10FFFF.
void AppendUtf8(uint32_t code, std::string* out);

}  // namespace weft

#endif  // WEFT_BASE_UTF8_H_
