// The answer to a query by trying everything: the twin of planner and executor.
//
// It walks the syntax tree as the parser made it and shares nothing with what
// it checks but the parser, the values and their order (value/compare.h): rows
// are maps from names to values, a pattern is matched by trying every node and
// every relationship of the graph at each place, conditions are looked at when
// the whole pattern stands, groups are found by comparing keys one by one.
// Exponential on purpose: for graphs of a few nodes.
//
// It knows what random_query.h writes. Anything else is Unimplemented, so that
// a query is never agreed on by accident.
#ifndef WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_QUERY_H_
#define WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_QUERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

struct NaiveAnswer {
  // One value a column of `columns`; in order where the query orders.
  std::vector<List> rows;
};

// `columns`: those of the query, in order (PreparedQuery::columns). Errors:
// InvalidArgument (syntax), Unimplemented (what it does not know),
// ResourceExhausted (more than `max_rows` anywhere on the way), those of the
// view.
absl::StatusOr<NaiveAnswer> AnswerNaively(
    absl::string_view text, const std::vector<std::string>& columns,
    const GraphView& view, const Map& parameters, size_t max_rows = 20'000);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_QUERY_H_
