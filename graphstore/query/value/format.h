// Values as text, where no graph is needed for it.
#ifndef WEFT_GRAPHSTORE_QUERY_VALUE_FORMAT_H_
#define WEFT_GRAPHSTORE_QUERY_VALUE_FORMAT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::graphstore::query {

// The shortest text that reads back as the same number, always recognisable as
// a float: "1.0", "0.1", "1.0E21", "NaN", "Infinity".
std::string FormatFloat(double value);

// 'text' as a literal of the language.
std::string QuoteString(absl::string_view text);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_VALUE_FORMAT_H_
