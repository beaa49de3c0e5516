// Reading UTF-8 and telling letters from other characters, as far as English
// tokenisation needs it: exact for ASCII, by block for the rest.
#ifndef WEFT_EXTRACTOR_TOKEN_CHARACTERS_H_
#define WEFT_EXTRACTOR_TOKEN_CHARACTERS_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft::extractor {

struct Character {
  char32_t code = 0;  // 0 behind the end
  uint32_t size = 0;  // bytes; 0 behind the end
};

// The character that begins at `position`. Never reads behind the end; a
// broken sequence reads as its first byte.
Character CharacterAt(absl::string_view text, size_t position);
// The character that ends before `position`.
Character CharacterBefore(absl::string_view text, size_t position);

bool IsSpaceCharacter(char32_t code);  // not the line feed
bool IsDigitCharacter(char32_t code);  // ASCII digits
bool IsUpperCharacter(char32_t code);
bool IsLowerCharacter(char32_t code);
// Letters of any script, combining marks included.
bool IsLetterCharacter(char32_t code);

bool IsOpeningQuote(char32_t code);  // “ ‘ « „ and the straight ones
bool IsClosingQuote(char32_t code);  // ” ’ » and the straight ones

bool IsAsciiPunctuation(char32_t code);
bool IsAlphanumeric(char32_t code);  // letter or ASCII digit
// Beyond ASCII, and no letter: dashes, quotes, arrows, emoji.
bool IsSymbol(char32_t code);
bool IsCurrencySign(char32_t code);  // $ £ ¥ € ...
bool IsApostrophe(char32_t code);    // ' ’ ‘ `
// Marks of which a run is one token: "...", "--", "****".
bool IsRunMark(char32_t code);

// All of `text` is ASCII capitals.
bool IsAllUpper(absl::string_view text);
// All of `text` is ASCII digits (and it is not empty).
bool IsAllDigits(absl::string_view text);
// The first character is an upper-case letter.
bool StartsUpper(absl::string_view text);
bool StartsLower(absl::string_view text);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_CHARACTERS_H_
