// The operators + - * / % ^ and signs.
//
// Null with anything is null. Integers stay integers and overflow is an error;
// with a float the result is a float (IEEE 754: x / 0.0 is infinite or NaN).
// `+` also joins strings and lists and adds durations. Errors: InvalidArgument
// (lang/error.h: TypeError InvalidArgumentType, ArithmeticError).
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_

#include "absl/status/statusor.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// `op` is one of kAdd ... kPower.
absl::StatusOr<Value> Calculate(BinaryOp op, const Value& a, const Value& b);
absl::StatusOr<Value> Negate(const Value& value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_
