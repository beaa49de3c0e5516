// The operators + - * / % ^ and signs.
//
// Null with anything is null. Integers stay integers and overflow is an error;
// with a float the result is a float (IEEE 754: x / 0.0 is infinite or NaN).
// Sums and differences of numbers with one unit have that unit (5 USD + 1 is 6
// USD); of two units they are an error. Multiples, parts and remainders by a
// number without a unit keep it; other results have none. `+` also joins
// strings and lists and adds durations, which numbers multiply and divide.
// Errors: InvalidArgument (lang/error.h: TypeError InvalidArgumentType,
// ArithmeticError).
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// `op` is one of kAdd ... kPower.
absl::StatusOr<Value> Calculate(BinaryOp op, const Value& a, const Value& b);
absl::StatusOr<Value> Negate(const Value& value);

// The unit of a sum of numbers with these units. TypeError: they differ.
absl::StatusOr<std::string> UnitOfSum(absl::string_view a, absl::string_view b);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_ARITHMETIC_H_
