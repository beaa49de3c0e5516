// The parser as a class, split over three files: clauses (parser.cc), patterns
// (pattern_parser.cc) and expressions (expression_parser.cc, atom_parser.cc).
// Included by these alone.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_PARSER_IMPL_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_PARSER_IMPL_H_

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/lang/lexer.h"

namespace weft::graphstore::query {

class Parser {
 public:
  Parser(absl::string_view text, std::vector<Token> tokens)
      : text_(text), tokens_(std::move(tokens)) {}

  // The whole text.
  absl::StatusOr<std::unique_ptr<Query>> ParseAll();

 private:
  // How deep expressions may nest: bounds the stack of the parser.
  static constexpr int kMaxDepth = 250;
  // How deep their trees may be: bounds the stack of all that walk them. `1 + 1
  // + 1 ...` nests in the tree without nesting in the text.
  static constexpr int kMaxTreeDepth = 1000;
  // Bounds the work of trying a text as a pattern first.
  static constexpr size_t kMaxNodes = 200'000;

  // --- Clauses ---
  absl::StatusOr<std::unique_ptr<Query>> ParseQueryBody(bool nested);
  absl::StatusOr<SingleQuery> ParseSingleQuery(bool nested);
  absl::StatusOr<Clause> ParseClause();
  absl::Status RefuseOther() const;
  absl::Status ParseProjection(Clause* clause);
  absl::Status ParseItems(Projection* projection);
  absl::Status ParseOrderBy(Projection* projection);
  // What stands in the braces of EXISTS, COUNT and COLLECT.
  absl::StatusOr<std::unique_ptr<Query>> ParseSubquery();

  // --- Patterns ---
  absl::StatusOr<Pattern> ParsePattern();
  absl::StatusOr<PathPattern> ParsePathPattern();
  absl::Status ParseSelector(PathPattern* path);
  // shortestPath(...) and allShortestPaths(...).
  absl::Status ParseShortestFunction(PathPattern* path);
  absl::Status ParseChain(PathPattern* path);
  absl::StatusOr<NodePattern> ParseNode();
  absl::StatusOr<RelationshipPattern> ParseRelationship();
  absl::Status ParseRelationshipDetail(RelationshipPattern* relationship);
  absl::Status ParseHops(RelationshipPattern* relationship);
  // `+`, `*`, `{m,n}` behind the arrow.
  absl::Status ParseQuantifier(RelationshipPattern* relationship);
  absl::StatusOr<std::vector<std::string>> ParseLabels();
  absl::StatusOr<ExprPtr> ParsePropertyMap();
  bool AtRelationship() const;

  // --- Expressions, from the loosest operator to the tightest ---
  absl::StatusOr<ExprPtr> ParseExpression();
  absl::StatusOr<ExprPtr> ParseXor();
  absl::StatusOr<ExprPtr> ParseAnd();
  absl::StatusOr<ExprPtr> ParseNot();
  absl::StatusOr<ExprPtr> ParseComparison();
  absl::StatusOr<ExprPtr> ParsePredicate();
  absl::StatusOr<ExprPtr> ParseSum();
  absl::StatusOr<ExprPtr> ParseProduct();
  absl::StatusOr<ExprPtr> ParsePower();
  absl::StatusOr<ExprPtr> ParseUnary();
  absl::StatusOr<ExprPtr> ParsePostfix();
  absl::StatusOr<ExprPtr> ParseSubscript(ExprPtr base);
  absl::StatusOr<ExprPtr> ParseMapProjection(ExprPtr base);
  absl::StatusOr<ExprPtr> ParseAtom();
  absl::StatusOr<ExprPtr> ParseInteger(bool negative);
  absl::StatusOr<ExprPtr> ParseParameter();
  absl::StatusOr<ExprPtr> ParseNameAtom();
  absl::StatusOr<ExprPtr> ParseCall();
  absl::StatusOr<ExprPtr> ParseCase();
  absl::StatusOr<ExprPtr> ParseQuantified(Quantifier quantifier);
  absl::StatusOr<ExprPtr> ParseReduce();
  absl::StatusOr<ExprPtr> ParseBrackets();
  absl::StatusOr<ExprPtr> ParseListComprehension();
  absl::StatusOr<ExprPtr> ParseMap();
  absl::StatusOr<ExprPtr> ParseBraced(ExprKind kind);
  // Null without an error: the text here is no such thing.
  ExprPtr TryPatternPredicate();
  ExprPtr TryPatternComprehension();

  // --- Tokens ---
  const Token& Peek(size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool IsSymbol(absl::string_view symbol, size_t ahead = 0) const;
  bool IsKeyword(absl::string_view keyword, size_t ahead = 0) const;
  bool TakeSymbol(absl::string_view symbol);
  bool TakeKeyword(absl::string_view keyword);
  absl::Status ExpectSymbol(absl::string_view symbol);
  absl::Status ExpectKeyword(absl::string_view keyword);
  bool AtName(size_t ahead = 0) const;
  absl::StatusOr<std::string> ExpectName(absl::string_view what);
  // At the current token.
  absl::Status Unexpected(absl::string_view expected) const;
  absl::Status Error(size_t offset, absl::string_view detail,
                     absl::string_view message) const;

  ExprPtr Make(ExprKind kind, size_t begin_token);
  // Sets where the expression ends: behind the last token taken.
  // Sets how deep the expression is, too.
  ExprPtr Finish(ExprPtr expr);
  ExprPtr MakeBinary(BinaryOp op, ExprPtr left, ExprPtr right);
  void Measure(Expr* expr);
  absl::Status CheckDepth() const;
  uint32_t LastEnd() const { return at_ == 0 ? 0 : tokens_[at_ - 1].end; }

  absl::string_view text_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  size_t nodes_ = 0;
  bool too_deep_ = false;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_PARSER_IMPL_H_
