#include "graphstore/query/exec/accumulator.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "graphstore/query/exec/arithmetic.h"
#include "graphstore/query/lang/error.h"
#include "graphstore/query/plan/functions.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

class CountAccumulator : public Accumulator {
 public:
  absl::Status Add(const Value& value, const Value& second) override {
    ++count_;
    return absl::OkStatus();
  }
  absl::StatusOr<Value> Result() override { return Value::Integer(count_); }

 private:
  int64_t count_ = 0;
};

absl::Status NoNumber(const char* name, const Value& value) {
  return RuntimeError(
      "TypeError", "InvalidArgumentValue",
      absl::StrCat("`", name, "` cannot use ", KindName(value)));
}

// Sum and average of numbers or durations.
class SumAccumulator : public Accumulator {
 public:
  explicit SumAccumulator(bool average) : average_(average) {}

  absl::Status Add(const Value& value, const Value& second) override {
    if (!value.is_number() && !value.is_temporal()) {
      return NoNumber(average_ ? "avg" : "sum", value);
    }
    ++count_;
    if (average_ && value.is_number()) {
      WEFT_ASSIGN_OR_RETURN(unit_, UnitOfSum(unit_, value.unit()));
      // A running mean does not overflow.
      mean_ += (value.number() - mean_) / static_cast<double>(count_);
      return absl::OkStatus();
    }
    if (count_ == 1) {
      sum_ = value;
      return absl::OkStatus();
    }
    WEFT_ASSIGN_OR_RETURN(sum_, Calculate(BinaryOp::kAdd, sum_, value));
    return absl::OkStatus();
  }

  absl::StatusOr<Value> Result() override {
    if (!average_) return sum_;
    if (count_ == 0) return Value();
    if (!sum_.is_temporal()) return Value::Amount(Value::Float(mean_), unit_);
    Temporal mean = sum_.temporal();
    mean.months /= count_;
    mean.days /= count_;
    mean.seconds /= count_;
    mean.nanos /= count_;
    return Value::Of(mean);
  }

 private:
  const bool average_;
  int64_t count_ = 0;
  double mean_ = 0;
  std::string unit_;  // of the mean
  Value sum_ = Value::Integer(0);
};

class ExtremeAccumulator : public Accumulator {
 public:
  explicit ExtremeAccumulator(int sign) : sign_(sign) {}

  absl::Status Add(const Value& value, const Value& second) override {
    if (!best_.has_value() || Order(value, *best_) * sign_ > 0) best_ = value;
    return absl::OkStatus();
  }
  absl::StatusOr<Value> Result() override {
    return best_.has_value() ? *best_ : Value();
  }

 private:
  const int sign_;
  std::optional<Value> best_;
};

class CollectAccumulator : public Accumulator {
 public:
  explicit CollectAccumulator(ExecContext* context) : context_(context) {}

  absl::Status Add(const Value& value, const Value& second) override {
    list_.push_back(value);
    return context_->AddMemory(value.MemoryBytes());
  }
  absl::StatusOr<Value> Result() override {
    return Value::Of(std::move(list_));
  }

 private:
  ExecContext* context_;
  List list_;
};

class PercentileAccumulator : public Accumulator {
 public:
  PercentileAccumulator(bool continuous, ExecContext* context)
      : continuous_(continuous), context_(context) {}

  absl::Status Add(const Value& value, const Value& second) override {
    if (!value.is_number()) return NoNumber("percentile", value);
    if (!second.is_number() || !(second.number() >= 0) || second.number() > 1) {
      return RuntimeError("ArgumentError", "NumberOutOfRange",
                          "a percentile lies between 0.0 and 1.0");
    }
    percentile_ = second.number();
    values_.push_back(value);
    return context_->AddMemory(sizeof(Value));
  }

