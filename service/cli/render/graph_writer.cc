#include "service/cli/render/graph_writer.h"

#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "base/percent_encoding.h"
#include "service/cli/render/json.h"
#include "service/cli/render/row_writer.h"

namespace weft::service {
namespace {

constexpr absl::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
// Whole numbers below are written as such.
constexpr double kLargestWhole = 1e14;

// What a bare triple may say.
bool IsPlainStatement(const v1::Fact& fact) {
  return fact.has_object() && !fact.negated() &&
         (fact.modality() == v1::MODALITY_ASSERTED ||
          fact.modality() == v1::MODALITY_UNSPECIFIED);
}

// As the facts are printed elsewhere.
std::string Words(const v1::Slot& slot) {
  return slot.has_value() ? slot.value().text() : slot.entity().name();
}

// --- tsv, csv, jsonl ---------------------------------------------------------

class TsvWriter : public GraphWriter {
 public:
  explicit TsvWriter(std::ostream& out) : out_(out) {
    out_ << "#subject\tpredicate\tobject\ttime\tescaped\n";
  }

  void Add(const v1::Fact& fact) override {
    if (!IsPlainStatement(fact)) {
      ++left_out_;
      return;
    }
    std::string cells[] = {Words(fact.subject()), fact.relation().name(),
                           Words(fact.object())};
    bool escaped = false;
    for (const std::string& cell : cells) {
      escaped |= cell.find_first_of("\t\n\r") != std::string::npos;
    }
    for (std::string& cell : cells) {
      out_ << (escaped ? EscapeCell(cell, RowLayout::kTsv) : cell) << "\t";
    }
    out_ << fact.valid_from() << "\t" << (escaped ? "1" : "") << "\n";
  }

 private:
  std::ostream& out_;
};

class CsvWriter : public GraphWriter {
 public:
  explicit CsvWriter(std::ostream& out)
      : rows_(out, RowLayout::kCsv,
              {"subject", "relation", "object", "valid_from", "valid_until",
               "negated", "modality", "attribution", "confidence", "document",
               "sentence"},
              Style()) {}

  void Add(const v1::Fact& fact) override {
    const Json json = FactJson(fact);
    rows_.Add({json["subject"], json["relation"], json["object"],
               json["valid_from"], json["valid_until"],
               fact.negated() ? "true" : "false", json["modality"],
               json["attribution"], json["confidence"].dump(), json["doc"],
               json["sentence"]});
  }
  void Finish() override { rows_.Finish(); }

 private:
  RowWriter rows_;
};

class JsonlWriter : public GraphWriter {
 public:
  explicit JsonlWriter(std::ostream& out) : out_(out) {}

  void Add(const v1::Fact& fact) override {
    out_ << ToLine(StoredFactJson(fact)) << "\n";
  }

 private:
  std::ostream& out_;
};

// --- ntriples ----------------------------------------------------------------

// Whether a name can stand between angle brackets: a scheme, a colon and no
// character that N-Triples forbids there. Ours are made by percent-encoding.
bool IsIri(absl::string_view name) {
  const size_t colon = name.find(':');
  if (colon == absl::string_view::npos || colon == 0 ||
      colon + 1 == name.size() || !absl::ascii_isalpha(name[0]) ||
      absl::StartsWith(name, "weft:")) {
    return false;
  }
  for (const char c : name.substr(0, colon)) {
    if (!absl::ascii_isalnum(c) && c != '+' && c != '-' && c != '.') {
      return false;
    }
  }
  for (const char c : name) {
    if (static_cast<unsigned char>(c) <= ' ' ||
        absl::string_view("<>\"{}|^`\\").find(c) != absl::string_view::npos) {
      return false;
    }
  }
  return true;
}

std::string Iri(absl::string_view name, absl::string_view prefix) {
  return IsIri(name) ? absl::StrCat("<", name, ">")
                     : absl::StrCat("<", prefix, PercentEncode(name), ">");
}

std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) {
          absl::StrAppendFormat(&out, "\\u%04X", static_cast<int>(c));
        } else {
          out += c;
        }
    }
  }
  return out + "\"";
}

std::string Typed(const std::string& text, absl::string_view datatype) {
  return absl::StrCat(Quoted(text), "^^<", datatype, ">");
}

std::string DateLiteral(const std::string& iso) {
  static constexpr const char* kTypes[] = {"gYear", "gYearMonth", "date"};
  // 2025, 2025-01, 2025-01-20.
  static constexpr size_t kSizes[] = {4, 7, 10};
  for (size_t i = 0; i < 3; ++i) {
    if (iso.size() == kSizes[i] &&
        iso.find_first_not_of("0123456789-") == std::string::npos) {
      return Typed(iso, absl::StrCat(kXsd, kTypes[i]));
    }
  }
  // To the second, in universal time.
  const bool is_time = iso.size() >= 20 && iso[10] == 'T' && iso.back() == 'Z';
  return Typed(iso, is_time ? absl::StrCat(kXsd, "dateTime") : "weft:date");
}

// The shortest digits that read back as the same number.
std::string Digits(double number) { return NumberJson(number).dump(); }

