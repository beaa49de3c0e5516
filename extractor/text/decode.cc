#include "extractor/text/decode.h"

#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "unicode/utf16.h"
#include "unicode/utf8.h"

namespace weft::extractor {
namespace {

// 0x80..0x9F of Windows-1252 (the rest is Latin-1), from unicode.org's
// CP1252.TXT; 0 = undefined there.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool IsTextControl(uint8_t byte) {
  return byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

bool IsControl(UChar32 character) {
  return (character < 0x20 &&
          !IsTextControl(static_cast<uint8_t>(character))) ||
         character == 0x7F;
}

std::string Encode(UChar32 character) {
  char buffer[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, character);
  return std::string(buffer, size);
}

// Collects what one pass over the bytes finds.
class Decoder {
 public:
  explicit Decoder(const MappedText& bytes) : bytes_(bytes), builder_(bytes) {}

  void Keep(uint32_t begin, uint32_t end) {
    if (keep_end_ != begin) {
      FlushKept();
      keep_begin_ = begin;
    }
    keep_end_ = end;
  }
  void Write(uint32_t begin, uint32_t end, UChar32 character) {
    FlushKept();
    builder_.Replace({begin, end}, Encode(character));
  }
  void Drop(uint32_t begin, uint32_t end) {
    bad_bytes_ += end - begin;
    if (!undecodable_.empty() && undecodable_.back().end == begin) {
      undecodable_.back().end = end;
    } else {
      undecodable_.push_back({begin, end});
    }
  }
  void CountBad(uint32_t bytes) { bad_bytes_ += bytes; }

  absl::StatusOr<DecodedText> Finish() {
    const size_t size = bytes_.text().size();
    if (bad_bytes_ > size / 3) {
      return absl::InvalidArgumentError(absl::StrCat(
          "the document is not text: ", bad_bytes_, " of ", size,
          " bytes cannot be decoded; give plain text, Markdown or HTML in "
          "UTF-8"));
    }
    FlushKept();
    return DecodedText{std::move(builder_).Build(), std::move(undecodable_)};
  }

 private:
  void FlushKept() {
    if (keep_begin_ < keep_end_) builder_.Copy({keep_begin_, keep_end_});
    keep_begin_ = keep_end_ = 0;
  }

  const MappedText& bytes_;
  MappedTextBuilder builder_;
  std::vector<ByteSpan> undecodable_;
  uint64_t bad_bytes_ = 0;
  uint32_t keep_begin_ = 0;
  uint32_t keep_end_ = 0;
};

void DecodeUtf8(const std::string& bytes, Decoder& decoder) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const int32_t size = static_cast<int32_t>(bytes.size());
  int32_t at = 0;
  if (absl::string_view(bytes).substr(0, 3) == "\xEF\xBB\xBF") at = 3;
  while (at < size) {
    const int32_t begin = at;
    UChar32 character;
    U8_NEXT(data, at, size, character);
    if (character >= 0 && !IsControl(character)) {
      decoder.Keep(begin, at);
      continue;
    }
    if (character >= 0) {
      decoder.Drop(begin, at);
      continue;
    }
    // U8_NEXT skips a whole broken sequence; take it one byte at a time.
    at = begin + 1;
    const char32_t read_as = Windows1252ToUnicode(data[begin]);
    if (read_as == 0) {
      decoder.Drop(begin, at);
    } else {
      decoder.CountBad(1);
      decoder.Write(begin, at, static_cast<UChar32>(read_as));
    }
  }
}

void DecodeUtf16(const std::string& bytes, bool big_endian, Decoder& decoder) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const uint32_t size = static_cast<uint32_t>(bytes.size());
  auto unit = [&](uint32_t at) -> uint16_t {
    return big_endian ? data[at] << 8 | data[at + 1]
                      : data[at + 1] << 8 | data[at];
  };
  uint32_t at = 2;
  while (at + 1 < size) {
    const uint16_t first = unit(at);
    uint32_t end = at + 2;
    UChar32 character = first;
    if (U16_IS_LEAD(first) && end + 1 < size && U16_IS_TRAIL(unit(end))) {
      character = U16_GET_SUPPLEMENTARY(first, unit(end));
      end += 2;
    }
    if (U16_IS_SURROGATE(character) || IsControl(character)) {
      decoder.Drop(at, end);
    } else {
      decoder.Write(at, end, character);
    }
    at = end;
  }
  if (at < size) decoder.Drop(at, size);
}

}  // namespace

char32_t Windows1252ToUnicode(uint8_t byte) {
  return byte >= 0xA0 ? byte : byte >= 0x80 ? kWindows1252[byte - 0x80] : byte;
}

absl::StatusOr<DecodedText> Decode(const std::string& bytes) {
  const MappedText raw = MappedText::Identity(bytes);
  Decoder decoder(raw);
  const absl::string_view start = absl::string_view(bytes).substr(0, 2);
  if (start == "\xFE\xFF" || start == "\xFF\xFE") {
    DecodeUtf16(bytes, start[0] == '\xFE', decoder);
  } else {
    DecodeUtf8(bytes, decoder);
  }
  return decoder.Finish();
}

}  // namespace weft::extractor
