#include "tests/tck/canonical.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "graphstore/query/value/format.h"

namespace weft::tck {
namespace {

using graphstore::query::FormatFloat;
using graphstore::query::FormatTemporal;
using graphstore::query::GraphView;
using graphstore::query::List;
using graphstore::query::Map;
using graphstore::query::Path;
using graphstore::query::QuoteString;
using graphstore::query::RelationshipRef;
using graphstore::query::Value;
using graphstore::query::ValueKind;

using Entries = std::map<std::string, std::string>;

std::string JoinMap(const Entries& entries) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : entries) {
    parts.push_back(absl::StrCat(key, ": ", value));
  }
  return absl::StrCat("{", absl::StrJoin(parts, ", "), "}");
}

std::string JoinList(std::vector<std::string> items, bool sorted) {
  if (sorted) std::sort(items.begin(), items.end());
  return absl::StrCat("[", absl::StrJoin(items, ", "), "]");
}

std::string JoinElement(std::vector<std::string> labels,
                        const Entries& properties) {
  std::sort(labels.begin(), labels.end());
  std::string text;
  for (const std::string& label : labels) absl::StrAppend(&text, ":", label);
  if (!properties.empty()) {
    if (!text.empty()) text += " ";
    text += JoinMap(properties);
  }
  return text;
}

class CellReader {
 public:
  CellReader(absl::string_view text, bool sorted)
      : text_(text), sorted_(sorted) {}

  absl::StatusOr<std::string> ReadAll() {
    WEFT_ASSIGN_OR_RETURN(std::string value, Read());
    SkipBlanks();
    if (at_ != text_.size()) return Bad();
    return value;
  }

 private:
  absl::Status Bad() const {
    return absl::InvalidArgumentError(
        absl::StrCat("cannot read the value `", text_, "` at ", at_));
  }
  void SkipBlanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool Take(absl::string_view token) {
    SkipBlanks();
    if (!absl::StartsWith(text_.substr(at_), token)) return false;
    at_ += token.size();
    return true;
  }
  bool At(absl::string_view token) {
    SkipBlanks();
    return absl::StartsWith(text_.substr(at_), token);
  }

  absl::StatusOr<std::string> Read() {
    SkipBlanks();
    if (at_ >= text_.size()) return Bad();
    switch (text_[at_]) {
      case '\'':
        return ReadString();
      case '{': {
        WEFT_ASSIGN_OR_RETURN(Entries entries, ReadMap());
        return JoinMap(entries);
      }
      case '(':
        return ReadNode();
      case '<':
        return ReadPath();
      case '[':
        return ReadBrackets();
      default:
        return ReadWord();
    }
  }

  absl::StatusOr<std::string> ReadString() {
    std::string value;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\'') {
        ++at_;
        return QuoteString(value);
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        const char c = text_[at_];
        value += c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
        continue;
      }
      value += text_[at_];
    }
    return Bad();
  }

  absl::StatusOr<std::string> ReadName() {
    SkipBlanks();
    if (Take("`")) {
      const size_t end = text_.find('`', at_);
      if (end == absl::string_view::npos) return Bad();
      std::string name(text_.substr(at_, end - at_));
      at_ = end + 1;
      return name;
    }
    const size_t begin = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) ||
            text_[at_] == '_' || (text_[at_] & 0x80))) {
      ++at_;
    }
    if (begin == at_) return Bad();
    return std::string(text_.substr(begin, at_ - begin));
  }

  absl::StatusOr<std::string> ReadWord() {
    const size_t begin = at_;
    while (at_ < text_.size() && absl::string_view(",]}) ").find(text_[at_]) ==
                                     absl::string_view::npos) {
      ++at_;
    }
    const absl::string_view word = text_.substr(begin, at_ - begin);
    if (word == "null" || word == "true" || word == "false") {
      return std::string(word);
    }
    int64_t integer = 0;
    if (absl::SimpleAtoi(word, &integer)) return absl::StrCat(integer);
    double number = 0;
    if (absl::SimpleAtod(word, &number)) return FormatFloat(number);
    return Bad();
  }

  absl::StatusOr<Entries> ReadMap() {
    Entries entries;
    if (!Take("{")) return Bad();
    if (Take("}")) return entries;
    do {
      WEFT_ASSIGN_OR_RETURN(std::string key, ReadName());
      if (!Take(":")) return Bad();
      WEFT_ASSIGN_OR_RETURN(entries[key], Read());
    } while (Take(","));
    if (!Take("}")) return Bad();
    return entries;
  }

  // Labels and properties up to `close`.
  absl::StatusOr<std::string> ReadElement(absl::string_view close) {
    std::vector<std::string> labels;
    Entries properties;
    while (Take(":")) {
      WEFT_ASSIGN_OR_RETURN(std::string label, ReadName());
      labels.push_back(std::move(label));
    }
    if (At("{")) {
      WEFT_ASSIGN_OR_RETURN(properties, ReadMap());
    }
    if (!Take(close)) return Bad();
    return JoinElement(std::move(labels), properties);
  }

  absl::StatusOr<std::string> ReadNode() {
    if (!Take("(")) return Bad();
    WEFT_ASSIGN_OR_RETURN(std::string inside, ReadElement(")"));
    return absl::StrCat("(", inside, ")");
  }

  absl::StatusOr<std::string> ReadBrackets() {
    ++at_;
    if (At(":")) {
      WEFT_ASSIGN_OR_RETURN(std::string inside, ReadElement("]"));
      return absl::StrCat("[", inside, "]");
    }
    std::vector<std::string> items;
    if (Take("]")) return JoinList(items, sorted_);
    do {
      WEFT_ASSIGN_OR_RETURN(std::string item, Read());
      items.push_back(std::move(item));
    } while (Take(","));
    if (!Take("]")) return Bad();
    return JoinList(std::move(items), sorted_);
  }

  absl::StatusOr<std::string> ReadPath() {
    if (!Take("<")) return Bad();
    WEFT_ASSIGN_OR_RETURN(std::string text, ReadNode());
    while (!Take(">")) {
      const bool left = Take("<-");
      if (!left && !Take("-")) return Bad();
      WEFT_ASSIGN_OR_RETURN(std::string step, ReadBrackets());
      if (!Take(left ? "-" : "->")) return Bad();
      WEFT_ASSIGN_OR_RETURN(std::string node, ReadNode());
      absl::StrAppend(&text, left ? "<-" : "-", step, left ? "-" : "->", node);
    }
    return absl::StrCat("<", text, ">");
  }

  absl::string_view text_;
  const bool sorted_;
  size_t at_ = 0;
};

