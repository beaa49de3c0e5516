// Any text in the path of an IRI (RFC 3986, section 2).
#ifndef WEFT_BASE_PERCENT_ENCODING_H_
#define WEFT_BASE_PERCENT_ENCODING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft {

// Every byte but letters, digits and "-._~" becomes % and two digits.
std::string PercentEncode(absl::string_view text);

// The text that was encoded. False: a % without two hexadecimal digits.
bool PercentDecode(absl::string_view encoded, std::string* text);

}  // namespace weft

#endif  // WEFT_BASE_PERCENT_ENCODING_H_
