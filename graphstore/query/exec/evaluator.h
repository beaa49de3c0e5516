// Evaluates bound expressions against a row.
#ifndef WEFT_GRAPHSTORE_QUERY_EXEC_EVALUATOR_H_
#define WEFT_GRAPHSTORE_QUERY_EXEC_EVALUATOR_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/exec/context.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/plan/plan.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {

// Runs the patterns and subqueries inside of expressions.
class SubplanRunner {
 public:
  virtual ~SubplanRunner() = default;
  // Calls `visit` with each row of the subplan of `expr`; false stops.
  virtual absl::Status ForEach(
      const Expr& expr, Row& row,
      absl::FunctionRef<absl::StatusOr<bool>()> visit) = 0;
};

// Used by one thread. Expressions may write the slots of variables that they
// declare themselves. Errors: InvalidArgument (lang/error.h), without a place.
class Evaluator {
 public:
  Evaluator(ExecContext* context, SubplanRunner* subplans)
      : context_(context), subplans_(subplans) {}

  absl::StatusOr<Value> Eval(const Expr& expr, Row& row);
  // nullopt: null. TypeError: no Boolean.
  absl::StatusOr<Ternary> Test(const Expr& expr, Row& row);
  // Whether a row satisfies all predicates.
  absl::StatusOr<bool> Holds(const std::vector<Predicate>& predicates,
                             Row& row);
  // kProperty predicates, for this relationship.
  absl::StatusOr<bool> HoldsFor(const std::vector<Predicate>& predicates,
                                const RelationshipRef& step, Row& row);

 private:
  absl::StatusOr<bool> HoldsOne(const Predicate& predicate, Row& row);
  absl::StatusOr<bool> HasLabels(const Value& value,
                                 const std::vector<std::string>& labels);
  absl::StatusOr<Value> Property(const Value& base, absl::string_view key);
  absl::StatusOr<Value> Index(const Value& base, const Value& index);
  absl::StatusOr<Value> Slice(const Expr& expr, Row& row);
  absl::StatusOr<Value> MakeMap(const Expr& expr, Row& row);
  absl::StatusOr<Value> ProjectMap(const Expr& expr, Row& row);
  absl::StatusOr<Value> Binary(const Expr& expr, Row& row);
  absl::StatusOr<Value> Logic(const Expr& expr, Row& row);
  absl::StatusOr<Value> CallFunction(const Expr& expr, Row& row);
  absl::StatusOr<Value> Case(const Expr& expr, Row& row);
  absl::StatusOr<Value> ListComprehension(const Expr& expr, Row& row);
  absl::StatusOr<Value> Quantify(const Expr& expr, Row& row);
  absl::StatusOr<Value> Reduce(const Expr& expr, Row& row);
  absl::StatusOr<Value> Subplan(const Expr& expr, Row& row);
  // The list of a comprehension; null stays null.
  absl::StatusOr<Value> ListOperand(const Expr& expr, Row& row);

  ExecContext* context_;
  SubplanRunner* subplans_;
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_EXEC_EVALUATOR_H_