  absl::StatusOr<Value> Result() override {
    if (values_.empty()) return Value();
    std::sort(values_.begin(), values_.end(),
              [](const Value& a, const Value& b) { return Order(a, b) < 0; });
    const auto count = static_cast<double>(values_.size());
    if (!continuous_) {
      // The nearest rank: the first value that covers the share.
      const double rank = std::ceil(percentile_ * count);
      return values_[rank < 1 ? 0 : static_cast<size_t>(rank) - 1];
    }
    const double place = percentile_ * (count - 1);
    const auto below = static_cast<size_t>(std::floor(place));
    const auto above = static_cast<size_t>(std::ceil(place));
    const double low = values_[below].number();
    const double high = values_[above].number();
    return Value::Float(low +
                        (high - low) * (place - static_cast<double>(below)));
  }

 private:
  const bool continuous_;
  ExecContext* context_;
  double percentile_ = 0;
  List values_;
};

// Welford's method: B. P. Welford, "Note on a method for calculating corrected
// sums of squares and products", Technometrics 4, 1962.
class DeviationAccumulator : public Accumulator {
 public:
  explicit DeviationAccumulator(bool population) : population_(population) {}

  absl::Status Add(const Value& value, const Value& second) override {
    if (!value.is_number()) return NoNumber("stDev", value);
    count_ += 1;
    const double delta = value.number() - mean_;
    mean_ += delta / count_;
    squares_ += delta * (value.number() - mean_);
    return absl::OkStatus();
  }

  absl::StatusOr<Value> Result() override {
    const double divisor = population_ ? count_ : count_ - 1;
    if (divisor <= 0) return Value::Float(0);
    return Value::Float(std::sqrt(squares_ / divisor));
  }

 private:
  const bool population_;
  double count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

struct ValueHash {
  size_t operator()(const Value& value) const { return HashOf(value); }
};
struct ValueEquivalent {
  bool operator()(const Value& a, const Value& b) const {
    return Equivalent(a, b);
  }
};

class DistinctAccumulator : public Accumulator {
 public:
  DistinctAccumulator(std::unique_ptr<Accumulator> inner, ExecContext* context)
      : inner_(std::move(inner)), context_(context) {}

  absl::Status Add(const Value& value, const Value& second) override {
    if (!seen_.insert(value).second) return absl::OkStatus();
    WEFT_RETURN_IF_ERROR(context_->AddMemory(value.MemoryBytes()));
    return inner_->Add(value, second);
  }
  absl::StatusOr<Value> Result() override { return inner_->Result(); }

 private:
  std::unique_ptr<Accumulator> inner_;
  ExecContext* context_;
  absl::flat_hash_set<Value, ValueHash, ValueEquivalent> seen_;
};

std::unique_ptr<Accumulator> MakePlain(const Aggregate& aggregate,
                                       ExecContext* context) {
  if (aggregate.function == nullptr) {
    return std::make_unique<CountAccumulator>();
  }
  switch (aggregate.function->id) {
    case FunctionId::kSum:
    case FunctionId::kAvg:
      return std::make_unique<SumAccumulator>(aggregate.function->id ==
                                              FunctionId::kAvg);
    case FunctionId::kMin:
      return std::make_unique<ExtremeAccumulator>(-1);
    case FunctionId::kMax:
      return std::make_unique<ExtremeAccumulator>(1);
    case FunctionId::kCollect:
      return std::make_unique<CollectAccumulator>(context);
    case FunctionId::kPercentileCont:
    case FunctionId::kPercentileDisc:
      return std::make_unique<PercentileAccumulator>(
          aggregate.function->id == FunctionId::kPercentileCont, context);
    case FunctionId::kStDev:
    case FunctionId::kStDevP:
      return std::make_unique<DeviationAccumulator>(aggregate.function->id ==
                                                    FunctionId::kStDevP);
    default:
      return std::make_unique<CountAccumulator>();
  }
}

}  // namespace

std::unique_ptr<Accumulator> MakeAccumulator(const Aggregate& aggregate,
                                             ExecContext* context) {
  std::unique_ptr<Accumulator> plain = MakePlain(aggregate, context);
  if (!aggregate.distinct) return plain;
  return std::make_unique<DistinctAccumulator>(std::move(plain), context);
}

}  // namespace weft::graphstore::query
