// Lines and blocks of clean text: hard-wrapped paragraphs become one line,
// blanks and empty lines are thinned out, quote marks of mail (">") go.
#ifndef WEFT_EXTRACTOR_TEXT_LAYOUT_H_
#define WEFT_EXTRACTOR_TEXT_LAYOUT_H_

#include "extractor/text/mapped_text.h"

namespace weft::extractor {

// The result has no blanks around lines, no two blanks in a row, no two empty
// lines in a row, none at the begin, and ends in one '\n' (when not empty).
//
// Lines of a block are joined when the block looks wrapped at a width: more
// than half of its line ends stand at 50 to 110 bytes with a continuation in
// lower case or a line that ends in mid-sentence, as plain-text mail and
// e-books have it.
MappedText LayOutLines(const MappedText& text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_LAYOUT_H_
