// The operators that test: = <> < <= > >= IN STARTS WITH ENDS WITH CONTAINS =~
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_COMPARE_OPS_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_COMPARE_OPS_H_

#include "absl/status/statusor.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// A Boolean or null. Errors: InvalidArgument: IN something that is no list; a
// regular expression that is none (RE2 syntax; it must match the whole text).
absl::StatusOr<Value> CompareWith(BinaryOp op, const Value& a, const Value& b);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_COMPARE_OPS_H_
