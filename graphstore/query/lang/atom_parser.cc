#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/lang/parser_impl.h"

namespace weft::graphstore::query {

absl::StatusOr<ExprPtr> Parser::ParseAtom() {
  const Token& token = Peek();
  switch (token.kind) {
    case TokenKind::kInteger:
      return ParseInteger(/*negative=*/false);
    case TokenKind::kFloat: {
      ExprPtr literal = Make(ExprKind::kLiteral, at_++);
      literal->value = Value::Float(token.number);
      return literal;
    }
    case TokenKind::kBadNumber:
      return Error(token.begin, "InvalidNumberLiteral",
                   absl::StrCat("`", token.text, "` is no number"));
    case TokenKind::kString: {
      ExprPtr literal = Make(ExprKind::kLiteral, at_++);
      literal->value = Value::String(token.text);
      return literal;
    }
    case TokenKind::kName:
    case TokenKind::kQuotedName:
      return ParseNameAtom();
    case TokenKind::kSymbol:
      break;
    case TokenKind::kEnd:
      return Unexpected("an expression");
  }
  if (IsSymbol("-") && Peek(1).kind == TokenKind::kInteger) {
    ++at_;
    return ParseInteger(/*negative=*/true);
  }
  if (IsSymbol("$")) return ParseParameter();
  if (IsSymbol("[")) return ParseBrackets();
  if (IsSymbol("{")) return ParseMap();
  if (IsSymbol("(")) {
    if (ExprPtr predicate = TryPatternPredicate()) return predicate;
    const size_t begin = at_++;
    WEFT_ASSIGN_OR_RETURN(ExprPtr inner, ParseExpression());
    WEFT_RETURN_IF_ERROR(ExpectSymbol(")"));
    inner->begin = tokens_[begin].begin;
    return Finish(std::move(inner));
  }
  return Unexpected("an expression");
}

absl::StatusOr<ExprPtr> Parser::ParseInteger(bool negative) {
  const Token& token = Peek();
  const uint64_t largest =
      static_cast<uint64_t>(INT64_MAX) + (negative ? 1 : 0);
  if (token.overflow || token.magnitude > largest) {
    return Error(
        token.begin, "IntegerOverflow",
        absl::StrCat("`", token.text, "` does not fit into a 64-bit integer"));
  }
  ExprPtr literal = Make(ExprKind::kLiteral, negative ? at_ - 1 : at_);
  ++at_;
  const uint64_t bits = negative ? 0 - token.magnitude : token.magnitude;
  literal->value = Value::Integer(static_cast<int64_t>(bits));
  return Finish(std::move(literal));
}

absl::StatusOr<ExprPtr> Parser::ParseParameter() {
  ExprPtr parameter = Make(ExprKind::kParameter, at_++);
  if (Peek().kind == TokenKind::kInteger) {
    parameter->name = tokens_[at_++].text;
  } else {
    WEFT_ASSIGN_OR_RETURN(parameter->name,
                          ExpectName("the name of a parameter"));
  }
  return Finish(std::move(parameter));
}

absl::StatusOr<ExprPtr> Parser::ParseNameAtom() {
  const bool call = IsSymbol("(", 1);
  const bool braced = IsSymbol("{", 1);
  if (call) {
    if (IsKeyword("all")) return ParseQuantified(Quantifier::kAll);
    if (IsKeyword("any")) return ParseQuantified(Quantifier::kAny);
    if (IsKeyword("none")) return ParseQuantified(Quantifier::kNone);
    if (IsKeyword("single")) return ParseQuantified(Quantifier::kSingle);
    if (IsKeyword("reduce")) return ParseReduce();
  }
  if (braced) {
    if (IsKeyword("EXISTS")) return ParseBraced(ExprKind::kExists);
    if (IsKeyword("COUNT")) return ParseBraced(ExprKind::kCountSubquery);
    if (IsKeyword("COLLECT")) return ParseBraced(ExprKind::kCollectSubquery);
  }
  if (IsKeyword("CASE")) return ParseCase();
  if (call || (IsSymbol(".", 1) && AtName(2) && IsSymbol("(", 3))) {
    return ParseCall();
  }
  const Token& token = Peek();
  ExprPtr literal = Make(ExprKind::kLiteral, at_);
  if (IsKeyword("true") || IsKeyword("false")) {
    literal->value = Value::Boolean(IsKeyword("true"));
  } else if (IsKeyword("NaN") || IsKeyword("Infinity") || IsKeyword("INF")) {
    literal->value = Value::Float(
        IsKeyword("NaN") ? std::numeric_limits<double>::quiet_NaN()
                         : std::numeric_limits<double>::infinity());
  } else if (!IsKeyword("null")) {
    literal->kind = ExprKind::kVariable;
    literal->name = token.text;
  }
  ++at_;
  return literal;
}

absl::StatusOr<ExprPtr> Parser::ParseCall() {
  ExprPtr call = Make(ExprKind::kCall, at_);
  call->name = tokens_[at_++].text;
  while (TakeSymbol(".")) {
    WEFT_ASSIGN_OR_RETURN(std::string part, ExpectName("a function name"));
    absl::StrAppend(&call->name, ".", part);
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("("));
  if (absl::EqualsIgnoreCase(call->name, "count") && IsSymbol("*") &&
      IsSymbol(")", 1)) {
    at_ += 2;
    call->kind = ExprKind::kCountStar;
    return Finish(std::move(call));
  }
  call->flag = TakeKeyword("DISTINCT");
  if (!IsSymbol(")")) {
    do {
      WEFT_ASSIGN_OR_RETURN(ExprPtr argument, ParseExpression());
      call->children.push_back(std::move(argument));
    } while (TakeSymbol(","));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol(")"));
  return Finish(std::move(call));
}

absl::StatusOr<ExprPtr> Parser::ParseCase() {
  ExprPtr result = Make(ExprKind::kCase, at_++);
  result->children.resize(2);
  if (!IsKeyword("WHEN")) {
    WEFT_ASSIGN_OR_RETURN(result->children[0], ParseExpression());
  }
  do {
    WEFT_RETURN_IF_ERROR(ExpectKeyword("WHEN"));
    WEFT_ASSIGN_OR_RETURN(ExprPtr condition, ParseExpression());
    WEFT_RETURN_IF_ERROR(ExpectKeyword("THEN"));
    WEFT_ASSIGN_OR_RETURN(ExprPtr value, ParseExpression());
    result->children.push_back(std::move(condition));
    result->children.push_back(std::move(value));
  } while (IsKeyword("WHEN"));
  if (TakeKeyword("ELSE")) {
    WEFT_ASSIGN_OR_RETURN(result->children[1], ParseExpression());
  }
  WEFT_RETURN_IF_ERROR(ExpectKeyword("END"));
  return Finish(std::move(result));
}

absl::StatusOr<ExprPtr> Parser::ParseQuantified(Quantifier quantifier) {
  ExprPtr result = Make(ExprKind::kQuantifier, at_);
  at_ += 2;
  result->quantifier = quantifier;
  WEFT_ASSIGN_OR_RETURN(result->name, ExpectName("a name"));
  WEFT_RETURN_IF_ERROR(ExpectKeyword("IN"));
  WEFT_ASSIGN_OR_RETURN(ExprPtr list, ParseExpression());
  result->children.push_back(std::move(list));
  ExprPtr where;
  if (TakeKeyword("WHERE")) {
    WEFT_ASSIGN_OR_RETURN(where, ParseExpression());
  }
  result->children.push_back(std::move(where));
  WEFT_RETURN_IF_ERROR(ExpectSymbol(")"));
  return Finish(std::move(result));
}

absl::StatusOr<ExprPtr> Parser::ParseReduce() {
  ExprPtr result = Make(ExprKind::kReduce, at_);
  at_ += 2;
  WEFT_ASSIGN_OR_RETURN(result->name, ExpectName("a name"));
  WEFT_RETURN_IF_ERROR(ExpectSymbol("="));
  WEFT_ASSIGN_OR_RETURN(ExprPtr init, ParseExpression());
  WEFT_RETURN_IF_ERROR(ExpectSymbol(","));
  WEFT_ASSIGN_OR_RETURN(std::string item, ExpectName("a name"));
  result->names.push_back(std::move(item));
  WEFT_RETURN_IF_ERROR(ExpectKeyword("IN"));
  WEFT_ASSIGN_OR_RETURN(ExprPtr list, ParseExpression());
  WEFT_RETURN_IF_ERROR(ExpectSymbol("|"));
  WEFT_ASSIGN_OR_RETURN(ExprPtr step, ParseExpression());
  WEFT_RETURN_IF_ERROR(ExpectSymbol(")"));
  result->children.push_back(std::move(init));
  result->children.push_back(std::move(list));
  result->children.push_back(std::move(step));
  return Finish(std::move(result));
}

absl::StatusOr<ExprPtr> Parser::ParseBraced(ExprKind kind) {
  ExprPtr result = Make(kind, at_++);
  WEFT_ASSIGN_OR_RETURN(result->query, ParseSubquery());
  return Finish(std::move(result));
}

ExprPtr Parser::TryPatternPredicate() {
  const size_t begin = at_;
  auto pattern = std::make_unique<Pattern>();
  pattern->paths.emplace_back();
  pattern->paths[0].begin = Peek().begin;
  if (!ParseChain(&pattern->paths[0]).ok() ||
      pattern->paths[0].relationships.empty()) {
    at_ = begin;
    return nullptr;
  }
  ExprPtr result = Make(ExprKind::kPatternPredicate, begin);
  result->pattern = std::move(pattern);
  return Finish(std::move(result));
}

ExprPtr Parser::TryPatternComprehension() {
  const size_t begin = at_++;
  const auto parse = [&]() -> absl::StatusOr<ExprPtr> {
    auto pattern = std::make_unique<Pattern>();
    WEFT_ASSIGN_OR_RETURN(PathPattern path, ParsePathPattern());
    if (path.relationships.empty()) return Unexpected("a relationship");
    pattern->paths.push_back(std::move(path));
    ExprPtr result = Make(ExprKind::kPatternComprehension, begin);
    ExprPtr where;
    if (TakeKeyword("WHERE")) {
      WEFT_ASSIGN_OR_RETURN(where, ParseExpression());
    }
    WEFT_RETURN_IF_ERROR(ExpectSymbol("|"));
    WEFT_ASSIGN_OR_RETURN(ExprPtr value, ParseExpression());
    WEFT_RETURN_IF_ERROR(ExpectSymbol("]"));
    result->pattern = std::move(pattern);
    result->children.push_back(std::move(where));
    result->children.push_back(std::move(value));
    return Finish(std::move(result));
  };
  absl::StatusOr<ExprPtr> result = parse();
  if (result.ok()) return *std::move(result);
  at_ = begin;
  return nullptr;
}

absl::StatusOr<ExprPtr> Parser::ParseBrackets() {
  if (AtName(1) && IsKeyword("IN", 2)) return ParseListComprehension();
  const bool maybe_pattern =
      IsSymbol("(", 1) || (AtName(1) && IsSymbol("=", 2) && IsSymbol("(", 3));
  if (maybe_pattern) {
    if (ExprPtr comprehension = TryPatternComprehension()) {
      return comprehension;
    }
  }
  ExprPtr list = Make(ExprKind::kList, at_++);
  if (!IsSymbol("]")) {
    do {
      WEFT_ASSIGN_OR_RETURN(ExprPtr item, ParseExpression());
      list->children.push_back(std::move(item));
    } while (TakeSymbol(","));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("]"));
  return Finish(std::move(list));
}

absl::StatusOr<ExprPtr> Parser::ParseListComprehension() {
  ExprPtr result = Make(ExprKind::kListComprehension, at_++);
  result->name = tokens_[at_].text;
  at_ += 2;
  WEFT_ASSIGN_OR_RETURN(ExprPtr list, ParseExpression());
  ExprPtr where;
  ExprPtr value;
  if (TakeKeyword("WHERE")) {
    WEFT_ASSIGN_OR_RETURN(where, ParseExpression());
  }
  if (TakeSymbol("|")) {
    WEFT_ASSIGN_OR_RETURN(value, ParseExpression());
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("]"));
  result->children.push_back(std::move(list));
  result->children.push_back(std::move(where));
  result->children.push_back(std::move(value));
  return Finish(std::move(result));
}

absl::StatusOr<ExprPtr> Parser::ParseMap() {
  ExprPtr map = Make(ExprKind::kMap, at_++);
  if (!IsSymbol("}")) {
    do {
      WEFT_ASSIGN_OR_RETURN(std::string key, ExpectName("a key"));
      WEFT_RETURN_IF_ERROR(ExpectSymbol(":"));
      WEFT_ASSIGN_OR_RETURN(ExprPtr value, ParseExpression());
      map->names.push_back(std::move(key));
      map->children.push_back(std::move(value));
    } while (TakeSymbol(","));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("}"));
  return Finish(std::move(map));
}

}  // namespace weft::graphstore::query
