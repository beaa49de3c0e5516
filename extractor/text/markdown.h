// Markdown -> plain text.
//
// A line and inline scanner for what occurs in articles (CommonMark without
// nesting of blocks, pipe tables, YAML front matter). It exists because the
// map back to the source must be exact, which no packaged parser gives.
//
// Lines of a paragraph are joined; headings, list items and table rows become
// lines of their own; marks of emphasis, links (their text stays), images,
// code blocks, rules and tags go.
#ifndef WEFT_EXTRACTOR_TEXT_MARKDOWN_H_
#define WEFT_EXTRACTOR_TEXT_MARKDOWN_H_

#include "extractor/text/mapped_text.h"
#include "extractor/text/markup.h"

namespace weft::extractor {

// Never fails: every text is Markdown. Linear in its length.
MarkupText ReadMarkdown(const MappedText& source);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_MARKDOWN_H_
