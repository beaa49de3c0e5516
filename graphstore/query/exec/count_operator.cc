// Steps of which only the number of ways matters.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/exec/scan.h"
#include "graphstore/query/exec/ways.h"

namespace weft::graphstore::query {
namespace {

// Relationships in a slot, or in its list, that the step would find at `node`.
uint64_t CountUsed(const CountedStep& step, uint64_t node, const Row& row) {
  const auto fits = [&](const RelationshipRef& used) {
    const bool out = used.start == node && step.direction != Direction::kIn;
    const bool in = used.end == node && step.direction != Direction::kOut;
    return (out || in) && step.types.Matches(used.type);
  };
  uint64_t count = 0;
  for (int slot : step.unique) {
    const Value& value = row[slot];
    if (value.is_relationship()) count += fits(value.relationship());
    if (!value.is_list()) continue;
    for (const Value& item : value.list()) count += fits(item.relationship());
  }
  return count;
}

// Gives each row of the input that has ways, with their number. Reads ahead in
// batches that grow, and asks for each node once.
class CountWaysOfRows : public Operator {
 public:
  explicit CountWaysOfRows(OperatorContext context)
      : plan_(*context.plan),
        live_(plan_.children[0]->live),
        context_(context.context),
        ways_(plan_, context.context, context.evaluator),
        input_(std::move(context.inputs[0])),
        known_(ways_.first_steps().size()) {}

  absl::Status Open(Row& row) override {
    rows_.clear();
    at_ = 0;
    size_ = 1;
    done_ = false;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      while (at_ < rows_.size()) {
        const Saved& saved = rows_[at_++];
        uint64_t ways = 1;
        for (size_t i = 0; i < known_.size(); ++i) {
          const auto& [node, used] = saved.starts[i];
          WEFT_RETURN_IF_ERROR(MultiplyWays(known_[i][node] - used, &ways));
        }
        if (ways == 0) continue;
        SavedSlots::Restore(live_, saved.values, row);
        row[plan_.slot] = Value::Integer(static_cast<int64_t>(ways));
        return true;
      }
      if (done_) return false;
      WEFT_RETURN_IF_ERROR(Fill(row));
    }
  }

 private:
  static constexpr size_t kMaxBatch = 4096;
  // Nodes whose ways are remembered from batch to batch.
  static constexpr size_t kMaxKnown = 1 << 18;

  struct Saved {
    // By first step: the node, and its relationships that do not count.
    std::vector<std::pair<uint64_t, uint64_t>> starts;
    std::vector<Value> values;
  };

  absl::Status Fill(Row& row) {
    // The input goes on with the registers of the last row that it gave.
    if (!rows_.empty()) SavedSlots::Restore(live_, rows_.back().values, row);
    rows_.clear();
    at_ = 0;
    std::vector<std::vector<uint64_t>> unknown(known_.size());
    for (auto& known : known_) {
      if (known.size() > kMaxKnown) known.clear();
    }
    while (rows_.size() < size_) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) {
        done_ = true;
        break;
      }
      WEFT_RETURN_IF_ERROR(Take(row, &unknown));
    }
    size_ = std::min(size_ * 2, kMaxBatch);
    for (size_t i = 0; i < known_.size(); ++i) {
      WEFT_RETURN_IF_ERROR(Read(i, &unknown[i], row));
    }
    return absl::OkStatus();
  }

  // Saves the row, unless a step begins at null.
  absl::Status Take(const Row& row,
                    std::vector<std::vector<uint64_t>>* unknown) {
    Saved saved;
    for (size_t index : ways_.first_steps()) {
      const CountedStep& step = plan_.steps[index];
      WEFT_ASSIGN_OR_RETURN(const std::optional<uint64_t> node,
                            StartNode(row[step.from]));
      if (!node.has_value()) return absl::OkStatus();
      saved.starts.emplace_back(*node, CountUsed(step, *node, row));
    }
    for (size_t i = 0; i < known_.size(); ++i) {
      const uint64_t node = saved.starts[i].first;
      if (known_[i].emplace(node, 0).second) (*unknown)[i].push_back(node);
    }
    saved.values = SavedSlots::Save(live_, row);
    rows_.push_back(std::move(saved));
    return absl::OkStatus();
  }

  absl::Status Read(size_t i, std::vector<uint64_t>* nodes, Row& row) {
    std::sort(nodes->begin(), nodes->end());
    std::vector<uint64_t> found(nodes->size(), 1);
    WEFT_RETURN_IF_ERROR(
        ways_.Multiply(ways_.first_steps()[i], *nodes, row, &found));
    for (size_t j = 0; j < nodes->size(); ++j) {
      known_[i][(*nodes)[j]] = found[j];
    }
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  const std::vector<int>& live_;
  ExecContext* context_;
  Ways ways_;
  OperatorPtr input_;
  std::vector<Saved> rows_;
  size_t at_ = 0;
  size_t size_ = 1;
  bool done_ = false;
  // By first step: ways from nodes.
  std::vector<absl::flat_hash_map<uint64_t, uint64_t>> known_;
};

// Goes through the nodes itself, in batches without rows.
class CountWaysOfScan : public Operator {
 public:
  explicit CountWaysOfScan(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        ways_(plan_, context.context, context.evaluator),
        scan_(plan_, context.context, std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    weights_.clear();
    at_ = 0;
    return scan_.Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    uint64_t sum = 0;
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      for (; at_ < weights_.size(); ++at_) {
        if (weights_[at_] == 0) continue;
        if (!plan_.flag2) {
          Give(weights_[at_], row);
          row[plan_.from] = Value::Of(NodeRef{scan_.nodes()[at_++]});
          return true;
        }
        WEFT_RETURN_IF_ERROR(AddWays(weights_[at_], &sum));
      }
      at_ = 0;
      WEFT_ASSIGN_OR_RETURN(const Scan::Step step, scan_.Next(row));
      WEFT_RETURN_IF_ERROR(Weigh(row));
      if (step == Scan::Step::kEnd) return false;
      if (step == Scan::Step::kRow && sum > 0) {
        Give(sum, row);
        return true;
      }
    }
  }

 private:
  // Nodes at once: bounds the memory for what hangs on them.
  static constexpr size_t kBatch = 16384;

  void Give(uint64_t ways, Row& row) {
    row[plan_.slot] = Value::Integer(static_cast<int64_t>(ways));
  }

  absl::Status Weigh(Row& row) {
    weights_.clear();
    const auto nodes = absl::MakeConstSpan(scan_.nodes());
    for (size_t begin = 0; begin < nodes.size(); begin += kBatch) {
      const auto part = nodes.subspan(begin, kBatch);
      std::vector<uint64_t> weights(part.size(), 1);
      for (size_t index : ways_.first_steps()) {
        WEFT_RETURN_IF_ERROR(ways_.Multiply(index, part, row, &weights));
      }
      WEFT_RETURN_IF_ERROR(
          ways_.Test(plan_.predicates, plan_.from, part, row, &weights));
      weights_.insert(weights_.end(), weights.begin(), weights.end());
    }
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  ExecContext* context_;
  Ways ways_;
  Scan scan_;
  std::vector<uint64_t> weights_;  // of its nodes
  size_t at_ = 0;
};

}  // namespace

OperatorPtr MakeCountWays(OperatorContext context) {
  if (context.plan->flag) {
    return std::make_unique<CountWaysOfScan>(std::move(context));
  }
  return std::make_unique<CountWaysOfRows>(std::move(context));
}

}  // namespace weft::graphstore::query