class Writer {
 public:
  Writer(const GraphView& view, bool sorted) : view_(view), sorted_(sorted) {}

  absl::StatusOr<std::string> Write(const Value& value) const {
    switch (value.kind()) {
      case ValueKind::kNull:
        return std::string("null");
      case ValueKind::kBoolean:
        return std::string(value.boolean() ? "true" : "false");
      case ValueKind::kInteger:
        return absl::StrCat(value.integer());
      case ValueKind::kFloat:
        return FormatFloat(value.floating());
      case ValueKind::kString:
        return QuoteString(value.string());
      case ValueKind::kTemporal:
        return QuoteString(FormatTemporal(value.temporal()));
      case ValueKind::kList: {
        std::vector<std::string> items;
        for (const Value& item : value.list()) {
          WEFT_ASSIGN_OR_RETURN(std::string text, Write(item));
          items.push_back(std::move(text));
        }
        return JoinList(std::move(items), sorted_);
      }
      case ValueKind::kMap: {
        WEFT_ASSIGN_OR_RETURN(Entries entries, WriteMap(value.map()));
        return JoinMap(entries);
      }
      case ValueKind::kNode:
        return WriteNode(value.node().id);
      case ValueKind::kRelationship:
        return WriteRelationship(value.relationship());
      case ValueKind::kPath:
        return WritePath(value.path());
    }
    return std::string("?");
  }

 private:
  absl::StatusOr<Entries> WriteMap(const Map& map) const {
    Entries entries;
    for (const auto& [key, item] : map) {
      WEFT_ASSIGN_OR_RETURN(entries[key], Write(item));
    }
    return entries;
  }

  absl::StatusOr<std::string> WriteNode(uint64_t node) const {
    WEFT_ASSIGN_OR_RETURN(std::vector<std::string> labels, view_.Labels(node));
    WEFT_ASSIGN_OR_RETURN(Map properties, view_.NodeProperties(node));
    WEFT_ASSIGN_OR_RETURN(Entries entries, WriteMap(properties));
    return absl::StrCat("(", JoinElement(std::move(labels), entries), ")");
  }

  absl::StatusOr<std::string> WriteRelationship(
      const RelationshipRef& step) const {
    WEFT_ASSIGN_OR_RETURN(std::string type, view_.TypeName(step.type));
    WEFT_ASSIGN_OR_RETURN(Map properties, view_.RelationshipProperties(step));
    WEFT_ASSIGN_OR_RETURN(Entries entries, WriteMap(properties));
    return absl::StrCat("[", JoinElement({type}, entries), "]");
  }

  absl::StatusOr<std::string> WritePath(const Path& path) const {
    WEFT_ASSIGN_OR_RETURN(std::string text, WriteNode(path.nodes[0].id));
    for (size_t i = 0; i < path.relationships.size(); ++i) {
      const RelationshipRef& step = path.relationships[i];
      const bool left = step.start != path.nodes[i].id;
      WEFT_ASSIGN_OR_RETURN(std::string arrow, WriteRelationship(step));
      WEFT_ASSIGN_OR_RETURN(std::string node, WriteNode(path.nodes[i + 1].id));
      absl::StrAppend(&text, left ? "<-" : "-", arrow, left ? "-" : "->", node);
    }
    return absl::StrCat("<", text, ">");
  }

  const GraphView& view_;
  const bool sorted_;
};

}  // namespace

absl::StatusOr<std::string> CanonicalCell(absl::string_view cell,
                                          bool ignore_list_order) {
  return CellReader(cell, ignore_list_order).ReadAll();
}

absl::StatusOr<std::string> CanonicalValue(const GraphView& view,
                                           const Value& value,
                                           bool ignore_list_order) {
  return Writer(view, ignore_list_order).Write(value);
}

}  // namespace weft::tck
