// Operators that look at one row at a time.
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/operator.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {

absl::StatusOr<std::optional<uint64_t>> StartNode(const Value& from) {
  if (from.is_null()) return std::nullopt;
  if (from.is_node()) return from.node().id;
  return RuntimeError(
      "TypeError", "InvalidArgumentType",
      absl::StrCat("a pattern needs a Node, but this is ", KindName(from)));
}

bool IsUsed(const std::vector<int>& slots, uint64_t id, const Row& row) {
  for (int slot : slots) {
    const Value& value = row[slot];
    if (value.is_relationship()) {
      if (value.relationship().id == id) return true;
    } else if (value.is_list()) {
      for (const Value& item : value.list()) {
        if (item.is_relationship() && item.relationship().id == id) {
          return true;
        }
      }
    }
  }
  return false;
}

absl::StatusOr<uint64_t> EvaluateCount(const Expr& expr, const char* clause,
                                       Evaluator* evaluator, Row& row) {
  WEFT_ASSIGN_OR_RETURN(Value value, evaluator->Eval(expr, row));
  if (!value.is_integer()) {
    return RuntimeError("SyntaxError", "InvalidArgumentType",
                        absl::StrCat(clause, " needs an Integer, but this is ",
                                     KindName(value)));
  }
  if (value.integer() < 0) {
    return RuntimeError("SyntaxError", "NegativeIntegerArgument",
                        absl::StrCat(clause, " cannot be negative"));
  }
  return static_cast<uint64_t>(value.integer());
}

namespace {

// The common part: a plan node, and the first input.
class Unary : public Operator {
 public:
  explicit Unary(OperatorContext context)
      : plan_(*context.plan),
        context_(context.context),
        evaluator_(context.evaluator),
        inputs_(std::move(context.inputs)) {}
  absl::Status Open(Row& row) override { return input().Open(row); }

 protected:
  Operator& input() { return *inputs_[0]; }

  const PlanNode& plan_;
  ExecContext* context_;
  Evaluator* evaluator_;
  std::vector<OperatorPtr> inputs_;
};

class Argument : public Operator {
 public:
  absl::Status Open(Row& row) override {
    done_ = false;
    return absl::OkStatus();
  }
  absl::StatusOr<bool> Next(Row& row) override {
    return !std::exchange(done_, true);
  }

 private:
  bool done_ = true;
};

class Filter : public Unary {
 public:
  using Unary::Unary;
  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
      if (!more) return false;
      WEFT_ASSIGN_OR_RETURN(bool holds,
                            evaluator_->Holds(plan_.predicates, row));
      if (holds) return true;
    }
  }
};

class Optional : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    inside_ = false;
    return Unary::Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      if (!inside_) {
        WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
        if (!more) return false;
        WEFT_RETURN_IF_ERROR(inputs_[1]->Open(row));
        inside_ = true;
        found_ = false;
      }
      WEFT_ASSIGN_OR_RETURN(bool more, inputs_[1]->Next(row));
      if (more) {
        found_ = true;
        return true;
      }
      inside_ = false;
      if (found_) continue;
      for (int slot : plan_.slots) row[slot] = Value();
      return true;
    }
  }

 private:
  bool inside_ = false;
  bool found_ = false;
};

class Unwind : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    list_ = Value();
    at_ = 0;
    return Unary::Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      if (list_.is_list() && at_ < list_.list().size()) {
        row[plan_.slot] = list_.list()[at_++];
        return true;
      }
      WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
      if (!more) return false;
      at_ = 0;
      WEFT_ASSIGN_OR_RETURN(list_, evaluator_->Eval(*plan_.expr, row));
      // A single value is a list of one; null a list of none.
      if (!list_.is_list() && !list_.is_null()) {
        list_ = Value::Of(List{list_});
      }
    }
  }

 private:
  Value list_;
  size_t at_ = 0;
};

class Project : public Unary {
 public:
  using Unary::Unary;
  absl::StatusOr<bool> Next(Row& row) override {
    WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
    if (!more) return false;
    // All are computed before the first is written: they may swap variables.
    values_.clear();
    for (const ProjectionItem* item : plan_.items) {
      WEFT_ASSIGN_OR_RETURN(Value value, evaluator_->Eval(*item->expr, row));
      values_.push_back(std::move(value));
    }
    for (size_t i = 0; i < values_.size(); ++i) {
      row[plan_.items[i]->slot] = std::move(values_[i]);
    }
    return true;
  }

 private:
  std::vector<Value> values_;
};

class BuildPath : public Unary {
 public:
  using Unary::Unary;
  absl::StatusOr<bool> Next(Row& row) override {
    WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
    if (!more) return false;
    row[plan_.slot] = Build(row);
    return true;
  }

