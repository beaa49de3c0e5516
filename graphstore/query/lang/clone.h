// Whole-tree operations on expressions: copy, compare, walk.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_CLONE_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_CLONE_H_

#include <memory>

#include "absl/functional/function_ref.h"
#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

ExprPtr Clone(const Expr& expr);
std::unique_ptr<Pattern> Clone(const Pattern& pattern);
std::unique_ptr<Query> Clone(const Query& query);

// The same expression but for places in the text. Expressions that hold a
// pattern or a subquery equal nothing.
bool SameExpr(const Expr& a, const Expr& b);

// Calls `visit` for `expr` and everything below it, also inside of patterns and
// subqueries; parents first. False skips what is below.
void Walk(const Expr& expr, absl::FunctionRef<bool(const Expr&)> visit);
void Walk(const Pattern& pattern, absl::FunctionRef<bool(const Expr&)> visit);
void Walk(const Query& query, absl::FunctionRef<bool(const Expr&)> visit);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_CLONE_H_
