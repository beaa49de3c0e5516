// Operators that read all of their input before the first row comes out.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "graphstore/query/exec/accumulator.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

struct KeyHash {
  size_t operator()(const std::vector<Value>& values) const {
    return HashOf(absl::MakeConstSpan(values));
  }
};
struct KeyEquivalent {
  bool operator()(const std::vector<Value>& a,
                  const std::vector<Value>& b) const {
    for (size_t i = 0; i < a.size(); ++i) {
      if (!Equivalent(a[i], b[i])) return false;
    }
    return true;
  }
};

// Groups in the order in which they first appear.
class AggregateOperator : public Operator {
 public:
  explicit AggregateOperator(OperatorContext context)
      : plan_(*context.plan),
        projection_(*plan_.projection),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    groups_.clear();
    index_.clear();
    at_ = 0;
    context_->ReleaseMemory(std::exchange(memory_, 0));
    read_ = false;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    if (!read_) {
      WEFT_RETURN_IF_ERROR(ReadAll(row));
      read_ = true;
    }
    if (at_ == groups_.size()) return false;
    Group& group = groups_[at_++];
    for (size_t i = 0; i < projection_.keys.size(); ++i) {
      row[projection_.items[projection_.keys[i]].slot] = group.key[i];
    }
    for (size_t i = 0; i < group.accumulators.size(); ++i) {
      Value& result = row[projection_.aggregates[i].slot];
      if (plan_.counting) {
        result = Value::Integer(group.rows);
      } else {
        WEFT_ASSIGN_OR_RETURN(result, group.accumulators[i]->Result());
      }
    }
    return true;
  }

 private:
  struct Group {
    std::vector<Value> key;
    std::vector<std::unique_ptr<Accumulator>> accumulators;
    int64_t rows = 0;  // counting
  };

  absl::Status ReadAll(Row& row) {
    // Without keys there is one group, also of no rows.
    if (projection_.keys.empty()) WEFT_RETURN_IF_ERROR(AddGroup({}));
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) return absl::OkStatus();
      WEFT_RETURN_IF_ERROR(AddRow(row));
    }
  }

  absl::Status AddRow(Row& row) {
    size_t group = 0;
    if (!projection_.keys.empty()) {
      key_.clear();
      for (size_t item : projection_.keys) {
        WEFT_ASSIGN_OR_RETURN(
            Value value, evaluator_->Eval(*projection_.items[item].expr, row));
        key_.push_back(std::move(value));
      }
      const auto it = index_.find(key_);
      if (it != index_.end()) {
        group = it->second;
      } else {
        group = groups_.size();
        index_.emplace(key_, group);
        WEFT_RETURN_IF_ERROR(AddGroup(key_));
      }
    }
    if (plan_.counting) {
      groups_[group].rows += row[plan_.slot].integer();
      return absl::OkStatus();
    }
    for (size_t i = 0; i < projection_.aggregates.size(); ++i) {
      WEFT_RETURN_IF_ERROR(AddValue(projection_.aggregates[i],
                                    *groups_[group].accumulators[i], row));
    }
    return absl::OkStatus();
  }

  absl::Status AddValue(const Aggregate& aggregate, Accumulator& accumulator,
                        Row& row) {
    Value value;
    Value second;
    if (aggregate.argument) {
      WEFT_ASSIGN_OR_RETURN(value, evaluator_->Eval(*aggregate.argument, row));
      if (value.is_null()) return absl::OkStatus();
    }
    if (aggregate.second) {
      WEFT_ASSIGN_OR_RETURN(second, evaluator_->Eval(*aggregate.second, row));
    }
    return accumulator.Add(value, second);
  }

  absl::Status AddGroup(std::vector<Value> key) {
    Group group;
    const size_t bytes =
        2 * SavedSlots::MemoryBytes(key) +
        projection_.aggregates.size() * (sizeof(Value) + 2 * sizeof(void*));
    group.key = std::move(key);
    for (const Aggregate& aggregate : projection_.aggregates) {
      group.accumulators.push_back(MakeAccumulator(aggregate, context_));
    }
    groups_.push_back(std::move(group));
    memory_ += bytes;
    return context_->AddMemory(bytes);
  }

  const PlanNode& plan_;
  const Projection& projection_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  std::vector<Group> groups_;
  absl::flat_hash_map<std::vector<Value>, size_t, KeyHash, KeyEquivalent>
      index_;
  std::vector<Value> key_;
  size_t at_ = 0;
  size_t memory_ = 0;
  bool read_ = false;
};

