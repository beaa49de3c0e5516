// How wide UTF-8 text is on a terminal, in columns.
//
// Combining marks and zero-width characters take none, East Asian wide
// characters and emoji two (the blocks of Unicode's EastAsianWidth.txt that are
// W or F as a whole), everything else one. A byte that is no UTF-8 counts as
// one column: it is shown as a replacement character.
#ifndef WEFT_SERVICE_CLI_RENDER_DISPLAY_WIDTH_H_
#define WEFT_SERVICE_CLI_RENDER_DISPLAY_WIDTH_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::service {

int DisplayWidth(absl::string_view text);

// `text` cut to at most `width` columns, the last one "…" when something is
// cut off. Never cuts a character in two.
std::string TruncateToWidth(absl::string_view text, int width);

// `text` with blanks behind it up to `width` columns; longer text stays.
std::string PadToWidth(absl::string_view text, int width);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_RENDER_DISPLAY_WIDTH_H_
