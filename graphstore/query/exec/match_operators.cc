// Operators that find nodes and follow single relationships.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/exec/scan.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

class NodeScan : public Operator {
 public:
  explicit NodeScan(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        scan_(plan_, context.context, std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    at_ = 0;
    return scan_.Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    WEFT_RETURN_IF_ERROR(context_->Poll());
    while (at_ == scan_.nodes().size()) {
      at_ = 0;
      WEFT_ASSIGN_OR_RETURN(const Scan::Step step, scan_.Next(row));
      if (step == Scan::Step::kEnd) return false;
    }
    row[plan_.slot] = Value::Of(NodeRef{scan_.nodes()[at_++]});
    return true;
  }

 private:
  const PlanNode& plan_;
  ExecContext* context_;
  Scan scan_;
  size_t at_ = 0;
};

class NodeSeek : public Operator {
 public:
  explicit NodeSeek(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    found_.clear();
    at_ = 0;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (at_ == found_.size()) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) return false;
      WEFT_RETURN_IF_ERROR(Find(row));
    }
    row[plan_.slot] = Value::Of(NodeRef{found_[at_++]});
    return true;
  }

 private:
  absl::Status Find(Row& row) {
    found_.clear();
    at_ = 0;
    WEFT_ASSIGN_OR_RETURN(Value value, evaluator_->Eval(*plan_.expr, row));
    if (!plan_.flag) {
      if (value.is_null()) return absl::OkStatus();
      WEFT_ASSIGN_OR_RETURN(found_,
                            context_->view().FindNodes(plan_.key, value));
      return absl::OkStatus();
    }
    if (!value.is_list()) return absl::OkStatus();
    for (const Value& item : value.list()) {
      if (item.is_null()) continue;
      WEFT_ASSIGN_OR_RETURN(std::vector<uint64_t> ids,
                            context_->view().FindNodes(plan_.key, item));
      found_.insert(found_.end(), ids.begin(), ids.end());
    }
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  std::vector<uint64_t> found_;
  size_t at_ = 0;
};

