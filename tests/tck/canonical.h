// One text for each value, so that expected and actual ones can be compared.
//
// Labels, keys and (where order does not count) items are sorted; numbers are
// written in one way; temporal values look like strings, as in the TCK.
#ifndef WEFT_TESTS_TCK_CANONICAL_H_
#define WEFT_TESTS_TCK_CANONICAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/graph_view.h"

namespace weft::tck {

// Of a cell such as `[(:A {x: 1}), <()-[:T]->()>, 'text', 1.0]`.
// InvalidArgument: the cell cannot be read.
absl::StatusOr<std::string> CanonicalCell(absl::string_view cell,
                                          bool ignore_list_order);

absl::StatusOr<std::string> CanonicalValue(
    const graphstore::query::GraphView& view,
    const graphstore::query::Value& value, bool ignore_list_order);

}  // namespace weft::tck

#endif  // WEFT_TESTS_TCK_CANONICAL_H_
