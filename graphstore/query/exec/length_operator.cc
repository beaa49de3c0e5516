// Paths of variable length: depth first, no relationship twice.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

class ExpandLength : public Operator {
 public:
  explicit ExpandLength(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    frames_.clear();
    path_.clear();
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      if (frames_.empty()) {
        WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
        if (!more) return false;
        if (row[plan_.from].is_null()) continue;
        if (plan_.flag2) {
          WEFT_ASSIGN_OR_RETURN(bool fits, FollowKnown(row));
          if (fits) return true;
          continue;
        }
        WEFT_ASSIGN_OR_RETURN(bool found, Begin(row));
        if (found) return true;
        continue;
      }
      WEFT_ASSIGN_OR_RETURN(bool found, Advance(row));
      if (found) return true;
    }
  }

 private:
  // The relationships of a node on the path, and which of them come next.
  struct Frame {
    std::vector<Step> steps;
    size_t at = 0;
  };

  // Stands at the first node. True: the path of length 0 is a result.
  absl::StatusOr<bool> Begin(Row& row) {
    if (!row[plan_.from].is_node()) {
      return RuntimeError("TypeError", "InvalidArgumentType",
                          absl::StrCat("a pattern needs a Node, but this is ",
                                       KindName(row[plan_.from])));
    }
    const uint64_t node = row[plan_.from].node().id;
    path_.clear();
    frames_.emplace_back();
    if (plan_.max_hops > 0 && plan_.min_hops <= plan_.max_hops) {
      WEFT_RETURN_IF_ERROR(Read(node, &frames_.back()));
    }
    return plan_.min_hops == 0 && Emit(node, row);
  }

  // One step down or up. True: where it stands now is a result.
  absl::StatusOr<bool> Advance(Row& row) {
    Frame& frame = frames_.back();
    if (frame.at == frame.steps.size()) {
      frames_.pop_back();
      if (!path_.empty()) path_.pop_back();
      return false;
    }
    const Step step = frame.steps[frame.at++];
    WEFT_ASSIGN_OR_RETURN(bool may, MayFollow(step, row));
    if (!may) return false;
    path_.push_back(step.relationship);
    const auto length = static_cast<int64_t>(path_.size());
    frames_.emplace_back();
    if (length < plan_.max_hops) {
      WEFT_RETURN_IF_ERROR(Read(step.other, &frames_.back()));
    }
    return length >= plan_.min_hops && Emit(step.other, row);
  }

  absl::StatusOr<bool> MayFollow(const Step& step, Row& row) {
    const uint64_t id = step.relationship.id;
    const bool repeated =
        std::any_of(path_.begin(), path_.end(),
                    [id](const RelationshipRef& r) { return r.id == id; });
    if (repeated || IsUsed(plan_.unique, id, row)) return false;
    if (plan_.predicates.empty()) return true;
    return evaluator_->HoldsFor(plan_.predicates, step.relationship, row);
  }

  absl::Status Read(uint64_t node, Frame* frame) {
    WEFT_RETURN_IF_ERROR(context_->view().Expand(absl::MakeConstSpan(&node, 1),
                                                 plan_.direction, plan_.types,
                                                 [&](size_t, const Step& step) {
                                                   frame->steps.push_back(step);
                                                   return true;
                                                 }));
    return context_->AddEdges(plan_.id, frame->steps.size());
  }

  bool Emit(uint64_t node, Row& row) const {
    if (plan_.flag) {
      const Value& to = row[plan_.to];
      if (!to.is_node() || to.node().id != node) return false;
    } else {
      row[plan_.to] = Value::Of(NodeRef{node});
    }
    List list;
    list.reserve(path_.size());
    for (const RelationshipRef& step : path_) list.push_back(Value::Of(step));
    if (plan_.reversed) std::reverse(list.begin(), list.end());
    row[plan_.slot] = Value::Of(std::move(list));
    return true;
  }

  // The list of relationships is known: does it lead from here along the
  // pattern?
  absl::StatusOr<bool> FollowKnown(Row& row) const {
    const Value& known = row[plan_.slot];
    if (!known.is_list() || !row[plan_.from].is_node()) return false;
    List list = known.list();
    if (plan_.reversed) std::reverse(list.begin(), list.end());
    const auto length = static_cast<int64_t>(list.size());
    if (length < plan_.min_hops || length > plan_.max_hops) return false;
    uint64_t node = row[plan_.from].node().id;
    for (const Value& item : list) {
      if (!item.is_relationship()) return false;
      const RelationshipRef& step = item.relationship();
      const bool forwards =
          step.start == node && plan_.direction != Direction::kIn;
      const bool backwards =
          step.end == node && plan_.direction != Direction::kOut;
      if (!forwards && !backwards) return false;
      if (!plan_.types.Matches(step.type)) return false;
      node = forwards ? step.end : step.start;
    }
    if (plan_.flag) {
      return row[plan_.to].is_node() && row[plan_.to].node().id == node;
    }
    row[plan_.to] = Value::Of(NodeRef{node});
    return true;
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  std::vector<Frame> frames_;  // one more than path_ has steps
  std::vector<RelationshipRef> path_;
};

}  // namespace

OperatorPtr MakeExpandLength(OperatorContext context) {
  return std::make_unique<ExpandLength>(std::move(context));
}

}  // namespace weft::graphstore::query
