// HTML -> plain text of its main content.
//
// The tree comes from gumbo (the HTML5 algorithm, so broken pages read as in a
// browser). Main content is the largest <article> or <main> when there is one
// of some size, else the body; scripts, navigation, side bars, forms and lists
// of links are left out. Block elements become blocks, entities characters.
#ifndef WEFT_EXTRACTOR_TEXT_HTML_H_
#define WEFT_EXTRACTOR_TEXT_HTML_H_

#include "absl/status/statusor.h"
#include "extractor/text/mapped_text.h"
#include "extractor/text/markup.h"

namespace weft::extractor {

// Deeper pages are refused: the parser would need a stack as deep.
inline constexpr int kMaxHtmlDepth = 10000;

// `source` is valid UTF-8. Errors: InvalidArgument for pages nested deeper
// than kMaxHtmlDepth.
absl::StatusOr<MarkupText> ReadHtml(const MappedText& source);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_HTML_H_
