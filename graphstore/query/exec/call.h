// What the functions of plan/functions.h compute.
//
// Null for any argument gives null, unless said otherwise. Errors:
// InvalidArgument (lang/error.h) with TypeError InvalidArgumentValue for a
// value that cannot be used, ArgumentError for one out of range.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_CALL_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_CALL_H_

#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/plan/functions.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// Any function but the aggregates; the number of arguments is checked.
absl::StatusOr<Value> Call(const FunctionInfo& function,
                           const std::vector<Value>& arguments,
                           ExecContext* context);

// The parts of it, by field. Each is for its own functions only.
absl::StatusOr<Value> CallGraph(const FunctionInfo& function,
                                const std::vector<Value>& arguments,
                                ExecContext* context);
absl::StatusOr<Value> CallList(const FunctionInfo& function,
                               const std::vector<Value>& arguments);
absl::StatusOr<Value> CallConversion(const FunctionInfo& function,
                                     const Value& argument);
absl::StatusOr<Value> CallString(const FunctionInfo& function,
                                 const std::vector<Value>& arguments);
absl::StatusOr<Value> CallNumber(const FunctionInfo& function,
                                 const std::vector<Value>& arguments,
                                 ExecContext* context);
absl::StatusOr<Value> CallTemporal(const FunctionInfo& function,
                                   const std::vector<Value>& arguments,
                                   ExecContext* context);

// The argument is of a kind that the function cannot use.
absl::Status BadArgument(const FunctionInfo& function, const Value& argument);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_CALL_H_
