#include "graphstore/query/exec/ways.h"

#include <algorithm>
#include <utility>

#include "base/status.h"
#include "graphstore/query/lang/error.h"

namespace weft::graphstore::query {
namespace {

// Ends whose weight is remembered.
constexpr size_t kMaxKnown = 1 << 20;
// Relationships between two looks at the budget.
constexpr size_t kStepsPerLook = 1024;

absl::Status TooMany() {
  return RuntimeError("ArithmeticError", "IntegerOverflow",
                      "there are more matches than an Integer can count");
}

}  // namespace

absl::Status MultiplyWays(uint64_t b, uint64_t* a) {
  int64_t product = 0;
  if (__builtin_mul_overflow(*a, b, &product)) return TooMany();
  *a = product;
  return absl::OkStatus();
}

absl::Status AddWays(uint64_t b, uint64_t* a) {
  int64_t sum = 0;
  if (__builtin_add_overflow(*a, b, &sum)) return TooMany();
  *a = sum;
  return absl::OkStatus();
}

Ways::Ways(const PlanNode& plan, ExecContext* context, Evaluator* evaluator)
    : plan_(plan),
      context_(context),
      evaluator_(evaluator),
      next_(plan.steps.size()),
      known_(plan.steps.size()) {
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    const int parent = plan.steps[i].parent;
    (parent < 0 ? first_ : next_[parent]).push_back(i);
  }
  // Degrees first: a node that has none needs no more.
  const auto cheaper = [this](size_t a, size_t b) {
    return IsDegree(a) && !IsDegree(b);
  };
  std::stable_sort(first_.begin(), first_.end(), cheaper);
  for (auto& steps : next_) {
    std::stable_sort(steps.begin(), steps.end(), cheaper);
  }
}

bool Ways::IsDegree(size_t index) const {
  const CountedStep& step = plan_.steps[index];
  // With both directions a loop is one relationship, but two of its degrees.
  return next_[index].empty() && step.predicates.empty() &&
         step.direction != Direction::kBoth;
}

bool Ways::Remembers(size_t index) const {
  return !plan_.steps[index].predicates.empty() ||
         std::any_of(next_[index].begin(), next_[index].end(),
                     [this](size_t next) { return !IsDegree(next); });
}

absl::Status Ways::Multiply(size_t index, absl::Span<const uint64_t> nodes,
                            Row& row, std::vector<uint64_t>* weights) {
  std::vector<uint64_t> some;
  std::vector<size_t> places;
  absl::Span<const uint64_t> asked = nodes;
  if (std::find(weights->begin(), weights->end(), 0) != weights->end()) {
    for (size_t i = 0; i < nodes.size(); ++i) {
      if ((*weights)[i] == 0) continue;
      some.push_back(nodes[i]);
      places.push_back(i);
    }
    asked = some;
  }
  if (asked.empty()) return absl::OkStatus();
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> ways,
                        WaysOver(index, asked, row));
  for (size_t i = 0; i < asked.size(); ++i) {
    uint64_t& weight = (*weights)[places.empty() ? i : places[i]];
    WEFT_RETURN_IF_ERROR(MultiplyWays(ways[i], &weight));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<uint64_t>> Ways::WaysOver(
    size_t index, absl::Span<const uint64_t> nodes, Row& row) {
  const CountedStep& step = plan_.steps[index];
  const GraphView& view = context_->view();
  WEFT_RETURN_IF_ERROR(context_->PollMany(nodes.size()));
  if (IsDegree(index)) return view.Degrees(nodes, step.direction, step.types);
  std::vector<size_t> owners;
  std::vector<uint64_t> ends;
  size_t accounted = 0;
  absl::Status status;
  const auto account = [&] {
    const size_t fresh = ends.size() - std::exchange(accounted, ends.size());
    return context_->AddEdges(plan_.id, fresh);
  };
  WEFT_RETURN_IF_ERROR(
      view.ExpandEnds(nodes, step.direction, step.types,
                      [&](size_t i, absl::Span<const uint64_t> found) {
                        owners.insert(owners.end(), found.size(), i);
                        ends.insert(ends.end(), found.begin(), found.end());
                        if (ends.size() - accounted >= kStepsPerLook) {
                          status = account();
                        }
                        return status.ok();
                      }));
  WEFT_RETURN_IF_ERROR(status);
  WEFT_RETURN_IF_ERROR(account());
  const size_t bytes = ends.size() * 3 * sizeof(uint64_t);
  WEFT_RETURN_IF_ERROR(context_->AddMemory(bytes));
  WEFT_ASSIGN_OR_RETURN(const std::vector<uint64_t> weights,
                        EndWeights(index, ends, row));
  std::vector<uint64_t> ways(nodes.size());
  for (size_t i = 0; i < ends.size(); ++i) {
    WEFT_RETURN_IF_ERROR(AddWays(weights[i], &ways[owners[i]]));
  }
  context_->ReleaseMemory(bytes);
  return ways;
}

absl::StatusOr<std::vector<uint64_t>> Ways::EndWeights(
    size_t index, absl::Span<const uint64_t> ends, Row& row) {
  std::vector<uint64_t> weights(ends.size(), 1);
  if (Remembers(index)) {
    WEFT_RETURN_IF_ERROR(Recall(index, ends, row, &weights));
    return weights;
  }
  for (size_t next : next_[index]) {
    WEFT_RETURN_IF_ERROR(Multiply(next, ends, row, &weights));
  }
  return weights;
}

absl::Status Ways::Recall(size_t index, absl::Span<const uint64_t> ends,
                          Row& row, std::vector<uint64_t>* weights) {
  absl::flat_hash_map<uint64_t, uint64_t>& known = known_[index];
  if (known.size() > kMaxKnown) known.clear();
  std::vector<uint64_t> fresh;
  for (uint64_t end : ends) {
    if (known.emplace(end, 0).second) fresh.push_back(end);
  }
  std::sort(fresh.begin(), fresh.end());
  std::vector<uint64_t> found(fresh.size(), 1);
  WEFT_RETURN_IF_ERROR(Test(plan_.steps[index].predicates,
                            plan_.steps[index].to, fresh, row, &found));
  for (size_t next : next_[index]) {
    WEFT_RETURN_IF_ERROR(Multiply(next, fresh, row, &found));
  }
  for (size_t i = 0; i < fresh.size(); ++i) known[fresh[i]] = found[i];
  for (size_t i = 0; i < ends.size(); ++i) (*weights)[i] = known[ends[i]];
  return absl::OkStatus();
}

absl::Status Ways::Test(const std::vector<Predicate>& predicates, int slot,
                        absl::Span<const uint64_t> nodes, Row& row,
                        std::vector<uint64_t>* weights) {
  if (predicates.empty()) return absl::OkStatus();
  for (size_t i = 0; i < nodes.size(); ++i) {
    if ((*weights)[i] == 0) continue;
    WEFT_RETURN_IF_ERROR(context_->Poll());
    row[slot] = Value::Of(NodeRef{nodes[i]});
    WEFT_ASSIGN_OR_RETURN(const bool holds, evaluator_->Holds(predicates, row));
    if (!holds) (*weights)[i] = 0;
  }
  return absl::OkStatus();
}

}  // namespace weft::graphstore::query
