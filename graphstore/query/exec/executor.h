// Runs a plan.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_EXECUTOR_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_EXECUTOR_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "graphstore/query/exec/context.h"

namespace weft::graphstore::query {

// Calls `visit` with each row of the result, one value a column; false stops.
// Errors: InvalidArgument (lang/error.h, without a place), Cancelled,
// DeadlineExceeded, those of the view, and the status of ExecContext::CutOffAt.
absl::Status Execute(ExecContext* context,
                     absl::FunctionRef<bool(absl::Span<const Value>)> visit);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_EXECUTOR_H_
