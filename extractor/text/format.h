// The format of a document by the name of its file.
#ifndef WEFT_EXTRACTOR_TEXT_FORMAT_H_
#define WEFT_EXTRACTOR_TEXT_FORMAT_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "extractor/text/document.h"

namespace weft::extractor {

// ".txt", ".text" -> plain; ".md", ".markdown" -> Markdown; ".html", ".htm",
// ".xhtml" -> HTML; any case. Nothing for other names.
std::optional<TextFormat> FormatOfFileName(absl::string_view path);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_FORMAT_H_
