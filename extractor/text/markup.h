// What a reader of markup (html.h, markdown.h) hands back.
#ifndef WEFT_EXTRACTOR_TEXT_MARKUP_H_
#define WEFT_EXTRACTOR_TEXT_MARKUP_H_

#include <string>
#include <vector>

#include "base/span.h"
#include "extractor/text/drop_reason.h"
#include "extractor/text/mapped_text.h"

namespace weft::extractor {

struct MarkupDrop {
  ByteSpan original;
  DropReason reason = DropReason::kMarkup;
};

struct MarkupText {
  MappedText text;                // plain text, blocks apart by empty lines
  std::vector<MarkupDrop> drops;  // parts left out; tags are not listed
  std::string title;              // "" when the markup names none
  std::string published;          // as written, "" when the markup names none
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_MARKUP_H_