// Reads ahead in batches that grow from one row, so that LIMIT 1 stays cheap
// and a long run asks the store for many nodes at once.
class Expand : public Operator {
 public:
  explicit Expand(OperatorContext context)
      : plan_(*context.plan),
        live_(plan_.children[0]->live),
        context_(context.context),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    steps_.clear();
    at_ = 0;
    saved_.clear();
    size_ = 1;
    done_ = false;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      for (; at_ < steps_.size(); ++at_) {
        const auto& [index, step] = steps_[at_];
        if (saved_.size() > 1 && index != current_) Restore(index, row);
        if (!Fits(step, row)) continue;
        row[plan_.slot] = Value::Of(step.relationship);
        if (!plan_.flag) row[plan_.to] = Value::Of(NodeRef{step.other});
        ++at_;
        return true;
      }
      if (done_) return false;
      WEFT_RETURN_IF_ERROR(Fill(row));
    }
  }

 private:
  static constexpr size_t kMaxBatch = 256;

  bool Fits(const Step& step, const Row& row) const {
    if (plan_.flag) {
      const Value& to = row[plan_.to];
      if (!to.is_node() || to.node().id != step.other) return false;
    }
    return !IsUsed(plan_.unique, step.relationship.id, row);
  }

  void Restore(size_t index, Row& row) {
    SavedSlots::Restore(live_, saved_[index], row);
    current_ = index;
  }

  absl::Status Fill(Row& row) {
    // The input goes on from where it was: with the registers of the last row
    // that it gave.
    if (saved_.size() > 1 && current_ != saved_.size() - 1) {
      Restore(saved_.size() - 1, row);
    }
    steps_.clear();
    at_ = 0;
    saved_.clear();
    std::vector<uint64_t> nodes;
    while (nodes.size() < size_) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) {
        done_ = true;
        break;
      }
      WEFT_ASSIGN_OR_RETURN(const std::optional<uint64_t> node,
                            StartNode(row[plan_.from]));
      if (!node.has_value()) continue;
      nodes.push_back(*node);
      if (size_ > 1) saved_.push_back(SavedSlots::Save(live_, row));
    }
    // A batch of one row needs no copy of it: the registers still hold it. But
    // where the input went on to its end they may not.
    current_ = saved_.size() - 1;
    if (done_ && size_ > 1 && !saved_.empty()) current_ = SIZE_MAX;
    if (saved_.size() == 1) Restore(0, row);
    WEFT_RETURN_IF_ERROR(Read(nodes, row));
    size_ = std::min(size_ * 2, kMaxBatch);
    return absl::OkStatus();
  }

  absl::Status Read(const std::vector<uint64_t>& nodes, const Row& row) {
    if (nodes.empty()) return absl::OkStatus();
    absl::Status status;
    uint64_t unaccounted = 0;
    WEFT_RETURN_IF_ERROR(context_->view().Expand(
        nodes, plan_.direction, plan_.types, [&](size_t i, const Step& step) {
          if (++unaccounted == 1024) {
            status = context_->AddEdges(plan_.id, unaccounted);
            unaccounted = 0;
          }
          steps_.emplace_back(i, step);
          return status.ok();
        }));
    WEFT_RETURN_IF_ERROR(status);
    WEFT_RETURN_IF_ERROR(context_->AddEdges(plan_.id, unaccounted));
    if (plan_.direction == Direction::kBoth && nodes.size() > 1) {
      std::stable_sort(
          steps_.begin(), steps_.end(),
          [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  const std::vector<int>& live_;  // what the input has bound
  ExecContext* context_;
  OperatorPtr input_;
  std::vector<std::pair<size_t, Step>> steps_;
  size_t at_ = 0;
  std::vector<std::vector<Value>> saved_;  // of live_; empty: batch of one
  size_t current_ = 0;                     // which of them the row holds
  size_t size_ = 1;                        // of the next batch
  bool done_ = false;
};

// The relationship is known: its ends are looked at from both sides.
class Endpoints : public Operator {
 public:
  explicit Endpoints(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    turns_ = 0;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      while (turns_ > 0) {
        const bool forwards = turns_-- == 2;
        if (Fits(forwards, row)) return true;
      }
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) return false;
      const Value& value = row[plan_.slot];
      if (value.is_null()) continue;
      if (!value.is_relationship()) {
        return RuntimeError("TypeError", "InvalidArgumentType",
                            absl::StrCat("a pattern needs a Relationship, but "
                                         "this is ",
                                         KindName(value)));
      }
      from_ = row[plan_.from];
      to_ = row[plan_.to];
      turns_ = 2;
    }
  }

 private:
  bool Fits(bool forwards, Row& row) const {
    const RelationshipRef step = row[plan_.slot].relationship();
    if (forwards ? plan_.direction == Direction::kIn
                 : plan_.direction == Direction::kOut) {
      return false;
    }
    // A loop looks the same from both sides.
    if (!forwards && plan_.direction == Direction::kBoth &&
        step.start == step.end) {
      return false;
    }
    if (!plan_.types.Matches(step.type)) return false;
    const Value from = Value::Of(NodeRef{forwards ? step.start : step.end});
    const Value to = Value::Of(NodeRef{forwards ? step.end : step.start});
    if (plan_.flag2 && !Same(from, from_)) return false;
    if (plan_.from == plan_.to) {
      if (!Same(from, to)) return false;
    } else if (plan_.flag && !Same(to, to_)) {
      return false;
    }
    if (IsUsed(plan_.unique, step.id, row)) return false;
    row[plan_.from] = from;
    row[plan_.to] = to;
    return true;
  }

  static bool Same(const Value& a, const Value& b) {
    return a.is_node() && b.is_node() && a.node() == b.node();
  }

  const PlanNode& plan_;
  ExecContext* context_;
  OperatorPtr input_;
  Value from_;
  Value to_;
  int turns_ = 0;
};

}  // namespace

OperatorPtr MakeNodeScan(OperatorContext context) {
  return std::make_unique<NodeScan>(std::move(context));
}
OperatorPtr MakeNodeSeek(OperatorContext context) {
  return std::make_unique<NodeSeek>(std::move(context));
}
OperatorPtr MakeExpand(OperatorContext context) {
  return std::make_unique<Expand>(std::move(context));
}
OperatorPtr MakeEndpoints(OperatorContext context) {
  return std::make_unique<Endpoints>(std::move(context));
}

}  // namespace weft::graphstore::query
