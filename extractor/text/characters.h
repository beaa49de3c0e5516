// Unicode text in one spelling: NFC, one kind of line end, one kind of blank,
// nothing invisible.
#ifndef WEFT_EXTRACTOR_TEXT_CHARACTERS_H_
#define WEFT_EXTRACTOR_TEXT_CHARACTERS_H_

#include "extractor/text/mapped_text.h"

namespace weft::extractor {

// Line ends (CR LF, CR, form feed, U+0085, U+2028, U+2029) become '\n'; the
// text becomes NFC. No other character changes.
MappedText NormalizeText(const MappedText& text);

// Blanks of any width become ' '; soft hyphens, zero-width characters, byte
// order marks and direction marks go; ligatures ("ﬁ") become letters; C1
// controls are read as the Windows-1252 characters they stand for.
MappedText NormalizeCharacters(const MappedText& text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_CHARACTERS_H_
