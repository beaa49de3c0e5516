// The ends of paths of variable length, each once.
//
// Every end of a trail of 1 to n relationships lies within n steps, and every
// node within n steps is the end of a trail: the shortest way to it. So a
// breadth-first search finds the same nodes, looking at each relationship at
// most twice. The node that it begins at is another matter: it is an end when a
// trail leads back to it. In one direction that is any way back. In both
// directions the way back must not be the way there: the shortest closed trail
// through the start runs along the search tree to one end of a relationship
// outside of the tree, over it, and back along another branch (a branch is what
// hangs on one relationship of the start).
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"

namespace weft::graphstore::query {
namespace {

class ExpandEnds : public Operator {
 public:
  explicit ExpandEnds(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    Forget();
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      if (at_ < found_.size()) {
        row[plan_.to] = Value::Of(NodeRef{found_[at_++]});
        return true;
      }
      found_.clear();
      at_ = 0;
      if (!frontier_.empty() && depth_ < plan_.max_hops) {
        WEFT_RETURN_IF_ERROR(Advance(row));
        continue;
      }
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) return false;
      WEFT_RETURN_IF_ERROR(Begin(row));
    }
  }

 private:
  struct Visited {
    int64_t depth = 0;
    uint64_t branch = 0;  // relationship of the start that it hangs on
    uint64_t parent = 0;  // relationship by which it was found
  };

  void Forget() {
    context_->ReleaseMemory(std::exchange(memory_, 0));
    visited_.clear();
    frontier_.clear();
    found_.clear();
    at_ = 0;
  }

  absl::Status Begin(const Row& row) {
    Forget();
    WEFT_ASSIGN_OR_RETURN(const std::optional<uint64_t> start,
                          StartNode(row[plan_.from]));
    if (!start.has_value()) return absl::OkStatus();
    start_ = *start;
    depth_ = 0;
    visited_[start_] = {};
    frontier_ = {start_};
    closed_ = plan_.min_hops == 0;
    if (closed_) found_.push_back(start_);
    return absl::OkStatus();
  }

  // One step further from all nodes that were reached last.
  absl::Status Advance(Row& row) {
    std::vector<std::pair<uint64_t, Step>> steps;
    std::sort(frontier_.begin(), frontier_.end());
    absl::Status status;
    WEFT_RETURN_IF_ERROR(
        context_->view().Expand(frontier_, plan_.direction, plan_.types,
                                [&](size_t i, const Step& step) {
                                  steps.emplace_back(frontier_[i], step);
                                  if (steps.size() % 1024 == 0) {
                                    status = context_->AddEdges(plan_.id, 1024);
                                  }
                                  return status.ok();
                                }));
    WEFT_RETURN_IF_ERROR(status);
    WEFT_RETURN_IF_ERROR(context_->AddEdges(plan_.id, steps.size() % 1024));
    frontier_.clear();
    ++depth_;
    const size_t before = visited_.size();
    for (const auto& [from, step] : steps) {
      if (!plan_.predicates.empty()) {
        WEFT_ASSIGN_OR_RETURN(
            bool holds,
            evaluator_->HoldsFor(plan_.predicates, step.relationship, row));
        if (!holds) continue;
      }
      Visit(from, step);
    }
    const size_t bytes = (visited_.size() - before) * 2 * sizeof(Visited);
    memory_ += bytes;
    return context_->AddMemory(bytes);
  }

  void Visit(uint64_t from, const Step& step) {
    const Visited here = visited_[from];
    const uint64_t id = step.relationship.id;
    if (plan_.direction == Direction::kBoth && from != start_ &&
        id == here.parent) {
      return;
    }
    if (step.other == start_) return Close(depth_);
    const auto [it, is_new] = visited_.try_emplace(step.other);
    if (is_new) {
      it->second = {depth_, from == start_ ? id : here.branch, id};
      frontier_.push_back(step.other);
      found_.push_back(step.other);
    } else if (plan_.direction == Direction::kBoth &&
               (from == start_ ? id : here.branch) != it->second.branch &&
               id != it->second.parent) {
      Close(here.depth + it->second.depth + 1);
    }
  }

  // There is a closed trail of this length through the start.
  void Close(int64_t length) {
    if (closed_ || length > plan_.max_hops) return;
    closed_ = true;
    found_.push_back(start_);
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  uint64_t start_ = 0;
  int64_t depth_ = 0;
  bool closed_ = false;  // the start is among the results
  absl::flat_hash_map<uint64_t, Visited> visited_;
  std::vector<uint64_t> frontier_;
  std::vector<uint64_t> found_;  // and not handed out yet
  size_t at_ = 0;
  size_t memory_ = 0;
};

}  // namespace

OperatorPtr MakeExpandEnds(OperatorContext context) {
  return std::make_unique<ExpandEnds>(std::move(context));
}

}  // namespace weft::graphstore::query
