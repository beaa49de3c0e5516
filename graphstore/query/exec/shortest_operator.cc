#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/exec/shortest.h"

namespace weft::graphstore::query {
namespace {

class Shortest : public Operator {
 public:
  explicit Shortest(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    paths_.clear();
    at_ = 0;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (at_ == paths_.size()) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) return false;
      at_ = 0;
      paths_.clear();
      if (!row[plan_.from].is_node() || !row[plan_.to].is_node()) continue;
      WEFT_ASSIGN_OR_RETURN(paths_, Find(row));
    }
    const StepList& path = paths_[at_++];
    if (!plan_.path->relationships[0].variable_length) {
      row[plan_.slot] = Value::Of(path[0]);
      return true;
    }
    List list;
    for (const RelationshipRef& step : path) list.push_back(Value::Of(step));
    row[plan_.slot] = Value::Of(std::move(list));
    return true;
  }

 private:
  absl::StatusOr<std::vector<StepList>> Find(Row& row) {
    ShortestRequest request;
    request.start = row[plan_.from].node().id;
    request.goal = row[plan_.to].node().id;
    request.min_hops = plan_.min_hops;
    request.max_hops = plan_.max_hops;
    const auto neighbours =
        [&](absl::Span<const uint64_t> nodes, bool forwards,
            absl::FunctionRef<void(size_t, const Step&)> visit) {
          return Read(nodes, forwards, visit, row);
        };
    const PathSelector selector = plan_.path->selector;
    if (selector == PathSelector::kShortestK) {
      return FindKShortest(request, static_cast<uint64_t>(plan_.path->k),
                           neighbours);
    }
    const bool all = selector == PathSelector::kAllShortest;
    // The search from both ends knows no lower bound.
    if (plan_.min_hops > 1) {
      WEFT_ASSIGN_OR_RETURN(
          std::vector<StepList> paths,
          FindKShortest(request, all ? UINT32_MAX : 1, neighbours));
      return KeepShortest(std::move(paths));
    }
    return FindShortest(request, all, neighbours);
  }

  static std::vector<StepList> KeepShortest(std::vector<StepList> paths) {
    while (!paths.empty() && paths.back().size() > paths.front().size()) {
      paths.pop_back();
    }
    return paths;
  }

  absl::Status Read(absl::Span<const uint64_t> nodes, bool forwards,
                    absl::FunctionRef<void(size_t, const Step&)> visit,
                    Row& row) {
    absl::Status status;
    uint64_t read = 0;
    WEFT_RETURN_IF_ERROR(context_->view().Expand(
        nodes, forwards ? plan_.direction : Reverse(plan_.direction),
        plan_.types, [&](size_t i, const Step& step) {
          if (++read % 1024 == 0) status = context_->AddEdges(plan_.id, 1024);
          if (!status.ok()) return false;
          if (!plan_.predicates.empty()) {
            const absl::StatusOr<bool> holds =
                evaluator_->HoldsFor(plan_.predicates, step.relationship, row);
            if (!holds.ok()) status = holds.status();
            if (!holds.ok() || !*holds) return status.ok();
          }
          visit(i, step);
          return true;
        }));
    WEFT_RETURN_IF_ERROR(status);
    return context_->AddEdges(plan_.id, read % 1024);
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  std::vector<StepList> paths_;
  size_t at_ = 0;
};

}  // namespace

OperatorPtr MakeShortest(OperatorContext context) {
  return std::make_unique<Shortest>(std::move(context));
}

}  // namespace weft::graphstore::query
