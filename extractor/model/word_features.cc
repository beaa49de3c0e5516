#include "extractor/model/word_features.h"

#include <zlib.h>

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace weft::extractor {
namespace {

using Letters = std::vector<UChar32>;

Letters Decode(absl::string_view text) {
  Letters letters;
  letters.reserve(text.size());
  const int32_t size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 letter;
    U8_NEXT_OR_FFFD(text.data(), i, size, letter);
    letters.push_back(letter);
  }
  return letters;
}

void AppendLetter(std::string& out, UChar32 letter) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, letter);
  out.append(bytes, size);
}

std::string Encode(const UChar32* begin, const UChar32* end) {
  std::string text;
  for (; begin != end; ++begin) AppendLetter(text, *begin);
  return text;
}

// ASCII of a typographic character, or nullptr.
const char* Ascii(UChar32 letter) {
  switch (letter) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      return "\"";
    case 0x2018:
    case 0x2019:
    case 0xB4:
    case '`':
      return "'";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return "-";
    case 0x2026:
      return "...";
    case 0xA0:
      return " ";
    default:
      return nullptr;
  }
}

UChar32 Lower(UChar32 letter) {
  // Its lower case is two code points; a letter must stay one.
  if (letter == 0x130) return letter;
  return u_tolower(letter);
}

bool IsAscii(UChar32 letter) { return letter < 0x80; }

UChar32 Key(UChar32 letter) {
  return letter >= '0' && letter <= '9' ? '0' : Lower(letter);
}

// Class of one letter in a shape: X upper case, x lower case, d digit, u
// another letter outside ASCII, else itself.
char ShapeClass(UChar32 letter) {
  if (!IsAscii(letter)) return Lower(letter) != letter ? 'X' : 'u';
  if (letter >= 'A' && letter <= 'Z') return 'X';
  if (letter >= 'a' && letter <= 'z') return 'x';
  if (letter >= '0' && letter <= '9') return 'd';
  return static_cast<char>(letter);
}

// "McDonald's" -> "XxXxx'x": runs are cut to two, the whole to eight.
std::string Shape(const Letters& form) {
  constexpr size_t kLongest = 8;
  std::string shape;
  for (const UChar32 letter : form) {
    const char c = ShapeClass(letter);
    const size_t n = shape.size();
    if (n >= 2 && shape[n - 1] == c && shape[n - 2] == c) continue;
    shape += c;
  }
  return shape.substr(0, kLongest);
}

uint16_t Bucket(absl::string_view text) {
  const uLong crc = crc32(0, reinterpret_cast<const Bytef*>(text.data()),
                          static_cast<uInt>(text.size()));
  return static_cast<uint16_t>(crc % (kBuckets - 1) + 1);
}

void FillSlots(const Letters& form, const Letters& key,
               std::array<uint16_t, kSlots>& slots) {
  int slot = 0;
  for (size_t n = 1; n <= 3; ++n) {
    const size_t size = std::min(n, key.size());
    slots[slot++] =
        Bucket(absl::StrCat("p", n, Encode(key.data(), key.data() + size)));
  }
  for (size_t n = 1; n <= 4; ++n) {
    const size_t size = std::min(n, key.size());
    const UChar32* end = key.data() + key.size();
    slots[slot++] = Bucket(absl::StrCat("s", n, Encode(end - size, end)));
  }
  slots[slot] = Bucket(absl::StrCat("S", Shape(form)));
}

void FillGrams(const Letters& key, WordFeatures& features) {
  Letters padded = {'<'};
  padded.insert(padded.end(), key.begin(), key.end());
  padded.push_back('>');
  int size = 0;
  for (size_t n = 3; n <= 4; ++n) {
    for (size_t i = 0; i + n <= padded.size() && size < kMaxGrams; ++i) {
      const UChar32* begin = padded.data() + i;
      features.grams[size++] =
          Bucket(absl::StrCat("g", Encode(begin, begin + n)));
    }
  }
  features.grams_size = size;
}

}  // namespace

std::string NormaliseForm(absl::string_view form) {
  if (form == "``" || form == "''") return "\"";
  if (form == "--") return "-";
  std::string out;
  for (const UChar32 letter : Decode(form)) {
    if (const char* ascii = Ascii(letter)) {
      out += ascii;
    } else {
      AppendLetter(out, letter);
    }
  }
  return out;
}

std::string LowerForm(absl::string_view form) {
  std::string out;
  for (const UChar32 letter : Decode(form)) AppendLetter(out, Lower(letter));
  return out;
}

WordFeatures FeaturesOf(absl::string_view form) {
  const Letters letters = Decode(NormaliseForm(form));
  Letters key(letters.size());
  std::transform(letters.begin(), letters.end(), key.begin(), Key);
  WordFeatures features;
  features.key = Encode(key.data(), key.data() + key.size());
  FillSlots(letters, key, features.slots);
  FillGrams(key, features);
  return features;
}

}  // namespace weft::extractor
