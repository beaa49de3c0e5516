// Gives every name of a query its meaning.
//
// Walks the syntax tree clause by clause with the variables in scope, writes
// slots beside names (lang/ast.h), finds functions, takes aggregates out of the
// expressions around them, and finds what is wrong before anything runs:
// unknown variables and functions, types that can never fit, aggregates where
// none may be. Static types are sets of kinds, so nothing that could run is
// refused.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

struct BindResult {
  // Slot -> the variable it holds; "" for anonymous ones.
  std::vector<std::string> slot_names;
};

// Binds `query`, which was parsed from `text`, in place. Errors:
// InvalidArgument with the place in the text (lang/error.h).
absl::StatusOr<BindResult> Bind(absl::string_view text, Query* query);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_H_
