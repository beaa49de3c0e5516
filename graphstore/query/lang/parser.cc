#include "graphstore/query/lang/parser.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/lang/parser_impl.h"

namespace weft::graphstore::query {

absl::StatusOr<std::unique_ptr<Query>> ParseQuery(absl::string_view text) {
  WEFT_ASSIGN_OR_RETURN(std::vector<Token> tokens, Tokenize(text));
  return Parser(text, std::move(tokens)).ParseAll();
}

bool Parser::IsSymbol(absl::string_view symbol, size_t ahead) const {
  return Peek(ahead).kind == TokenKind::kSymbol && Peek(ahead).text == symbol;
}

bool Parser::IsKeyword(absl::string_view keyword, size_t ahead) const {
  return Peek(ahead).kind == TokenKind::kName &&
         absl::EqualsIgnoreCase(Peek(ahead).text, keyword);
}

bool Parser::TakeSymbol(absl::string_view symbol) {
  if (!IsSymbol(symbol)) return false;
  ++at_;
  return true;
}

bool Parser::TakeKeyword(absl::string_view keyword) {
  if (!IsKeyword(keyword)) return false;
  ++at_;
  return true;
}

absl::Status Parser::ExpectSymbol(absl::string_view symbol) {
  if (TakeSymbol(symbol)) return absl::OkStatus();
  return Unexpected(absl::StrCat("`", symbol, "`"));
}

absl::Status Parser::ExpectKeyword(absl::string_view keyword) {
  if (TakeKeyword(keyword)) return absl::OkStatus();
  return Unexpected(absl::StrCat("`", keyword, "`"));
}

bool Parser::AtName(size_t ahead) const {
  return Peek(ahead).kind == TokenKind::kName ||
         Peek(ahead).kind == TokenKind::kQuotedName;
}

absl::StatusOr<std::string> Parser::ExpectName(absl::string_view what) {
  if (!AtName()) return Unexpected(what);
  return tokens_[at_++].text;
}

absl::Status Parser::Unexpected(absl::string_view expected) const {
  const Token& token = Peek();
  const std::string found =
      token.kind == TokenKind::kEnd
          ? "the end of the query"
          : absl::StrCat(
                "`", text_.substr(token.begin, token.end - token.begin), "`");
  return Error(token.begin, "UnexpectedSyntax",
               absl::StrCat("expected ", expected, ", found ", found));
}

absl::Status Parser::Error(size_t offset, absl::string_view detail,
                           absl::string_view message) const {
  return SyntaxErrorAt(text_, offset, detail, message);
}

ExprPtr Parser::Make(ExprKind kind, size_t begin_token) {
  ++nodes_;
  auto expr = std::make_unique<Expr>();
  expr->kind = kind;
  expr->begin = tokens_[begin_token].begin;
  expr->end = tokens_[begin_token].end;
  return expr;
}

ExprPtr Parser::Finish(ExprPtr expr) {
  expr->end = LastEnd();
  Measure(expr.get());
  return expr;
}

void Parser::Measure(Expr* expr) {
  for (const ExprPtr& child : expr->children) {
    if (child) expr->depth = std::max(expr->depth, child->depth + 1);
  }
  if (expr->depth > kMaxTreeDepth) too_deep_ = true;
}

absl::Status Parser::CheckDepth() const {
  if (!too_deep_ && depth_ < kMaxDepth && nodes_ <= kMaxNodes) {
    return absl::OkStatus();
  }
  return Error(Peek().begin, "UnexpectedSyntax",
               "this expression is nested too deep or too large");
}

absl::StatusOr<std::unique_ptr<Query>> Parser::ParseAll() {
  const QueryMode mode = TakeKeyword("EXPLAIN")   ? QueryMode::kExplain
                         : TakeKeyword("PROFILE") ? QueryMode::kProfile
                                                  : QueryMode::kRun;
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Query> query,
                        ParseQueryBody(/*nested=*/false));
  query->mode = mode;
  TakeSymbol(";");
  if (Peek().kind != TokenKind::kEnd) {
    WEFT_RETURN_IF_ERROR(RefuseOther());
    return Unexpected("the end of the query");
  }
  return query;
}

absl::StatusOr<std::unique_ptr<Query>> Parser::ParseQueryBody(bool nested) {
  auto query = std::make_unique<Query>();
  while (true) {
    WEFT_ASSIGN_OR_RETURN(SingleQuery part, ParseSingleQuery(nested));
    query->parts.push_back(std::move(part));
    const size_t at = Peek().begin;
    if (!TakeKeyword("UNION")) return query;
    const bool all = TakeKeyword("ALL");
    if (query->parts.size() > 1 && all != query->union_all) {
      return Error(at, "InvalidClauseComposition",
                   "UNION and UNION ALL cannot be mixed in one query");
    }
    query->union_all = all;
  }
}

absl::StatusOr<SingleQuery> Parser::ParseSingleQuery(bool nested) {
  SingleQuery query;
  while (true) {
    WEFT_RETURN_IF_ERROR(RefuseOther());
    WEFT_ASSIGN_OR_RETURN(Clause clause, ParseClause());
    const bool last = clause.kind == ClauseKind::kReturn;
    query.clauses.push_back(std::move(clause));
    if (last) return query;
    // EXISTS { MATCH ... } needs no RETURN.
    if (nested && IsSymbol("}")) return query;
    if (Peek().kind == TokenKind::kEnd || IsSymbol(";") || IsKeyword("UNION")) {
      return Error(query.clauses.back().begin, "InvalidClauseComposition",
                   "a query must end in RETURN");
    }
  }
}

