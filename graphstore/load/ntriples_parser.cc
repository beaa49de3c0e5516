#include "graphstore/load/ntriples_parser.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/percent_encoding.h"
#include "base/utf8.h"
#include "graphstore/dict/iso_date.h"
#include "graphstore/dict/value_id.h"

namespace weft::graphstore {
namespace {

constexpr absl::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
constexpr absl::string_view kIntegers[] = {
    "integer",         "long",         "int",
    "short",           "byte",         "nonNegativeInteger",
    "positiveInteger", "unsignedLong", "unsignedInt",
    "unsignedShort",   "unsignedByte", "nonPositiveInteger",
    "negativeInteger", "decimal"};
constexpr absl::string_view kDates[] = {"date", "gYear", "gYearMonth",
                                        "dateTime"};
// Whole numbers up to here have 14 digits, which an inline number keeps.
constexpr double kLargestExact = 1e14;

// One line, read from left to right. Each function takes what it reads off the
// front and returns false with why() set when it is not there.
class LineParser {
 public:
  LineParser(absl::string_view line, TripleChunk* chunk)
      : rest_(line), chunk_(*chunk) {}

  const std::string& why() const { return why_; }

  // A triple, or `*empty` for a line that holds none.
  bool Parse(TripleView* triple, bool* empty) {
    SkipBlanks();
    *empty = rest_.empty() || rest_.front() == '#';
    if (*empty) return true;
    if (!Node("subject", &triple->subject)) return false;
    SkipBlanks();
    if (!absl::StartsWith(rest_, "<")) {
      return Wrong("the predicate must be an IRI in <>");
    }
    if (!Iri(&triple->predicate)) return false;
    SkipBlanks();
    if (absl::StartsWith(rest_, "\"") ? !Literal(triple)
                                      : !Node("object", &triple->object)) {
      return false;
    }
    SkipBlanks();
    if (!absl::ConsumePrefix(&rest_, ".")) {
      return Wrong("there is no \".\" behind the object");
    }
    SkipBlanks();
    if (rest_.empty() || rest_.front() == '#') return true;
    return Wrong("there is something behind the \".\"");
  }

 private:
  bool Wrong(absl::string_view why) {
    why_ = std::string(why);
    return false;
  }

  void SkipBlanks() {
    const size_t end = rest_.find_first_not_of(" \t");
    rest_.remove_prefix(std::min(end, rest_.size()));
  }

  bool Node(absl::string_view what, absl::string_view* name) {
    if (absl::StartsWith(rest_, "<")) return Iri(name);
    if (!absl::StartsWith(rest_, "_:")) {
      return Wrong(absl::StrCat("the ", what,
                                " is neither an IRI in <> nor a blank node _:"
                                "x nor a literal in quotes"));
    }
    const size_t end = std::min(rest_.find_first_of(" \t<\"#"), rest_.size());
    *name = rest_.substr(0, end);
    // A "." ends the line unless more of the name follows.
    while (absl::ConsumeSuffix(name, ".")) {
    }
    rest_.remove_prefix(name->size());
    return name->size() > 2 || Wrong("a blank node has no name");
  }

  bool Iri(absl::string_view* name) {
    const size_t end = rest_.find('>');
    if (end == absl::string_view::npos) return Wrong("an IRI has no \">\"");
    absl::string_view iri = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    // A control character is wrong as well, but harmless.
    if (iri.find_first_of(" <\"{}|^`") != absl::string_view::npos) {
      return Wrong("an IRI holds a character that it must not");
    }
    if (iri.find('\\') != absl::string_view::npos) {
      std::string decoded;
      if (!Unescape(iri, /*in_iri=*/true, &decoded)) return false;
      iri = Keep(std::move(decoded));
    }
    if (absl::StartsWith(iri, "weft:e/") || absl::StartsWith(iri, "weft:r/")) {
      std::string decoded;
      if (!PercentDecode(iri.substr(7), &decoded)) {
        return Wrong("a % in an IRI of Weft's has no two digits behind it");
      }
      iri = Keep(std::move(decoded));
    }
    *name = iri;
    return true;
  }

  bool Literal(TripleView* triple) {
    rest_.remove_prefix(1);
    size_t end = 0;
    bool escaped = false;
    while (end < rest_.size() && rest_[end] != '"') {
      const bool backslash = rest_[end] == '\\';
      escaped |= backslash;
      end += backslash ? 2 : 1;
    }
    if (end >= rest_.size()) return Wrong("a literal has no closing quote");
    triple->object = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (escaped) {
      std::string decoded;
      if (!Unescape(triple->object, /*in_iri=*/false, &decoded)) return false;
      triple->object = Keep(std::move(decoded));
    }
    triple->is_value = true;
    triple->kind = ValueKind::kString;
    if (absl::ConsumePrefix(&rest_, "@")) return Language();
    if (!absl::ConsumePrefix(&rest_, "^^")) return true;
    absl::string_view datatype;
    if (!absl::StartsWith(rest_, "<")) {
      return Wrong("a datatype must be an IRI in <>");
    }
    return Iri(&datatype) && Type(datatype, triple);
  }

