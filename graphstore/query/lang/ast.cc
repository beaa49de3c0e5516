#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

Expr::Expr() = default;
Expr::~Expr() = default;
Expr::Expr(Expr&&) noexcept = default;
Expr& Expr::operator=(Expr&&) noexcept = default;

}  // namespace weft::graphstore::query
