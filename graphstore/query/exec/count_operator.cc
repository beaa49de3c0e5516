// A step of which only the number matters.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

// Gives each row of the input that has such relationships, with their number
// in the register of the relationship. Reads ahead in batches that grow, and
// asks for each node once.
class CountExpand : public Operator {
 public:
  explicit CountExpand(OperatorContext context)
      : plan_(*context.plan),
        live_(plan_.children[0]->live),
        context_(context.context),
        input_(std::move(context.inputs[0])) {}

  absl::Status Open(Row& row) override {
    rows_.clear();
    at_ = 0;
    size_ = 1;
    done_ = false;
    return input_->Open(row);
  }

  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      for (; at_ < rows_.size(); ++at_) {
        const uint64_t degree = degrees_[rows_[at_].node];
        if (degree == 0) continue;
        SavedSlots::Restore(live_, rows_[at_].saved, row);
        row[plan_.slot] = Value::Integer(static_cast<int64_t>(degree));
        ++at_;
        return true;
      }
      if (done_) return false;
      WEFT_RETURN_IF_ERROR(Fill(row));
    }
  }

 private:
  static constexpr size_t kMaxBatch = 4096;
  // Nodes whose degree is remembered from batch to batch.
  static constexpr size_t kMaxKnown = 1 << 18;

  struct Saved {
    uint64_t node = 0;
    std::vector<Value> saved;
  };

  absl::Status Fill(Row& row) {
    // The input goes on with the registers of the last row that it gave.
    if (!rows_.empty()) SavedSlots::Restore(live_, rows_.back().saved, row);
    rows_.clear();
    at_ = 0;
    if (degrees_.size() > kMaxKnown) degrees_.clear();
    std::vector<uint64_t> unknown;
    while (rows_.size() < size_) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input_->Next(row));
      if (!more) {
        done_ = true;
        break;
      }
      const Value& from = row[plan_.from];
      if (from.is_null()) continue;
      if (!from.is_node()) {
        return RuntimeError("TypeError", "InvalidArgumentType",
                            absl::StrCat("a pattern needs a Node, but this is ",
                                         KindName(from)));
      }
      const uint64_t node = from.node().id;
      if (degrees_.emplace(node, 0).second) unknown.push_back(node);
      rows_.push_back({node, SavedSlots::Save(live_, row)});
    }
    size_ = std::min(size_ * 2, kMaxBatch);
    return Read(&unknown);
  }

  absl::Status Read(std::vector<uint64_t>* nodes) {
    if (nodes->empty()) return absl::OkStatus();
    std::sort(nodes->begin(), nodes->end());
    WEFT_ASSIGN_OR_RETURN(
        const std::vector<uint64_t> found,
        context_->view().Degrees(*nodes, plan_.direction, plan_.types));
    for (size_t i = 0; i < nodes->size(); ++i) {
      degrees_[(*nodes)[i]] = found[i];
    }
    return absl::OkStatus();
  }

  const PlanNode& plan_;
  const std::vector<int>& live_;
  ExecContext* context_;
  OperatorPtr input_;
  std::vector<Saved> rows_;
  size_t at_ = 0;
  size_t size_ = 1;
  bool done_ = false;
  absl::flat_hash_map<uint64_t, uint64_t> degrees_;
};

}  // namespace

OperatorPtr MakeCountExpand(OperatorContext context) {
  return std::make_unique<CountExpand>(std::move(context));
}

}  // namespace weft::graphstore::query
