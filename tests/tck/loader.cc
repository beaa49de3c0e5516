#include "tests/tck/loader.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/lang/lexer.h"

namespace weft::tck {
namespace {

using graphstore::query::List;
using graphstore::query::Map;
using graphstore::query::MemoryGraph;
using graphstore::query::NodeRef;
using graphstore::query::Prepare;
using graphstore::query::PreparedQuery;
using graphstore::query::RunOptions;
using graphstore::query::Token;
using graphstore::query::Tokenize;
using graphstore::query::TokenKind;
using graphstore::query::Value;

bool IsWord(const Token& token, absl::string_view word) {
  return token.kind == TokenKind::kName &&
         absl::EqualsIgnoreCase(token.text, word);
}

bool IsSymbol(const Token& token, absl::string_view symbol) {
  return token.kind == TokenKind::kSymbol && token.text == symbol;
}

// A word that begins a clause, not a label, key or property of that name.
bool BeginsClause(const std::vector<Token>& tokens, size_t i,
                  absl::string_view word) {
  if (!IsWord(tokens[i], word)) return false;
  if (i > 0 && (IsSymbol(tokens[i - 1], ":") || IsSymbol(tokens[i - 1], ".") ||
                IsSymbol(tokens[i - 1], "$") || IsWord(tokens[i - 1], "AS"))) {
    return false;
  }
  return !IsSymbol(tokens[i + 1], ":") && !IsSymbol(tokens[i + 1], "=");
}

// A clause that brings in the variables of the rows in $rows, which all have
// the same ones.
std::string BindAll(const std::vector<Map>& rows) {
  if (rows.empty() || rows[0].empty()) return "";
  return absl::StrCat("UNWIND $rows AS `a row` WITH ",
                      absl::StrJoin(rows[0], ", ",
                                    [](std::string* out, const auto& item) {
                                      absl::StrAppend(out, "`a row`.`",
                                                      item.first, "` AS `",
                                                      item.first, "`");
                                    }),
                      " ");
}

class Loader {
 public:
  Loader(absl::string_view text, std::vector<Token> tokens, MemoryGraph* graph)
      : text_(text), tokens_(std::move(tokens)), graph_(graph) {
    rows_.emplace_back();
  }

  absl::Status Run() {
    while (tokens_[at_].kind != TokenKind::kEnd) {
      if (IsSymbol(tokens_[at_], ";")) {
        ++at_;
        rows_.assign(1, {});
      } else if (IsWord(tokens_[at_], "CREATE")) {
        ++at_;
        WEFT_RETURN_IF_ERROR(ForEachRow(&Loader::CreatePaths));
      } else if (IsWord(tokens_[at_], "DELETE")) {
        ++at_;
        WEFT_RETURN_IF_ERROR(ForEachRow(&Loader::Delete));
      } else if (IsWord(tokens_[at_], "MERGE") || IsWord(tokens_[at_], "SET")) {
        return absl::UnimplementedError(
            absl::StrCat("the loader does not know ", tokens_[at_].text));
      } else {
        WEFT_RETURN_IF_ERROR(Read());
      }
    }
    return absl::OkStatus();
  }

 private:
  absl::Status Bad() const {
    return absl::InvalidArgumentError(
        absl::StrCat("the loader does not understand \"",
                     text_.substr(tokens_[at_].begin), "\""));
  }

  absl::Status ForEachRow(absl::Status (Loader::*step)(Map*)) {
    const size_t begin = at_;
    for (Map& row : rows_) {
      at_ = begin;
      WEFT_RETURN_IF_ERROR((this->*step)(&row));
    }
    if (rows_.empty()) {  // step over the text all the same
      while (tokens_[at_].kind != TokenKind::kEnd) ++at_;
    }
    return absl::OkStatus();
  }

  // The clauses up to the next one that writes.
  absl::Status Read() {
    const size_t begin = tokens_[at_].begin;
    while (tokens_[at_].kind != TokenKind::kEnd &&
           !IsSymbol(tokens_[at_], ";") &&
           !BeginsClause(tokens_, at_, "CREATE") &&
           !BeginsClause(tokens_, at_, "DELETE")) {
      ++at_;
    }
    const absl::string_view clauses =
        text_.substr(begin, tokens_[at_].begin - begin);
    std::vector<Map> next;
    if (!rows_.empty()) {
      WEFT_RETURN_IF_ERROR(
          Query(rows_, absl::StrCat(clauses, " RETURN *"),
                [&next](Map result) { next.push_back(std::move(result)); }));
    }
    rows_ = std::move(next);
    return absl::OkStatus();
  }