absl::Status Parser::RefuseOther() const {
  for (const char* keyword : {"CREATE", "MERGE", "DELETE", "DETACH", "SET",
                              "REMOVE", "FOREACH", "DROP"}) {
    if (IsKeyword(keyword)) {
      return Error(
          Peek().begin, "InvalidClauseComposition",
          absl::StrCat("`", keyword,
                       "` would write; queries only read. The graph changes "
                       "by ingesting and deleting documents and by bulk "
                       "loading"));
    }
  }
  for (const char* keyword : {"CALL", "LOAD", "USE"}) {
    if (IsKeyword(keyword)) {
      return Error(
          Peek().begin, "InvalidClauseComposition",
          absl::StrCat("`", keyword, "` is not in this subset of openCypher"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Clause> Parser::ParseClause() {
  Clause clause;
  clause.begin = Peek().begin;
  if (IsKeyword("OPTIONAL") && IsKeyword("MATCH", 1)) {
    ++at_;
    clause.optional = true;
  }
  if (TakeKeyword("MATCH")) {
    clause.kind = ClauseKind::kMatch;
    WEFT_ASSIGN_OR_RETURN(clause.pattern, ParsePattern());
    if (TakeKeyword("WHERE")) {
      WEFT_ASSIGN_OR_RETURN(clause.where, ParseExpression());
    }
  } else if (TakeKeyword("UNWIND")) {
    clause.kind = ClauseKind::kUnwind;
    WEFT_ASSIGN_OR_RETURN(clause.list, ParseExpression());
    WEFT_RETURN_IF_ERROR(ExpectKeyword("AS"));
    WEFT_ASSIGN_OR_RETURN(clause.alias, ExpectName("a name"));
  } else if (TakeKeyword("WITH")) {
    clause.kind = ClauseKind::kWith;
    WEFT_RETURN_IF_ERROR(ParseProjection(&clause));
  } else if (TakeKeyword("RETURN")) {
    clause.kind = ClauseKind::kReturn;
    WEFT_RETURN_IF_ERROR(ParseProjection(&clause));
  } else {
    return Unexpected("MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN");
  }
  return clause;
}

absl::Status Parser::ParseProjection(Clause* clause) {
  Projection& projection = clause->projection;
  projection.distinct = TakeKeyword("DISTINCT");
  WEFT_RETURN_IF_ERROR(ParseItems(&projection));
  if (IsKeyword("ORDER")) WEFT_RETURN_IF_ERROR(ParseOrderBy(&projection));
  if (TakeKeyword("SKIP") || TakeKeyword("OFFSET")) {
    WEFT_ASSIGN_OR_RETURN(projection.skip, ParseExpression());
  }
  if (TakeKeyword("LIMIT")) {
    WEFT_ASSIGN_OR_RETURN(projection.limit, ParseExpression());
  }
  if (clause->kind == ClauseKind::kWith && TakeKeyword("WHERE")) {
    WEFT_ASSIGN_OR_RETURN(projection.where, ParseExpression());
  }
  return absl::OkStatus();
}

absl::Status Parser::ParseItems(Projection* projection) {
  if (TakeSymbol("*")) {
    projection->star = true;
    if (!TakeSymbol(",")) return absl::OkStatus();
  }
  do {
    ProjectionItem item;
    WEFT_ASSIGN_OR_RETURN(item.expr, ParseExpression());
    item.name = std::string(
        text_.substr(item.expr->begin, item.expr->end - item.expr->begin));
    if (item.expr->kind == ExprKind::kVariable) item.name = item.expr->name;
    if (TakeKeyword("AS")) {
      WEFT_ASSIGN_OR_RETURN(item.name, ExpectName("a name"));
      item.has_alias = true;
    }
    projection->items.push_back(std::move(item));
  } while (TakeSymbol(","));
  return absl::OkStatus();
}

absl::Status Parser::ParseOrderBy(Projection* projection) {
  ++at_;
  WEFT_RETURN_IF_ERROR(ExpectKeyword("BY"));
  do {
    SortItem item;
    WEFT_ASSIGN_OR_RETURN(item.expr, ParseExpression());
    if (TakeKeyword("DESC") || TakeKeyword("DESCENDING")) {
      item.descending = true;
    } else if (!TakeKeyword("ASC")) {
      TakeKeyword("ASCENDING");
    }
    projection->order_by.push_back(std::move(item));
  } while (TakeSymbol(","));
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<Query>> Parser::ParseSubquery() {
  WEFT_RETURN_IF_ERROR(ExpectSymbol("{"));
  std::unique_ptr<Query> query;
  const bool clause = IsKeyword("MATCH") || IsKeyword("OPTIONAL") ||
                      IsKeyword("UNWIND") || IsKeyword("WITH") ||
                      IsKeyword("RETURN");
  if (clause || !RefuseOther().ok()) {
    WEFT_ASSIGN_OR_RETURN(query, ParseQueryBody(/*nested=*/true));
  } else {
    Clause match;
    match.begin = Peek().begin;
    WEFT_ASSIGN_OR_RETURN(match.pattern, ParsePattern());
    if (TakeKeyword("WHERE")) {
      WEFT_ASSIGN_OR_RETURN(match.where, ParseExpression());
    }
    query = std::make_unique<Query>();
    query->parts.emplace_back();
    query->parts.back().clauses.push_back(std::move(match));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("}"));
  return query;
}

}  // namespace weft::graphstore::query
