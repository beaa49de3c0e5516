#include "graphstore/query/exec/executor.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "graphstore/query/exec/evaluator.h"
#include "graphstore/query/exec/operator.h"

namespace weft::graphstore::query {
namespace {

// Counts the rows that come out of an operator.
class Counted : public Operator {
 public:
  Counted(OperatorPtr inner, int id, ExecContext* context)
      : inner_(std::move(inner)), id_(id), context_(context) {}

  absl::Status Open(Row& row) override { return inner_->Open(row); }
  absl::StatusOr<bool> Next(Row& row) override {
    absl::StatusOr<bool> more = inner_->Next(row);
    if (more.ok() && *more) ++context_->counters()[id_].rows;
    return more;
  }

 private:
  OperatorPtr inner_;
  const int id_;
  ExecContext* context_;
};

OperatorPtr MakeOne(OperatorContext context) {
  switch (context.plan->kind) {
    case PlanKind::kArgument:
      return MakeArgument(std::move(context));
    case PlanKind::kNodeScan:
      return MakeNodeScan(std::move(context));
    case PlanKind::kNodeSeek:
      return MakeNodeSeek(std::move(context));
    case PlanKind::kExpand:
      return MakeExpand(std::move(context));
    case PlanKind::kCountWays:
      return MakeCountWays(std::move(context));
    case PlanKind::kExpandLength:
      return context.plan->ends_only ? MakeExpandEnds(std::move(context))
                                     : MakeExpandLength(std::move(context));
    case PlanKind::kEndpoints:
      return MakeEndpoints(std::move(context));
    case PlanKind::kShortest:
      return MakeShortest(std::move(context));
    case PlanKind::kPath:
      return MakePath(std::move(context));
    case PlanKind::kFilter:
      return MakeFilter(std::move(context));
    case PlanKind::kOptional:
      return MakeOptional(std::move(context));
    case PlanKind::kUnwind:
      return MakeUnwind(std::move(context));
    case PlanKind::kProject:
      return MakeProject(std::move(context));
    case PlanKind::kAggregate:
      return MakeAggregate(std::move(context));
    case PlanKind::kDistinct:
      return MakeDistinct(std::move(context));
    case PlanKind::kSort:
      return MakeSort(std::move(context));
    case PlanKind::kSkip:
      return MakeSkip(std::move(context));
    case PlanKind::kLimit:
      return MakeLimit(std::move(context));
    case PlanKind::kUnion:
      return MakeUnion(std::move(context));
  }
  return nullptr;
}

OperatorPtr Build(const PlanNode& plan, ExecContext* context,
                  Evaluator* evaluator) {
  OperatorContext parts{&plan, context, evaluator, {}};
  for (const auto& child : plan.children) {
    parts.inputs.push_back(Build(*child, context, evaluator));
  }
  return std::make_unique<Counted>(MakeOne(std::move(parts)), plan.id, context);
}

// Subplans are built when they are first asked for and opened again each time.
class Runner : public SubplanRunner {
 public:
  explicit Runner(ExecContext* context)
      : context_(context), evaluator_(context, this) {}

  Evaluator* evaluator() { return &evaluator_; }

  absl::Status ForEach(
      const Expr& expr, Row& row,
      absl::FunctionRef<absl::StatusOr<bool>()> visit) override {
    OperatorPtr& root = operators_[&expr];
    if (root == nullptr) {
      const auto plan = context_->plan().subplans.find(&expr);
      if (plan == context_->plan().subplans.end()) {
        return absl::InternalError("a subquery has no plan");
      }
      root = Build(*plan->second, context_, &evaluator_);
    }
    Operator& opened = *root;  // the map may grow below
    WEFT_RETURN_IF_ERROR(opened.Open(row));
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, opened.Next(row));
      if (!more) return absl::OkStatus();
      WEFT_ASSIGN_OR_RETURN(bool go_on, visit());
      if (!go_on) return absl::OkStatus();
    }
  }

 private:
  ExecContext* context_;
  Evaluator evaluator_;
  absl::flat_hash_map<const Expr*, OperatorPtr> operators_;
};

}  // namespace

absl::Status Execute(ExecContext* context,
                     absl::FunctionRef<bool(absl::Span<const Value>)> visit) {
  Runner runner(context);
  const Plan& plan = context->plan();
  OperatorPtr root = Build(*plan.root, context, runner.evaluator());
  Row row(plan.slot_names.size());
  std::vector<Value> values(plan.columns.size());
  WEFT_RETURN_IF_ERROR(root->Open(row));
  while (true) {
    WEFT_ASSIGN_OR_RETURN(bool more, root->Next(row));
    if (!more) return absl::OkStatus();
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = row[plan.columns[i].slot];
    }
    if (!visit(values)) return absl::OkStatus();
  }
}

}  // namespace weft::graphstore::query
