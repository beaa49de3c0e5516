// The inside of a Markdown line: emphasis, links, images, code, escapes, tags.
#ifndef WEFT_EXTRACTOR_TEXT_MARKDOWN_INLINE_H_
#define WEFT_EXTRACTOR_TEXT_MARKDOWN_INLINE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"

namespace weft::extractor {

struct InlinePiece {
  enum Kind { kCopied, kReplaced, kDropped };
  Kind kind = kCopied;
  ByteSpan span;           // of the text
  absl::string_view text;  // of kReplaced: what stands there instead
};

// In order of place; marks that simply go (emphasis, brackets) are in no
// piece. Linear in the length of the line.
std::vector<InlinePiece> ReadInline(absl::string_view text, ByteSpan line);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_MARKDOWN_INLINE_H_