  bool Language() {
    size_t size = 0;
    while (size < rest_.size() &&
           (absl::ascii_isalnum(rest_[size]) || rest_[size] == '-')) {
      ++size;
    }
    rest_.remove_prefix(size);
    return size > 0 || Wrong("there is no language behind the @");
  }

  // Gives the literal the kind that its datatype says.
  bool Type(absl::string_view datatype, TripleView* triple) {
    const auto is_one_of = [](absl::string_view name, const auto& names) {
      return std::find(std::begin(names), std::end(names), name) !=
             std::end(names);
    };
    if (absl::ConsumePrefix(&datatype, kXsd)) {
      const bool whole = is_one_of(datatype, kIntegers);
      if (whole || datatype == "float" || datatype == "double") {
        double number;
        if (absl::SimpleAtod(triple->object, &number) &&
            std::isfinite(number) &&
            (!whole || std::fabs(number) < kLargestExact)) {
          triple->kind = ValueKind::kNumber;
          triple->number = number;
        }
      } else if (is_one_of(datatype, kDates) && ParseIsoDate(triple->object)) {
        triple->kind = ValueKind::kDate;
      }
      return true;
    }
    if (absl::ConsumePrefix(&datatype, "weft:")) {
      return WeftType(datatype, triple);
    }
    return true;
  }

  bool WeftType(absl::string_view datatype, TripleView* triple) {
    std::string unit;
    if (datatype == "date") {
      triple->kind = ValueKind::kDate;
      return true;
    }
    if (datatype == "percent") {
      triple->kind = ValueKind::kPercent;
    } else if (absl::ConsumePrefix(&datatype, "money/")) {
      triple->kind = ValueKind::kMoney;
    } else if (absl::ConsumePrefix(&datatype, "quantity/")) {
      triple->kind = ValueKind::kQuantity;
    } else {
      return true;
    }
    if (!absl::SimpleAtod(triple->object, &triple->number) ||
        !std::isfinite(triple->number)) {
      return Wrong("the number of a percentage, money or quantity is none");
    }
    if (triple->kind == ValueKind::kPercent) return true;
    if (!PercentDecode(datatype, &unit)) {
      return Wrong("a % in a unit has no two digits behind it");
    }
    triple->unit = Keep(std::move(unit));
    const absl::Status valid = ValidateValue(ValueOf(*triple));
    return valid.ok() || Wrong(valid.message());
  }

  bool Unescape(absl::string_view text, bool in_iri, std::string* out) {
    static constexpr absl::string_view kCodes = "tbnrf\"'\\";
    static constexpr absl::string_view kCharacters = "\t\b\n\r\f\"'\\";
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\\') {
        out->push_back(text[i]);
        continue;
      }
      const char code = ++i < text.size() ? text[i] : '\0';
      const size_t index = kCodes.find(code);
      if (code == 'u' || code == 'U') {
        const size_t digits = code == 'u' ? 4 : 8;
        if (!CodePoint(text.substr(std::min(i + 1, text.size()), digits),
                       digits, out)) {
          return false;
        }
        i += digits;
      } else if (!in_iri && code != '\0' && index != absl::string_view::npos) {
        out->push_back(kCharacters[index]);
      } else {
        return Wrong("there is an escape that N-Triples does not have");
      }
    }
    return true;
  }

  bool CodePoint(absl::string_view hex, size_t digits, std::string* out) {
    uint32_t code;
    if (hex.size() != digits ||
        !std::all_of(hex.begin(), hex.end(),
                     [](char c) { return absl::ascii_isxdigit(c); }) ||
        !absl::SimpleHexAtoi(hex, &code) || code > 0x10FFFF ||
        (code >= 0xD800 && code <= 0xDFFF)) {
      return Wrong("an escape \\u or \\U is no character");
    }
    AppendUtf8(code, out);
    return true;
  }

  absl::string_view Keep(std::string text) {
    chunk_.decoded.push_back(std::move(text));
    return chunk_.decoded.back();
  }

  absl::string_view rest_;
  TripleChunk& chunk_;
  std::string why_;
};

void ParseLine(uint64_t number, absl::string_view line, TripleChunk* chunk) {
  LineParser parser(line, chunk);
  TripleView triple;
  bool empty;
  std::string wrong;
  if (!parser.Parse(&triple, &empty)) {
    wrong = parser.why();
  } else if (!empty) {
    wrong = WhatIsWrong(triple);
  }
  if (!wrong.empty()) {
    chunk->bad.push_back({number, std::move(wrong)});
  } else if (!empty) {
    chunk->triples.push_back(triple);
  }
}

}  // namespace

void ParseNTriples(TripleChunk* chunk) {
  absl::string_view rest = chunk->text;
  uint64_t number = chunk->first_line;
  for (; !rest.empty(); ++number) {
    const size_t size = std::min(rest.find('\n'), rest.size());
    absl::string_view line = rest.substr(0, size);
    rest.remove_prefix(std::min(size + 1, rest.size()));
    absl::ConsumeSuffix(&line, "\r");
    ParseLine(number, line, chunk);
  }
  chunk->line_count = number - chunk->first_line;
}

}  // namespace weft::graphstore
