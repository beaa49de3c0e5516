// Operators: each pulls rows from its input and makes rows of its own.
//
// All operators of a run share one row of registers (plan/plan.h). Open starts
// over with the registers as they are; Next fills the operator's own registers
// and says whether there is a row. An operator may be opened again at any time.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_OPERATOR_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_OPERATOR_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/exec/evaluator.h"
#include "graphstore/query/plan/plan.h"

namespace weft::graphstore::query {

class Operator {
 public:
  virtual ~Operator() = default;
  virtual absl::Status Open(Row& row) = 0;
  virtual absl::StatusOr<bool> Next(Row& row) = 0;
};

using OperatorPtr = std::unique_ptr<Operator>;

// What the constructors of operators get.
struct OperatorContext {
  const PlanNode* plan;
  ExecContext* context;
  Evaluator* evaluator;
  std::vector<OperatorPtr> inputs;
};

// One a kind of plan node (plan/plan.h says what each does).
OperatorPtr MakeArgument(OperatorContext context);
OperatorPtr MakeNodeScan(OperatorContext context);
OperatorPtr MakeNodeSeek(OperatorContext context);
OperatorPtr MakeExpand(OperatorContext context);
OperatorPtr MakeCountWays(OperatorContext context);
OperatorPtr MakeExpandLength(OperatorContext context);
OperatorPtr MakeExpandEnds(OperatorContext context);  // ends_only
OperatorPtr MakeEndpoints(OperatorContext context);
OperatorPtr MakeShortest(OperatorContext context);
OperatorPtr MakePath(OperatorContext context);
OperatorPtr MakeFilter(OperatorContext context);
OperatorPtr MakeOptional(OperatorContext context);
OperatorPtr MakeUnwind(OperatorContext context);
OperatorPtr MakeProject(OperatorContext context);
OperatorPtr MakeAggregate(OperatorContext context);
OperatorPtr MakeDistinct(OperatorContext context);
OperatorPtr MakeSort(OperatorContext context);
OperatorPtr MakeSkip(OperatorContext context);
OperatorPtr MakeLimit(OperatorContext context);
OperatorPtr MakeUnion(OperatorContext context);

// Some registers of a row, to be put back later.
class SavedSlots {
 public:
  static std::vector<Value> Save(const std::vector<int>& slots,
                                 const Row& row) {
    std::vector<Value> values;
    values.reserve(slots.size());
    for (int slot : slots) values.push_back(row[slot]);
    return values;
  }
  static void Restore(const std::vector<int>& slots,
                      const std::vector<Value>& values, Row& row) {
    for (size_t i = 0; i < slots.size(); ++i) row[slots[i]] = values[i];
  }
  static size_t MemoryBytes(const std::vector<Value>& values) {
    size_t bytes = sizeof(values);
    for (const Value& value : values) bytes += value.MemoryBytes();
    return bytes;
  }
};

// Whether one of the relationships in these slots is `id`.
bool IsUsed(const std::vector<int>& slots, uint64_t id, const Row& row);

// The node at which a pattern goes on; nullopt: null, from where nothing leads
// on. TypeError: no node.
absl::StatusOr<std::optional<uint64_t>> StartNode(const Value& from);

// The count that SKIP and LIMIT ask for. SyntaxError: no Integer or negative.
absl::StatusOr<uint64_t> EvaluateCount(const Expr& expr, const char* clause,
                                       Evaluator* evaluator, Row& row);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_OPERATOR_H_
