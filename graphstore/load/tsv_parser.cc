#include "graphstore/load/tsv_parser.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace weft::graphstore {
namespace {

// Cells behind these are not looked at.
constexpr int kMaxCells = 16;

// The cells of one line.
struct Cells {
  std::array<absl::string_view, kMaxCells> cell;
  int count = 0;

  explicit Cells(absl::string_view line) {
    while (count < kMaxCells) {
      const void* tab = std::memchr(line.data(), '\t', line.size());
      if (tab == nullptr) {
        cell[count++] = line;
        return;
      }
      const size_t size = static_cast<const char*>(tab) - line.data();
      cell[count++] = line.substr(0, size);
      line.remove_prefix(size + 1);
    }
  }

  // "" where the line is too short for it.
  absl::string_view at(int index) const {
    return index >= 0 && index < count ? cell[index] : absl::string_view();
  }
};

// Other characters behind a backslash stay as they are.
std::string Unescape(absl::string_view cell) {
  std::string text;
  for (size_t i = 0; i < cell.size(); ++i) {
    static constexpr absl::string_view kCodes = "tnr\\";
    static constexpr absl::string_view kCharacters = "\t\n\r\\";
    const size_t code = cell[i] == '\\' && i + 1 < cell.size()
                            ? kCodes.find(cell[i + 1])
                            : absl::string_view::npos;
    if (code == absl::string_view::npos) {
      text.push_back(cell[i]);
    } else {
      text.push_back(kCharacters[code]);
      ++i;
    }
  }
  return text;
}

void DecodeEscapes(TripleView* triple, TripleChunk* chunk) {
  for (absl::string_view* text :
       {&triple->subject, &triple->predicate, &triple->object}) {
    if (text->find('\\') == absl::string_view::npos) continue;
    chunk->decoded.push_back(Unescape(*text));
    *text = chunk->decoded.back();
  }
}

void ParseLine(const TsvColumns& columns, int needed, uint64_t number,
               absl::string_view line, TripleChunk* chunk) {
  const Cells cells(line);
  if (cells.count < needed) {
    chunk->bad.push_back(
        {number, absl::StrCat("it has ", cells.count, " of ", needed,
                              " columns separated by tabs")});
    return;
  }
  TripleView triple;
  triple.subject = cells.at(columns.subject);
  triple.predicate = cells.at(columns.predicate);
  triple.object = cells.at(columns.object);
  triple.time = cells.at(columns.time);
  if (cells.at(columns.escaped) == "1") DecodeEscapes(&triple, chunk);
  std::string wrong = WhatIsWrong(triple);
  if (wrong.empty()) {
    chunk->triples.push_back(triple);
  } else {
    chunk->bad.push_back({number, std::move(wrong)});
  }
}

}  // namespace

bool ParseTsvHeader(absl::string_view line, TsvColumns* columns) {
  if (!absl::ConsumePrefix(&line, "#")) return false;
  absl::ConsumeSuffix(&line, "\r");
  TsvColumns named{-1, -1, -1, -1, -1};
  int index = 0;
  for (absl::string_view name : absl::StrSplit(line, '\t')) {
    if (index >= kMaxCells) break;
    if (name == "subject") named.subject = index;
    if (name == "predicate" || name == "relation") named.predicate = index;
    if (name == "object") named.object = index;
    if (name == "time") named.time = index;
    if (name == "escaped") named.escaped = index;
    ++index;
  }
  const bool complete =
      named.subject >= 0 && named.predicate >= 0 && named.object >= 0;
  *columns = complete ? named : TsvColumns();
  return true;
}

void ParseTsv(const TsvColumns& columns, TripleChunk* chunk) {
  const int needed =
      1 + std::max({columns.subject, columns.predicate, columns.object});
  absl::string_view rest = chunk->text;
  // About 40 bytes a line in such files.
  chunk->triples.reserve(rest.size() / 40);
  uint64_t number = chunk->first_line;
  for (; !rest.empty(); ++number) {
    const void* feed = std::memchr(rest.data(), '\n', rest.size());
    const size_t size = feed == nullptr
                            ? rest.size()
                            : static_cast<const char*>(feed) - rest.data();
    absl::string_view line = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    absl::ConsumeSuffix(&line, "\r");
    if (!line.empty()) ParseLine(columns, needed, number, line, chunk);
  }
  chunk->line_count = number - chunk->first_line;
}

}  // namespace weft::graphstore
