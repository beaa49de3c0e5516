#include "extractor/text/mojibake.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "extractor/text/decode.h"
#include "unicode/utf8.h"

namespace weft::extractor {
namespace {

// Text that went through the wrong table more than three times is lost.
constexpr int kMaxPasses = 3;
// So many sequences of another script in a row are no accident.
constexpr size_t kScriptRow = 3;

// The byte that Windows-1252 or Latin-1 has for `character`; -1 for none and
// for ASCII.
int ToByte(UChar32 character) {
  static const auto& map = *[] {
    auto* bytes = new absl::flat_hash_map<UChar32, int>;
    for (int byte = 0x80; byte < 0xA0; ++byte) {
      const char32_t found = Windows1252ToUnicode(static_cast<uint8_t>(byte));
      if (found != 0) bytes->emplace(static_cast<UChar32>(found), byte);
    }
    return bytes;
  }();
  if (character >= 0x80 && character <= 0xFF) return character;
  const auto found = map.find(character);
  return found == map.end() ? -1 : found->second;
}

struct Piece {
  uint32_t begin = 0;
  uint32_t end = 0;
  int byte = 0;
};

struct Repair {
  uint32_t begin = 0;
  uint32_t end = 0;
  UChar32 character = 0;
};

bool InRange(UChar32 c, UChar32 first, UChar32 last) {
  return first <= c && c <= last;
}

// Characters that Latin text uses.
bool IsLatinTextCharacter(UChar32 c) {
  return InRange(c, 0xA0, 0x17F) || InRange(c, 0x2010, 0x2044) ||
         InRange(c, 0x20A0, 0x20BF) || c == 0x2122 ||
         InRange(c, 0x2190, 0x21FF) || InRange(c, 0x2500, 0x27BF) ||
         c == 0xFB01 || c == 0xFB02 || c == 0xFEFF || c == 0x200B ||
         InRange(c, 0x1F300, 0x1FAFF) || c == 0xFE0F;
}

// Letters of other scripts in everyday use.
bool IsScriptLetter(UChar32 c) {
  return InRange(c, 0x370, 0x5FF) || InRange(c, 0x600, 0x6FF) ||
         InRange(c, 0x900, 0xDFF) || InRange(c, 0x1E00, 0x1EFF) ||
         InRange(c, 0x3040, 0x30FF) || InRange(c, 0x4E00, 0x9FFF) ||
         InRange(c, 0xAC00, 0xD7AF) || InRange(c, 0x3000, 0x303F) ||
         InRange(c, 0xFF00, 0xFF5E);
}

// The UTF-8 sequence at pieces[i]; its size in pieces, 0 for none.
size_t ReadSequence(const std::vector<Piece>& pieces, size_t i,
                    UChar32& character) {
  const int lead = pieces[i].byte;
  const size_t size = lead < 0xC2   ? 0
                      : lead < 0xE0 ? 2
                      : lead < 0xF0 ? 3
                      : lead < 0xF5 ? 4
                                    : 0;
  if (size == 0 || i + size > pieces.size()) return 0;
  uint8_t bytes[4];
  for (size_t k = 0; k < size; ++k) {
    bytes[k] = static_cast<uint8_t>(pieces[i + k].byte);
  }
  int32_t at = 0;
  U8_NEXT(bytes, at, static_cast<int32_t>(size), character);
  return character >= 0 && at == static_cast<int32_t>(size) ? size : 0;
}

// Finds repairs in one unbroken row of non-ASCII characters.
void FindRepairs(const std::vector<Piece>& pieces,
                 std::vector<Repair>& repairs) {
  std::vector<Repair> row;  // sequences of other scripts, one behind the other
  auto flush_row = [&] {
    if (row.size() >= kScriptRow) {
      repairs.insert(repairs.end(), row.begin(), row.end());
    }
    row.clear();
  };
  for (size_t i = 0; i < pieces.size();) {
    UChar32 character = 0;
    const size_t size = ReadSequence(pieces, i, character);
    if (size == 0) {
      flush_row();
      // "â€" whose third byte, 0x9D, Windows-1252 does not have: a closing
      // quote.
      const bool quote = pieces[i].byte == 0xE2 && i + 2 == pieces.size() &&
                         pieces[i + 1].byte == 0x80;
      if (quote) {
        repairs.push_back({pieces[i].begin, pieces[i + 1].end, 0x201D});
        i += 2;
      } else {
        ++i;
      }
      continue;
    }
    const Repair repair{pieces[i].begin, pieces[i + size - 1].end, character};
    if (IsLatinTextCharacter(character)) {
      flush_row();
      repairs.push_back(repair);
    } else if (IsScriptLetter(character)) {
      row.push_back(repair);
    } else {
      flush_row();
    }
    i += size;
  }
  flush_row();
}

std::vector<Repair> FindAllRepairs(const std::string& text) {
  std::vector<Repair> repairs;
  std::vector<Piece> pieces;
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  const int32_t size = static_cast<int32_t>(text.size());
  int32_t at = 0;
  while (at < size) {
    if (data[at] < 0x80) {
      if (!pieces.empty()) FindRepairs(pieces, repairs);
      pieces.clear();
      ++at;
      continue;
    }
    const int32_t begin = at;
    UChar32 character;
    U8_NEXT(data, at, size, character);
    const int byte = ToByte(character);
    if (byte >= 0) {
      pieces.push_back(
          {static_cast<uint32_t>(begin), static_cast<uint32_t>(at), byte});
    } else {
      if (!pieces.empty()) FindRepairs(pieces, repairs);
      pieces.clear();
    }
  }
  if (!pieces.empty()) FindRepairs(pieces, repairs);
  return repairs;
}

MappedText Apply(const MappedText& text, const std::vector<Repair>& repairs) {
  MappedTextBuilder builder(text);
  uint32_t done = 0;
  for (const Repair& repair : repairs) {
    builder.Copy({done, repair.begin});
    char utf8[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(utf8, size, repair.character);
    builder.Replace({repair.begin, repair.end}, absl::string_view(utf8, size));
    done = repair.end;
  }
  builder.Copy({done, static_cast<uint32_t>(text.text().size())});
  return std::move(builder).Build();
}

}  // namespace

MappedText RepairMojibake(MappedText text) {
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    const std::vector<Repair> repairs = FindAllRepairs(text.text());
    if (repairs.empty()) break;
    text = Apply(text, repairs);
  }
  return text;
}

}  // namespace weft::extractor
