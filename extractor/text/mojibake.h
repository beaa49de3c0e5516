// Mojibake: UTF-8 that somebody read as Windows-1252 (or Latin-1) and wrote as
// UTF-8 again, once or several times: "donâ€™t", "QuÃ©bec", "Ã¢â‚¬â„¢".
//
// Idea: put the characters back into the bytes they came from; where these
// bytes are UTF-8, that is what was meant. Real text holds such sequences by
// accident (an "é" before "…”" is the bytes of a Chinese character), so a
// sequence is taken only when the result is a character that Latin text uses,
// or when it stands in a row of them ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚").
#ifndef WEFT_EXTRACTOR_TEXT_MOJIBAKE_H_
#define WEFT_EXTRACTOR_TEXT_MOJIBAKE_H_

#include "extractor/text/mapped_text.h"

namespace weft::extractor {

// Linear in the length of the text. Text without mojibake comes back as it is.
MappedText RepairMojibake(MappedText text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_MOJIBAKE_H_
