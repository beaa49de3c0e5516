// Aggregates: values in, one value out.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_ACCUMULATOR_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_ACCUMULATOR_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// Nulls never count, except for count(*). Of no values: count and sum are 0,
// collect is [], the others are null.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  // `second`: the percentile, for those that take one.
  virtual absl::Status Add(const Value& value, const Value& second) = 0;
  virtual absl::StatusOr<Value> Result() = 0;
};

// With DISTINCT where the aggregate asks for it.
std::unique_ptr<Accumulator> MakeAccumulator(const Aggregate& aggregate,
                                             ExecContext* context);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_ACCUMULATOR_H_
