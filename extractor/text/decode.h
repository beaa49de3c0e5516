// Bytes -> valid UTF-8, with every byte mapped back.
//
// Idea: most input is UTF-8. What is not valid UTF-8 in it is nearly always a
// lone Windows-1252 byte pasted from elsewhere, so it is read as such; the C0
// controls that no text holds are left out. A byte order mark selects UTF-16.
#ifndef WEFT_EXTRACTOR_TEXT_DECODE_H_
#define WEFT_EXTRACTOR_TEXT_DECODE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "base/span.h"
#include "extractor/text/mapped_text.h"

namespace weft::extractor {

struct DecodedText {
  MappedText text;  // valid UTF-8, no C0 controls but \t \n \r \f
  std::vector<ByteSpan> undecodable;  // original ranges left out, in order
};

// The character that Windows-1252 has at `byte` (0x80..0xFF); 0 for the five
// bytes it leaves undefined.
char32_t Windows1252ToUnicode(uint8_t byte);

// Errors: InvalidArgument when more than a third of the bytes are neither
// valid UTF-8 nor text characters: then it is no text, whatever table is used.
absl::StatusOr<DecodedText> Decode(const std::string& bytes);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TEXT_DECODE_H_
