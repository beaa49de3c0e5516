#include "extractor/token/characters.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace weft::extractor {
namespace {

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

uint32_t SequenceSize(unsigned char first) {
  if (first < 0xC2) return 1;
  if (first < 0xE0) return 2;
  return first < 0xF0 ? 3 : 4;
}

bool InRange(char32_t code, char32_t first, char32_t last) {
  return first <= code && code <= last;
}

}  // namespace

Character CharacterAt(absl::string_view text, size_t position) {
  if (position >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[position]);
  const uint32_t size = SequenceSize(first);
  if (size == 1 || position + size > text.size()) return {first, 1};
  char32_t code = first & (0xFFu >> (size + 1));
  for (uint32_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[position + i])) return {first, 1};
    code = code << 6 | (text[position + i] & 0x3F);
  }
  return {code, size};
}

Character CharacterBefore(absl::string_view text, size_t position) {
  if (position == 0) return {};
  size_t begin = position - 1;
  while (begin > 0 && position - begin < 4 && IsContinuation(text[begin])) {
    --begin;
  }
  const Character character = CharacterAt(text, begin);
  if (begin + character.size == position) return character;
  return CharacterAt(text, position - 1);
}

bool IsSpaceCharacter(char32_t code) {
  return code == ' ' || code == '\t' || code == '\r' || code == '\f' ||
         code == 0xA0 || InRange(code, 0x2000, 0x200B) || code == 0x202F ||
         code == 0x205F || code == 0x3000;
}

bool IsDigitCharacter(char32_t code) { return InRange(code, '0', '9'); }

bool IsUpperCharacter(char32_t code) {
  if (code < 0x80) return InRange(code, 'A', 'Z');
  // Latin-1, then the alternating pairs of Latin Extended-A and -B and Latin
  // Extended Additional, Greek, Cyrillic.
  if (InRange(code, 0xC0, 0xDE)) return code != 0xD7;
  if (InRange(code, 0x139, 0x148) || InRange(code, 0x179, 0x17E)) {
    return code % 2 == 1;
  }
  if (code == 0x178) return true;
  if (InRange(code, 0x100, 0x177) || InRange(code, 0x1E00, 0x1EFF)) {
    return code % 2 == 0;
  }
  return InRange(code, 0x386, 0x3AB) || InRange(code, 0x400, 0x42F);
}

bool IsLowerCharacter(char32_t code) {
  if (code < 0x80) return InRange(code, 'a', 'z');
  if (InRange(code, 0xDF, 0xFF)) return code != 0xF7;
  if (InRange(code, 0x100, 0x17F) || InRange(code, 0x1E00, 0x1EFF)) {
    return !IsUpperCharacter(code);
  }
  return InRange(code, 0x3AC, 0x3CE) || InRange(code, 0x430, 0x45F);
}

bool IsLetterCharacter(char32_t code) {
  if (code < 0x80) return InRange(code | 0x20, 'a', 'z');
  if (code < 0xC0) return code == 0xAA || code == 0xB5 || code == 0xBA;
  if (code == 0xD7 || code == 0xF7) return false;
  // Punctuation, symbols, arrows, mathematics, dingbats.
  if (InRange(code, 0x2000, 0x2BFF)) return false;
  if (InRange(code, 0x2E00, 0x2E7F) || InRange(code, 0x3000, 0x303F)) {
    return false;
  }
  if (InRange(code, 0xFE00, 0xFE6F) || InRange(code, 0xFF00, 0xFF20)) {
    return false;
  }
  return !InRange(code, 0x1F000, 0x1FAFF) && code != 0xFFFD;
}

bool IsOpeningQuote(char32_t code) {
  return code == '"' || code == '\'' || code == '`' || code == 0x201C ||
         code == 0x2018 || code == 0xAB || code == 0x201E || code == 0x201A ||
         code == 0x2039;
}

bool IsClosingQuote(char32_t code) {
  return code == '"' || code == '\'' || code == 0x201D || code == 0x2019 ||
         code == 0xBB || code == 0x203A;
}

bool IsAsciiPunctuation(char32_t code) {
  return code < 0x80 && absl::ascii_ispunct(static_cast<unsigned char>(code));
}

bool IsSymbol(char32_t code) {
  return code >= 0x80 && !IsLetterCharacter(code);
}

bool IsCurrencySign(char32_t code) {
  return code == '$' || code == 0xA3 || code == 0xA5 ||
         (code >= 0x20A0 && code <= 0x20CF);
}

bool IsAllUpper(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isupper(c); });
}

bool IsApostrophe(char32_t code) {
  return code == '\'' || code == 0x2019 || code == 0x2018 || code == '`';
}

bool IsRunMark(char32_t code) {
  return code == '.' || code == '-' || code == '*' || code == '_' ||
         code == '=' || code == '~' || code == '#' || code == '+' ||
         code == '<' || code == '>';
}

bool IsAlphanumeric(char32_t code) {
  return IsDigitCharacter(code) || IsLetterCharacter(code);
}

bool IsAllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(c);
  });
}

bool StartsUpper(absl::string_view text) {
  return IsUpperCharacter(CharacterAt(text, 0).code);
}

bool StartsLower(absl::string_view text) {
  return IsLowerCharacter(CharacterAt(text, 0).code);
}

}  // namespace weft::extractor