 private:
  // Null where a part is null, as behind OPTIONAL MATCH.
  Value Build(const Row& row) const {
    Path path;
    const Value& first = row[plan_.path->nodes[0].slot];
    if (!first.is_node()) return Value();
    path.nodes.push_back(first.node());
    const auto follow = [&path](const Value& step) {
      if (!step.is_relationship()) return false;
      path.relationships.push_back(step.relationship());
      path.nodes.push_back({step.relationship().Other(path.nodes.back().id)});
      return true;
    };
    for (const RelationshipPattern& step : plan_.path->relationships) {
      const Value& value = row[step.slot];
      if (value.is_list()) {
        for (const Value& item : value.list()) {
          if (!follow(item)) return Value();
        }
      } else if (!follow(value)) {
        return Value();
      }
    }
    return Value::Of(std::move(path));
  }
};

struct RowHash {
  size_t operator()(const std::vector<Value>& values) const {
    return HashOf(absl::MakeConstSpan(values));
  }
};
struct RowEquivalent {
  bool operator()(const std::vector<Value>& a,
                  const std::vector<Value>& b) const {
    for (size_t i = 0; i < a.size(); ++i) {
      if (!Equivalent(a[i], b[i])) return false;
    }
    return true;
  }
};

class Distinct : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    seen_.clear();
    context_->ReleaseMemory(std::exchange(memory_, 0));
    return Unary::Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
      if (!more) return false;
      std::vector<Value> key = SavedSlots::Save(plan_.slots, row);
      const size_t bytes = SavedSlots::MemoryBytes(key);
      if (!seen_.insert(std::move(key)).second) continue;
      memory_ += bytes;
      WEFT_RETURN_IF_ERROR(context_->AddMemory(bytes));
      return true;
    }
  }

 private:
  absl::flat_hash_set<std::vector<Value>, RowHash, RowEquivalent> seen_;
  size_t memory_ = 0;
};

class Skip : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    WEFT_ASSIGN_OR_RETURN(left_,
                          EvaluateCount(*plan_.expr, "SKIP", evaluator_, row));
    return Unary::Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    for (; left_ > 0; --left_) {
      WEFT_RETURN_IF_ERROR(context_->Poll());
      WEFT_ASSIGN_OR_RETURN(bool more, input().Next(row));
      if (!more) return false;
    }
    return input().Next(row);
  }

 private:
  uint64_t left_ = 0;
};

class Limit : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    WEFT_ASSIGN_OR_RETURN(left_,
                          EvaluateCount(*plan_.expr, "LIMIT", evaluator_, row));
    return left_ == 0 ? absl::OkStatus() : Unary::Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    if (left_ == 0) return false;
    --left_;
    return input().Next(row);
  }

 private:
  uint64_t left_ = 0;
};

class Union : public Unary {
 public:
  using Unary::Unary;
  absl::Status Open(Row& row) override {
    part_ = 0;
    return inputs_[0]->Open(row);
  }
  absl::StatusOr<bool> Next(Row& row) override {
    while (true) {
      WEFT_ASSIGN_OR_RETURN(bool more, inputs_[part_]->Next(row));
      if (more) {
        const std::vector<int>& slots = plan_.query->part_slots[part_];
        for (size_t i = 0; i < slots.size(); ++i) {
          row[plan_.query->columns[i].slot] = row[slots[i]];
        }
        return true;
      }
      if (part_ + 1 == inputs_.size()) return false;
      WEFT_RETURN_IF_ERROR(inputs_[++part_]->Open(row));
    }
  }

 private:
  size_t part_ = 0;
};

}  // namespace

OperatorPtr MakeArgument(OperatorContext context) {
  return std::make_unique<Argument>();
}
OperatorPtr MakePath(OperatorContext context) {
  return std::make_unique<BuildPath>(std::move(context));
}
OperatorPtr MakeFilter(OperatorContext context) {
  return std::make_unique<Filter>(std::move(context));
}
OperatorPtr MakeOptional(OperatorContext context) {
  return std::make_unique<Optional>(std::move(context));
}
OperatorPtr MakeUnwind(OperatorContext context) {
  return std::make_unique<Unwind>(std::move(context));
}
OperatorPtr MakeProject(OperatorContext context) {
  return std::make_unique<Project>(std::move(context));
}
OperatorPtr MakeDistinct(OperatorContext context) {
  return std::make_unique<Distinct>(std::move(context));
}
OperatorPtr MakeSkip(OperatorContext context) {
  return std::make_unique<Skip>(std::move(context));
}
OperatorPtr MakeLimit(OperatorContext context) {
  return std::make_unique<Limit>(std::move(context));
}
OperatorPtr MakeUnion(OperatorContext context) {
  return std::make_unique<Union>(std::move(context));
}

}  // namespace weft::graphstore::query
