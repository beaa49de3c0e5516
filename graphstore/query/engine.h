// Queries in a read-only subset of openCypher over a GraphView.
//
//   ASSIGN_OR_RETURN(PreparedQuery query, Prepare(
//       "MATCH (a {name: $name})-[r]->(b) RETURN type(r), b.name"));
//   RunOptions options;
//   options.parameters["name"] = Value::String("Acme");
//   ASSIGN_OR_RETURN(RunResult result, Run(query, view, options,
//       [](absl::Span<const Value> row) { ...; return true; }));
//
// doc/query.md describes the language. A PreparedQuery is immutable and may be
// run by several threads at once.
#ifndef WEFT_GRAPHSTORE_QUERY_ENGINE_H_
#define WEFT_GRAPHSTORE_QUERY_ENGINE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

class PreparedQuery {
 public:
  PreparedQuery(PreparedQuery&&) = default;
  PreparedQuery& operator=(PreparedQuery&&) = default;

  const std::string& text() const { return *text_; }
  // Names of the columns, in order.
  const std::vector<std::string>& columns() const { return columns_; }
  // What the caller should do: Run() and ExplainPlan() do as they are called.
  QueryMode mode() const { return query_->mode; }

 private:
  friend absl::StatusOr<PreparedQuery> Prepare(absl::string_view text);
  friend class QueryRun;

  PreparedQuery() = default;

  std::unique_ptr<const std::string> text_;
  std::unique_ptr<const Query> query_;
  std::vector<std::string> slot_names_;
  std::vector<std::string> columns_;
};

// Parses and checks. Errors: InvalidArgument, with line, column and a caret
// under the place; lang/error.h tells the class of the error.
absl::StatusOr<PreparedQuery> Prepare(absl::string_view text);

struct RunOptions {
  Map parameters;
  Budget budget;
  // False: the slow twin for tests (plan/planner.h).
  bool optimize = true;
  // Fill RunResult::plan.
  bool profile = false;
  // RunResult::position of a run that was cut off: hands out the rows behind
  // it. The budget is that of the continuation.
  std::optional<RunPosition> resume;
};

struct RunResult {
  uint64_t rows = 0;
  uint64_t edges_read = 0;
  // Why the answer is not whole. The rows handed out are true. An aggregate or
  // a sort that did not see everything hands out no rows at all.
  CutOff cut_off = CutOff::kNone;
  // "", or the bound that was met and what to do.
  std::string cut_off_message;
  // The end of this run, for RunOptions::resume. Of no use with kMemory: the
  // next run would need as much again.
  RunPosition position;
  std::string plan;  // with counts, if asked for
};

// Plans and runs. `row` gets one value a column, valid during the call; false
// stops (that is no cut-off). Errors: InvalidArgument (a wrong type, a missing
// parameter), Aborted (`resume` is of another plan: what is known of the graph
// has changed), Cancelled, DeadlineExceeded, those of the view.
absl::StatusOr<RunResult> Run(
    const PreparedQuery& query, const GraphView& view,
    const RunOptions& options,
    absl::FunctionRef<bool(absl::Span<const Value>)> row);

// The plan that Run would follow, as text.
absl::StatusOr<std::string> ExplainPlan(const PreparedQuery& query,
                                        const GraphView& view,
                                        const RunOptions& options);

// `value` with everything that refers to the graph written out, so that nulls,
// booleans, numbers, strings, lists and maps are left. A node becomes {id,
// name, labels, properties}, a relationship {id, type, start, end, properties},
// a path {nodes, relationships}; `name` is null where there is none. Temporal
// values become text in ISO 8601.
absl::StatusOr<Value> Resolve(const GraphView& view, const Value& value);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_ENGINE_H_