// Stable. With LIMIT only the rows that can come out are kept, in a heap.
class SortOperator : public Operator {
 public:
  explicit SortOperator(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    entries_.clear();
    at_ = 0;
    read_ = false;
    context_->ReleaseMemory(std::exchange(memory_, 0));
    WEFT_RETURN_IF_ERROR(SetKept(row));
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    if (!read_) {
      WEFT_RETURN_IF_ERROR(ReadAll(row));
      read_ = true;
    }
    if (at_ == entries_.size()) return false;
    SavedSlots::Restore(plan_.children[0]->live, entries_[at_++].values, row);
    return true;
  }

 private:
  struct Entry {
    std::vector<Value> key;
    std::vector<Value> values;  // of plan_.children[0]->live
    uint64_t number = 0;        // in the order of the input
  };

  absl::Status SetKept(Row& row) {
    kept_ = UINT64_MAX;
    if (!plan_.projection->limit) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(kept_, EvaluateCount(*plan_.projection->limit,
                                               "LIMIT", evaluator_, row));
    if (!plan_.projection->skip) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(
        uint64_t skip,
        EvaluateCount(*plan_.projection->skip, "SKIP", evaluator_, row));
    kept_ = kept_ > UINT64_MAX - skip ? UINT64_MAX : kept_ + skip;
    return absl::OkStatus();
  }

  bool Before(const Entry& a, const Entry& b) const {
    const std::vector<SortItem>& order = plan_.projection->order_by;
    for (size_t i = 0; i < order.size(); ++i) {
      const int sign = Order(a.key[i], b.key[i]);
      if (sign != 0) return order[i].descending ? sign > 0 : sign < 0;
    }
    return a.number < b.number;
  }

  absl::Status ReadAll(Row& row) {
    const auto before = [this](const Entry& a, const Entry& b) {
      return Before(a, b);
    };
    for (uint64_t number = 0;; ++number) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) break;
      Entry entry;
      entry.number = number;
      for (const SortItem& item : plan_.projection->order_by) {
        WEFT_ASSIGN_OR_RETURN(Value value, evaluator_->Eval(*item.expr, row));
        entry.key.push_back(std::move(value));
      }
      if (entries_.size() >= kept_) {
        if (entries_.empty() || !Before(entry, entries_.front())) continue;
        std::pop_heap(entries_.begin(), entries_.end(), before);
        entries_.pop_back();
      }
      entry.values = SavedSlots::Save(plan_.children[0]->live, row);
      const size_t bytes = SavedSlots::MemoryBytes(entry.values) +
                           SavedSlots::MemoryBytes(entry.key);
      memory_ += bytes;
      WEFT_RETURN_IF_ERROR(context_->AddMemory(bytes));
      entries_.push_back(std::move(entry));
      if (kept_ != UINT64_MAX) {
        std::push_heap(entries_.begin(), entries_.end(), before);
      }
    }
    std::sort(entries_.begin(), entries_.end(), before);
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  OperatorPtr input_;
  std::vector<Entry> entries_;
  uint64_t kept_ = UINT64_MAX;
  size_t at_ = 0;
  size_t memory_ = 0;
  bool read_ = false;
};

}  // namespace

OperatorPtr MakeAggregate(OperatorContext context) {
  return std::make_unique<AggregateOperator>(std::move(context));
}
OperatorPtr MakeSort(OperatorContext context) {
  return std::make_unique<SortOperator>(std::move(context));
}

}  // namespace weft::graphstore::query
