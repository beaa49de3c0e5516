// Strings of protocol messages must be valid UTF-8: a message with any other is
// refused by the receiver, the whole of it. Whatever comes from a document, a
// file name or a stored record passes through here.
#ifndef WEFT_SERVICE_WIRE_UTF8_H_
#define WEFT_SERVICE_WIRE_UTF8_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::service {

// `bytes` with every maximal invalid part replaced by U+FFFD, as the Unicode
// Standard recommends (chapter 3.9, "substitution of maximal subparts"). Valid
// text comes back as it is.
std::string ToUtf8(absl::string_view bytes);

bool IsUtf8(absl::string_view bytes);

}  // namespace weft::service

#endif  // WEFT_SERVICE_WIRE_UTF8_H_