std::string Literal(const v1::Value& value) {
  const std::string unit = PercentEncode(value.unit());
  switch (value.kind()) {
    case v1::VALUE_KIND_NUMBER: {
      const double number = value.number();
      const bool whole =
          number == std::floor(number) && std::fabs(number) < kLargestWhole;
      return Typed(Digits(number),
                   absl::StrCat(kXsd, whole ? "integer" : "double"));
    }
    case v1::VALUE_KIND_PERCENT:
      return Typed(Digits(value.number()), "weft:percent");
    case v1::VALUE_KIND_MONEY:
      return Typed(Digits(value.number()), absl::StrCat("weft:money/", unit));
    case v1::VALUE_KIND_QUANTITY:
    case v1::VALUE_KIND_RATIO:
      return Typed(Digits(value.number()),
                   absl::StrCat("weft:quantity/", unit));
    case v1::VALUE_KIND_DATE:
      return DateLiteral(value.iso().empty() ? value.text() : value.iso());
    default:
      return Quoted(value.text());
  }
}

class NTriplesWriter : public GraphWriter {
 public:
  explicit NTriplesWriter(std::ostream& out) : out_(out) {}

  void Add(const v1::Fact& fact) override {
    if (!IsPlainStatement(fact)) {
      ++left_out_;
      return;
    }
    if (fact.statement_id() == last_) return;
    last_ = fact.statement_id();
    out_ << Iri(fact.subject().entity().name(), "weft:e/") << " "
         << Iri(fact.relation().name(), "weft:r/") << " "
         << (fact.object().has_value()
                 ? Literal(fact.object().value())
                 : Iri(fact.object().entity().name(), "weft:e/"))
         << " .\n";
  }

 private:
  std::ostream& out_;
  uint64_t last_ = 0;  // statement that was written last
};

// --- graphml -----------------------------------------------------------------

// As content of an element or an attribute. What XML 1.0 cannot hold becomes
// U+FFFD.
std::string Xml(absl::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\t' || c == '\n' || c == '\r') {
      absl::StrAppend(&out, "&#", static_cast<int>(byte), ";");
    } else if (byte < ' ') {
      out += "\xEF\xBF\xBD";
    } else {
      out += c;
    }
  }
  return out;
}

class GraphMlWriter : public GraphWriter {
 public:
  explicit GraphMlWriter(std::ostream& out) : out_(out) {
    out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    for (const char* name : {"name", "type", "kind"}) {
      Declare(name, "node", "string");
    }
    for (const char* name : {"relation", "valid_from", "valid_until",
                             "modality", "attribution", "document"}) {
      Declare(name, "edge", "string");
    }
    Declare("negated", "edge", "boolean");
    Declare("confidence", "edge", "double");
    out_ << "<graph id=\"weft\" edgedefault=\"directed\">\n";
  }

  void Add(const v1::Fact& fact) override {
    if (!fact.has_object()) {
      ++left_out_;
      return;
    }
    const std::string source = Node(fact.subject());
    const std::string target = Node(fact.object());
    const Json json = FactJson(fact);
    out_ << "<edge source=\"" << source << "\" target=\"" << target << "\">";
    for (const char* name :
         {"relation", "valid_from", "valid_until", "modality", "attribution"}) {
      Data(name, json[name].get<std::string>());
    }
    Data("document", fact.evidence().document_id());
    Data("negated", fact.negated() ? "true" : "false");
    Data("confidence", json["confidence"].dump());
    out_ << "</edge>\n";
  }

  void Finish() override { out_ << "</graph>\n</graphml>\n"; }

 private:
  void Declare(const char* name, const char* of, const char* type) {
    out_ << "<key id=\"" << name << "\" for=\"" << of << "\" attr.name=\""
         << name << "\" attr.type=\"" << type << "\"/>\n";
  }
  void Data(const char* name, const std::string& text) {
    if (text.empty()) return;
    out_ << "<data key=\"" << name << "\">" << Xml(text) << "</data>";
  }

  // The id of a node, which is written when it is met for the first time.
  std::string Node(const v1::Slot& slot) {
    const std::string key = slot.has_value()
                                ? absl::StrCat("v", Literal(slot.value()))
                                : absl::StrCat("e", slot.entity().id());
    const auto [it, is_new] = nodes_.emplace(key, nodes_.size());
    const std::string id = absl::StrCat("n", it->second);
    if (!is_new) return id;
    out_ << "<node id=\"" << id << "\">";
    const Json json = NodeJson(slot);
    Data("name", Words(slot));
    if (!slot.has_value() && !json["labels"].empty()) {
      Data("type", json["labels"][0].get<std::string>());
    }
    Data("kind", slot.has_value() ? "value" : "entity");
    out_ << "</node>\n";
    return id;
  }

  std::ostream& out_;
  absl::flat_hash_map<std::string, uint64_t> nodes_;
};

}  // namespace

std::unique_ptr<GraphWriter> NewGraphWriter(absl::string_view format,
                                            std::ostream& out) {
  if (format == "tsv") return std::make_unique<TsvWriter>(out);
  if (format == "csv") return std::make_unique<CsvWriter>(out);
  if (format == "jsonl") return std::make_unique<JsonlWriter>(out);
  if (format == "ntriples") return std::make_unique<NTriplesWriter>(out);
  if (format == "graphml") return std::make_unique<GraphMlWriter>(out);
  return nullptr;
}

}  // namespace weft::service