  template <typename Callback>
  absl::Status Query(const std::vector<Map>& rows, const std::string& text,
                     Callback callback) {
    WEFT_ASSIGN_OR_RETURN(PreparedQuery query,
                          Prepare(absl::StrCat(BindAll(rows), text)));
    RunOptions options;
    List list;
    for (const Map& row : rows) list.push_back(Value::Of(row));
    options.parameters["rows"] = Value::Of(std::move(list));
    return graphstore::query::Run(query, *graph_, options,
                                  [&](absl::Span<const Value> values) {
                                    Map result;
                                    for (size_t i = 0; i < values.size(); ++i) {
                                      result[query.columns()[i]] = values[i];
                                    }
                                    callback(std::move(result));
                                    return true;
                                  })
        .status();
  }

  absl::Status CreatePaths(Map* row) {
    do {
      // A name for the path is of no use here.
      if (IsSymbol(tokens_[at_ + 1], "=")) at_ += 2;
      WEFT_ASSIGN_OR_RETURN(uint64_t node, CreateNode(row));
      while (IsSymbol(tokens_[at_], "-") || IsSymbol(tokens_[at_], "<")) {
        WEFT_ASSIGN_OR_RETURN(node, CreateStep(node, row));
      }
    } while (Take(","));
    return absl::OkStatus();
  }

  absl::Status Delete(Map* row) {
    do {
      const auto it = row->find(tokens_[at_].text);
      if (it == row->end() || !it->second.is_relationship()) return Bad();
      graph_->DeleteRelationship(it->second.relationship().id);
      ++at_;
    } while (Take(","));
    return absl::OkStatus();
  }

  bool Take(absl::string_view symbol) {
    if (!IsSymbol(tokens_[at_], symbol)) return false;
    ++at_;
    return true;
  }

  // name, labels and properties of an element, up to its closing bracket.
  struct Element {
    std::string name;
    std::vector<std::string> labels;
    Map properties;
  };

  absl::StatusOr<Element> ReadElement(const Map& row) {
    Element element;
    const auto is_name = [this] {
      return tokens_[at_].kind == TokenKind::kName ||
             tokens_[at_].kind == TokenKind::kQuotedName;
    };
    if (is_name()) element.name = tokens_[at_++].text;
    while (Take(":")) {
      if (!is_name()) return Bad();
      element.labels.push_back(tokens_[at_++].text);
    }
    if (IsSymbol(tokens_[at_], "{")) {
      const size_t begin = tokens_[at_].begin;
      int depth = 0;
      do {
        if (IsSymbol(tokens_[at_], "{")) ++depth;
        if (IsSymbol(tokens_[at_], "}")) --depth;
        ++at_;
      } while (depth > 0 && tokens_[at_].kind != TokenKind::kEnd);
      const absl::string_view map =
          text_.substr(begin, tokens_[at_ - 1].end - begin);
      WEFT_RETURN_IF_ERROR(
          Query({row}, absl::StrCat("RETURN ", map, " AS m"),
                [&](Map result) { element.properties = result["m"].map(); }));
    }
    return element;
  }

  absl::StatusOr<uint64_t> CreateNode(Map* row) {
    if (!Take("(")) return Bad();
    WEFT_ASSIGN_OR_RETURN(Element element, ReadElement(*row));
    if (!Take(")")) return Bad();
    const auto known = row->find(element.name);
    if (!element.name.empty() && known != row->end()) {
      return known->second.node().id;
    }
    const uint64_t node =
        graph_->AddNode(std::move(element.labels), element.properties);
    if (!element.name.empty()) (*row)[element.name] = Value::Of(NodeRef{node});
    return node;
  }

  // A relationship and the node behind it; returns that node.
  absl::StatusOr<uint64_t> CreateStep(uint64_t from, Map* row) {
    const bool left = Take("<");
    if (!Take("-") || !Take("[")) return Bad();
    WEFT_ASSIGN_OR_RETURN(Element element, ReadElement(*row));
    if (!Take("]") || !Take("-")) return Bad();
    if (!left && !Take(">")) return Bad();
    if (element.labels.size() != 1) return Bad();
    WEFT_ASSIGN_OR_RETURN(uint64_t to, CreateNode(row));
    const Value created = Value::Of(
        graph_->AddRelationship(left ? to : from, left ? from : to,
                                element.labels[0], element.properties));
    if (!element.name.empty()) (*row)[element.name] = created;
    return to;
  }

  absl::string_view text_;
  std::vector<Token> tokens_;
  MemoryGraph* graph_;
  std::vector<Map> rows_;  // variables so far
  size_t at_ = 0;
};

}  // namespace

absl::Status Load(absl::string_view statement, MemoryGraph* graph) {
  WEFT_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(statement));
  return Loader(statement, std::move(tokens), graph).Run();
}

bool Writes(absl::string_view query) {
  const auto tokens = Tokenize(query);
  if (!tokens.ok()) return false;
  for (size_t i = 0; i + 1 < tokens->size(); ++i) {
    for (const char* word :
         {"CREATE", "MERGE", "DELETE", "SET", "REMOVE", "CALL", "FOREACH"}) {
      if (BeginsClause(*tokens, i, word)) return true;
    }
  }
  return false;
}

}  // namespace weft::tck
