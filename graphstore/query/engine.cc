#include "graphstore/query/engine.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "graphstore/query/exec/executor.h"
#include "graphstore/query/lang/parser.h"
#include "graphstore/query/plan/binder.h"
#include "graphstore/query/plan/explain.h"
#include "graphstore/query/plan/planner.h"

namespace weft::graphstore::query {
namespace {

std::string CutOffMessage(CutOff cut_off, const Budget& budget) {
  switch (cut_off) {
    case CutOff::kNone:
      return "";
    case CutOff::kEdges:
      return absl::StrCat("stopped after reading ", budget.max_edges,
                          " relationships; begin at a named node, bound the "
                          "length of paths, or allow more");
    case CutOff::kRows:
      return absl::StrCat("stopped after ", budget.max_rows,
                          " rows; add LIMIT or allow more");
    case CutOff::kMemory:
      return absl::StrCat(
          "stopped when sorting, grouping and collecting "
          "needed more than ",
          budget.max_memory_bytes >> 20, " MiB; return less or allow more");
    case CutOff::kTime:
      return absl::StrCat("stopped after ",
                          absl::FormatDuration(budget.max_time),
                          "; ask for less or allow more");
  }
  return "";
}

absl::Status OtherPlan() {
  return absl::AbortedError(
      "the query would hand out its rows in another order now, as more is "
      "known of the graph; start again from the first row");
}

}  // namespace

// The steps that Run and ExplainPlan share.
class QueryRun {
 public:
  static absl::StatusOr<Plan> MakePlanFor(const PreparedQuery& query,
                                          const GraphView& view,
                                          const RunOptions& options) {
    PlanOptions plan_options;
    plan_options.optimize = options.optimize;
    return MakePlan(*query.query_, query.slot_names_, view, options.parameters,
                    plan_options);
  }
};

absl::StatusOr<PreparedQuery> Prepare(absl::string_view text) {
  PreparedQuery prepared;
  prepared.text_ = std::make_unique<const std::string>(text);
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Query> query,
                        ParseQuery(*prepared.text_));
  WEFT_ASSIGN_OR_RETURN(BindResult bound, Bind(*prepared.text_, query.get()));
  prepared.slot_names_ = std::move(bound.slot_names);
  for (const Column& column : query->columns) {
    prepared.columns_.push_back(column.name);
  }
  prepared.query_ = std::move(query);
  return prepared;
}

absl::StatusOr<RunResult> Run(
    const PreparedQuery& query, const GraphView& view,
    const RunOptions& options,
    absl::FunctionRef<bool(absl::Span<const Value>)> row) {
  WEFT_ASSIGN_OR_RETURN(Plan plan, QueryRun::MakePlanFor(query, view, options));
  const RunPosition* from = options.resume ? &*options.resume : nullptr;
  const uint64_t shape = StableHash(PlanShape(plan, query.text()));
  if (from != nullptr && from->plan != shape) return OtherPlan();
  ExecContext context(view, plan, options.parameters, options.budget, from);
  const RunPosition begin = from == nullptr ? RunPosition() : *from;
  uint64_t skip = begin.rows;
  RunResult result;
  const absl::Status status =
      Execute(&context, [&](absl::Span<const Value> values) {
        if (skip > 0) {
          --skip;
          return true;
        }
        if (result.rows == options.budget.max_rows) {
          result.cut_off = CutOff::kRows;
          return false;
        }
        ++result.rows;
        return row(values);
      });
  if (!status.ok() && !IsCutOff(status)) return status;
  if (!status.ok()) result.cut_off = context.cut_off();
  result.cut_off_message = CutOffMessage(result.cut_off, options.budget);
  result.position = {begin.rows + result.rows,
                     std::max(begin.edges, context.edges()),
                     std::max(begin.work, context.work()),
                     shape,
                     context.seed(),
                     context.now()};
  result.edges_read = result.position.edges - begin.edges;
  if (options.profile) {
    std::vector<MeasuredNode> measured;
    for (const NodeCounters& counters : context.counters()) {
      measured.push_back({counters.rows, counters.edges});
    }
    result.plan = Explain(plan, query.text(), measured);
  }
  return result;
}

absl::StatusOr<std::string> ExplainPlan(const PreparedQuery& query,
                                        const GraphView& view,
                                        const RunOptions& options) {
  WEFT_ASSIGN_OR_RETURN(Plan plan, QueryRun::MakePlanFor(query, view, options));
  return Explain(plan, query.text(), {});
}

}  // namespace weft::graphstore::query
