// UTF-8 text by characters.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_TEXT_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace weft::graphstore::query {

size_t CountCharacters(absl::string_view text);
// Views into `text`; a stray byte is a character of its own.
std::vector<absl::string_view> Characters(absl::string_view text);
// Simple case mapping of Unicode, one character to one.
std::string ToUpper(absl::string_view text);
std::string ToLower(absl::string_view text);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_TEXT_H_
