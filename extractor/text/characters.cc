#include "extractor/text/characters.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "extractor/text/decode.h"
#include "unicode/bytestream.h"
#include "unicode/edits.h"
#include "unicode/normalizer2.h"
#include "unicode/stringpiece.h"
#include "unicode/utf8.h"

namespace weft::extractor {
namespace {

// What to write for a character; nothing when it stays.
std::optional<absl::string_view> SpellingOf(UChar32 c) {
  if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
      c == 0x3000 || c == 0x1680) {
    return " ";
  }
  // Joiners stay: they are letters' business in other scripts and in emoji.
  if (c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0x200E ||
      c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
      (c >= 0x2066 && c <= 0x2069)) {
    return "";
  }
  switch (c) {
    case 0xFB00:
      return "ff";
    case 0xFB01:
      return "fi";
    case 0xFB02:
      return "fl";
    case 0xFB03:
      return "ffi";
    case 0xFB04:
      return "ffl";
    case 0xFB05:
    case 0xFB06:
      return "st";
    default:
      return std::nullopt;
  }
}

// Rewrites every non-ASCII character for which `spell` gives a spelling.
template <typename Spell>
MappedText Respell(const MappedText& text, Spell spell) {
  MappedTextBuilder builder(text);
  const std::string& bytes = text.text();
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const int32_t size = static_cast<int32_t>(bytes.size());
  uint32_t done = 0;
  int32_t at = 0;
  while (at < size) {
    const int32_t begin = at;
    UChar32 character;
    U8_NEXT(data, at, size, character);
    int32_t end = at;
    const std::optional<std::string> spelling = spell(character, data, end);
    if (!spelling) continue;
    at = end;
    builder.Copy({done, static_cast<uint32_t>(begin)});
    builder.Replace({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)},
                    *spelling);
    done = static_cast<uint32_t>(end);
  }
  if (done == 0) return text;
  builder.Copy({done, static_cast<uint32_t>(size)});
  return std::move(builder).Build();
}

MappedText ComposeNfc(const MappedText& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  // The data of NFC is compiled into ICU; without it nothing is normalised.
  if (U_FAILURE(error)) return text;
  const icu::StringPiece source(text.text());
  if (nfc->isNormalizedUTF8(source, error) && U_SUCCESS(error)) return text;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  error = U_ZERO_ERROR;
  nfc->normalizeUTF8(0, source, sink, &edits, error);
  if (U_FAILURE(error)) return text;

  MappedTextBuilder builder(text);
  uint32_t done = 0;
  icu::Edits::Iterator edit = edits.getFineChangesIterator();
  while (edit.next(error) && U_SUCCESS(error)) {
    const auto begin = static_cast<uint32_t>(edit.sourceIndex());
    builder.Copy({done, begin});
    done = begin + static_cast<uint32_t>(edit.oldLength());
    builder.Replace({begin, done},
                    absl::string_view(composed).substr(edit.destinationIndex(),
                                                       edit.newLength()));
  }
  builder.Copy({done, static_cast<uint32_t>(text.text().size())});
  return std::move(builder).Build();
}

}  // namespace

MappedText NormalizeText(const MappedText& text) {
  const auto size = static_cast<int32_t>(text.text().size());
  return ComposeNfc(Respell(text,
                            [size](UChar32 c, const uint8_t* data,
                                   int32_t& end) -> std::optional<std::string> {
                              if (c == '\r') {
                                if (end < size && data[end] == '\n') ++end;
                                return "\n";
                              }
                              if (c == '\f' || c == 0x85 || c == 0x2028 ||
                                  c == 0x2029)
                                return "\n";
                              return std::nullopt;
                            }));
}

MappedText NormalizeCharacters(const MappedText& text) {
  return Respell(
      text,
      [](UChar32 c, const uint8_t*, int32_t&) -> std::optional<std::string> {
        if (c < 0x80) return std::nullopt;
        if (c < 0xA0) {
          const char32_t read_as =
              Windows1252ToUnicode(static_cast<uint8_t>(c));
          if (read_as == 0) return "";
          char utf8[U8_MAX_LENGTH];
          int32_t length = 0;
          U8_APPEND_UNSAFE(utf8, length, static_cast<UChar32>(read_as));
          return std::string(utf8, length);
        }
        const std::optional<absl::string_view> spelling = SpellingOf(c);
        if (!spelling) return std::nullopt;
        return std::string(*spelling);
      });
}

}  // namespace weft::extractor
