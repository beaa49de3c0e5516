#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/lang/clone.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/lang/parser_impl.h"

namespace weft::graphstore::query {

ExprPtr Parser::MakeBinary(BinaryOp op, ExprPtr left, ExprPtr right) {
  ++nodes_;
  auto expr = std::make_unique<Expr>();
  expr->kind = ExprKind::kBinary;
  expr->op = op;
  expr->begin = left->begin;
  expr->end = right->end;
  expr->children.push_back(std::move(left));
  expr->children.push_back(std::move(right));
  Measure(expr.get());
  return expr;
}

absl::StatusOr<ExprPtr> Parser::ParseExpression() {
  WEFT_RETURN_IF_ERROR(CheckDepth());
  ++depth_;
  absl::StatusOr<ExprPtr> left = ParseXor();
  while (left.ok() && TakeKeyword("OR")) {
    absl::StatusOr<ExprPtr> right = ParseXor();
    if (!right.ok()) {
      left = right.status();
      break;
    }
    left = MakeBinary(BinaryOp::kOr, *std::move(left), *std::move(right));
    if (too_deep_) left = CheckDepth();
  }
  --depth_;
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParseXor() {
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParseAnd());
  while (TakeKeyword("XOR")) {
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParseAnd());
    left = MakeBinary(BinaryOp::kXor, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParseAnd() {
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParseNot());
  while (TakeKeyword("AND")) {
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParseNot());
    left = MakeBinary(BinaryOp::kAnd, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParseNot() {
  const size_t begin = at_;
  size_t count = 0;
  while (TakeKeyword("NOT")) ++count;
  WEFT_ASSIGN_OR_RETURN(ExprPtr operand, ParseComparison());
  for (; count > 0; --count) {
    ExprPtr negated = Make(ExprKind::kNot, begin + count - 1);
    negated->children.push_back(std::move(operand));
    operand = Finish(std::move(negated));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return operand;
}

// `a < b <= c` means `a < b AND b <= c`.
absl::StatusOr<ExprPtr> Parser::ParseComparison() {
  struct Operator {
    const char* symbol;
    BinaryOp op;
  };
  static constexpr Operator kOperators[] = {
      {"=", BinaryOp::kEqual},        {"<>", BinaryOp::kNotEqual},
      {"<=", BinaryOp::kLessOrEqual}, {">=", BinaryOp::kGreaterOrEqual},
      {"<", BinaryOp::kLess},         {">", BinaryOp::kGreater},
  };
  WEFT_ASSIGN_OR_RETURN(ExprPtr operand, ParsePredicate());
  ExprPtr chain;
  while (true) {
    const Operator* found = nullptr;
    for (const Operator& candidate : kOperators) {
      if (TakeSymbol(candidate.symbol)) {
        found = &candidate;
        break;
      }
    }
    if (found == nullptr) return chain ? std::move(chain) : std::move(operand);
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParsePredicate());
    ExprPtr next = Clone(*right);
    ExprPtr step = MakeBinary(found->op, std::move(operand), std::move(right));
    chain = chain
                ? MakeBinary(BinaryOp::kAnd, std::move(chain), std::move(step))
                : std::move(step);
    operand = std::move(next);
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
}

absl::StatusOr<ExprPtr> Parser::ParsePredicate() {
  const size_t begin = at_;
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParseSum());
  while (true) {
    BinaryOp op;
    if (IsKeyword("STARTS") && IsKeyword("WITH", 1)) {
      at_ += 2;
      op = BinaryOp::kStartsWith;
    } else if (IsKeyword("ENDS") && IsKeyword("WITH", 1)) {
      at_ += 2;
      op = BinaryOp::kEndsWith;
    } else if (TakeKeyword("CONTAINS")) {
      op = BinaryOp::kContains;
    } else if (TakeSymbol("=~")) {
      op = BinaryOp::kRegex;
    } else if (TakeKeyword("IN")) {
      op = BinaryOp::kIn;
    } else if (TakeKeyword("IS")) {
      ExprPtr test = Make(ExprKind::kIsNull, begin);
      test->flag = TakeKeyword("NOT");
      WEFT_RETURN_IF_ERROR(ExpectKeyword("NULL"));
      test->children.push_back(std::move(left));
      left = Finish(std::move(test));
      WEFT_RETURN_IF_ERROR(CheckDepth());
      continue;
    } else {
      return left;
    }
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParseSum());
    left = MakeBinary(op, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
}

absl::StatusOr<ExprPtr> Parser::ParseSum() {
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParseProduct());
  while (IsSymbol("+") || IsSymbol("-") || IsSymbol("||")) {
    const BinaryOp op = IsSymbol("-") ? BinaryOp::kSubtract : BinaryOp::kAdd;
    ++at_;
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParseProduct());
    left = MakeBinary(op, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParseProduct() {
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParsePower());
  while (IsSymbol("*") || IsSymbol("/") || IsSymbol("%")) {
    const BinaryOp op = IsSymbol("*")   ? BinaryOp::kMultiply
                        : IsSymbol("/") ? BinaryOp::kDivide
                                        : BinaryOp::kModulo;
    ++at_;
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParsePower());
    left = MakeBinary(op, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParsePower() {
  WEFT_ASSIGN_OR_RETURN(ExprPtr left, ParseUnary());
  while (TakeSymbol("^")) {
    WEFT_ASSIGN_OR_RETURN(ExprPtr right, ParseUnary());
    left = MakeBinary(BinaryOp::kPower, std::move(left), std::move(right));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return left;
}

absl::StatusOr<ExprPtr> Parser::ParseUnary() {
  const size_t begin = at_;
  std::vector<bool> negative;  // of the signs, from left to right
  while (IsSymbol("-") || IsSymbol("+")) {
    negative.push_back(IsSymbol("-"));
    ++at_;
  }
  ExprPtr operand;
  if (!negative.empty() && negative.back() &&
      Peek().kind == TokenKind::kInteger) {
    // The smallest integer has no positive counterpart, so the sign of an
    // integer is read with it.
    negative.pop_back();
    --at_;
    WEFT_ASSIGN_OR_RETURN(operand, ParsePostfix());
  } else {
    WEFT_ASSIGN_OR_RETURN(operand, ParsePostfix());
  }
  for (size_t i = negative.size(); i > 0; --i) {
    ExprPtr sign = Make(negative[i - 1] ? ExprKind::kNegate : ExprKind::kPlus,
                        begin + i - 1);
    sign->children.push_back(std::move(operand));
    operand = Finish(std::move(sign));
    WEFT_RETURN_IF_ERROR(CheckDepth());
  }
  return operand;
}

absl::StatusOr<ExprPtr> Parser::ParsePostfix() {
  const size_t begin = at_;
  WEFT_ASSIGN_OR_RETURN(ExprPtr base, ParseAtom());
  while (true) {
    WEFT_RETURN_IF_ERROR(CheckDepth());
    if (TakeSymbol(".")) {
      ExprPtr property = Make(ExprKind::kProperty, begin);
      WEFT_ASSIGN_OR_RETURN(property->name, ExpectName("a property name"));
      property->children.push_back(std::move(base));
      base = Finish(std::move(property));
    } else if (IsSymbol("[")) {
      WEFT_ASSIGN_OR_RETURN(base, ParseSubscript(std::move(base)));
    } else if (IsSymbol(":") && AtName(1) && base->kind != ExprKind::kLiteral) {
      ExprPtr test = Make(ExprKind::kHasLabels, begin);
      WEFT_ASSIGN_OR_RETURN(test->names, ParseLabels());
      test->children.push_back(std::move(base));
      base = Finish(std::move(test));
    } else if (IsSymbol("{") && base->kind == ExprKind::kVariable) {
      WEFT_ASSIGN_OR_RETURN(base, ParseMapProjection(std::move(base)));
    } else {
      return base;
    }
  }
}

absl::StatusOr<ExprPtr> Parser::ParseSubscript(ExprPtr base) {
  ExprPtr subscript = Make(ExprKind::kIndex, at_++);
  subscript->begin = base->begin;
  subscript->children.push_back(std::move(base));
  ExprPtr from;
  if (!IsSymbol("..")) {
    WEFT_ASSIGN_OR_RETURN(from, ParseExpression());
  }
  subscript->children.push_back(std::move(from));
  if (TakeSymbol("..")) {
    subscript->kind = ExprKind::kSlice;
    ExprPtr to;
    if (!IsSymbol("]")) {
      WEFT_ASSIGN_OR_RETURN(to, ParseExpression());
    }
    subscript->children.push_back(std::move(to));
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("]"));
  return Finish(std::move(subscript));
}

absl::StatusOr<ExprPtr> Parser::ParseMapProjection(ExprPtr base) {
  ExprPtr projection = Make(ExprKind::kMapProjection, at_++);
  projection->begin = base->begin;
  projection->children.push_back(std::move(base));
  while (!IsSymbol("}")) {
    if (TakeSymbol(".")) {
      if (TakeSymbol("*")) {
        projection->flag = true;
      } else {
        WEFT_ASSIGN_OR_RETURN(std::string key, ExpectName("a property name"));
        projection->names.push_back(std::move(key));
        projection->children.push_back(nullptr);
      }
    } else {
      const size_t begin = at_;
      WEFT_ASSIGN_OR_RETURN(std::string key, ExpectName("a key"));
      ExprPtr value;
      if (TakeSymbol(":")) {
        WEFT_ASSIGN_OR_RETURN(value, ParseExpression());
      } else {
        value = Make(ExprKind::kVariable, begin);
        value->name = key;
      }
      projection->names.push_back(std::move(key));
      projection->children.push_back(std::move(value));
    }
    if (!TakeSymbol(",")) break;
  }
  WEFT_RETURN_IF_ERROR(ExpectSymbol("}"));
  return Finish(std::move(projection));
}

}  // namespace weft::graphstore::query
