// The answers of queries as texts that can be compared.
#ifndef WEFT_GRAPHSTORE_QUERY_TESTING_RENDERED_ROWS_H_
#define WEFT_GRAPHSTORE_QUERY_TESTING_RENDERED_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graphstore/query/engine.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

// What elements of the graph are called in the texts.
enum class ElementNames {
  kIds,
  // Nodes by labels and `name`, relationships by their nodes and type: for
  // graphs that number the same things differently.
  kProperties,
};

// Kinds are told apart (1, 1.0, "1"); floats are written with six places,
// because the order of a sum is free.
std::string Render(const GraphView& view, ElementNames names,
                   const Value& value);

// "a | b" a row, sorted unless `ordered`.
std::vector<std::string> Render(const GraphView& view, ElementNames names,
                                const std::vector<List>& rows, bool ordered);

// All rows of a query. Errors: those of Run, and ResourceExhausted where the
// answer was cut off.
absl::StatusOr<std::vector<List>> AllRows(const PreparedQuery& query,
                                          const GraphView& view,
                                          const Map& parameters, bool optimize);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_TESTING_RENDERED_ROWS_H_
