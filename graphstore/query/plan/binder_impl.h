// The binder as a class, split over: binder.cc (clauses), bind_pattern.cc,
// bind_projection.cc, bind_expression.cc. Included by these alone.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_IMPL_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_IMPL_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/plan/types.h"

namespace weft::graphstore::query {

struct Symbol {
  std::string name;
  int slot = -1;
  StaticType type;
};

// Inner declarations come last and hide earlier ones.
class Scope {
 public:
  const Symbol* Find(absl::string_view name) const {
    for (auto it = symbols_.rbegin(); it != symbols_.rend(); ++it) {
      if (it->name == name) return &*it;
    }
    return nullptr;
  }
  void Add(Symbol symbol) { symbols_.push_back(std::move(symbol)); }
  void Shrink(size_t size) { symbols_.resize(size); }
  size_t size() const { return symbols_.size(); }
  const std::vector<Symbol>& symbols() const { return symbols_; }

 private:
  std::vector<Symbol> symbols_;
};

class Binder {
 public:
  explicit Binder(absl::string_view text) : text_(text) {}

  // `outer`: variables of the query around a subquery.
  absl::Status BindQuery(Query* query, const Scope& outer, bool nested);
  std::vector<std::string> TakeSlotNames() { return std::move(slot_names_); }

 private:
  enum class Place : uint8_t {
    kValue,      // no pattern predicates
    kPredicate,  // WHERE and what stands for a condition
  };
  // What an expression may contain.
  struct Context {
    Scope* scope;
    Place place = Place::kValue;
    bool aggregates = false;  // in a projection
    bool in_aggregate = false;
  };

  // --- Clauses (binder.cc) ---
  absl::Status BindPart(SingleQuery* part, const Scope& outer,
                        std::vector<Column>* columns);
  absl::Status BindMatch(Clause* clause, Scope* scope);
  absl::Status BindUnwind(Clause* clause, Scope* scope);
  absl::Status BindUnion(Query* query,
                         const std::vector<std::vector<Column>>& columns);
  // Of WHERE: must be a condition.
  absl::Status BindCondition(Expr* expr, Scope* scope);
  absl::Status CheckCondition(const Expr& expr, const StaticType& type) const;

  // --- Patterns (bind_pattern.cc) ---
  enum class Declare : uint8_t { kNew, kOnlyKnown };
  absl::Status BindPattern(Pattern* pattern, Scope* scope, Declare declare);
  absl::Status BindNode(NodePattern* node, Scope* scope, Declare declare);
  absl::Status BindRelationship(RelationshipPattern* step, Scope* scope,
                                Declare declare,
                                std::vector<std::string>* used);
  absl::Status BindPath(PathPattern* path, Scope* scope);
  absl::Status BindProperties(Pattern* pattern, Scope* scope);
  absl::Status UnknownInPattern(absl::string_view name, uint32_t begin) const;

  // --- Projections (bind_projection.cc) ---
  absl::Status BindProjection(Clause* clause, Scope* scope);
  absl::Status ExpandStar(Clause* clause, const Scope& scope);
  absl::Status CheckItemNames(const Clause& clause) const;
  absl::Status BindItems(Projection* projection, Scope* scope,
                         std::vector<ExprPtr>* originals, Scope* output);
  absl::Status TakeAggregates(Projection* projection, ExprPtr* expr,
                              const std::vector<ExprPtr>& originals,
                              int first_local);
  absl::Status MoveAggregate(Projection* projection, ExprPtr* expr);
  absl::Status BindTail(Clause* clause, const Scope& input,
                        const std::vector<ExprPtr>& originals, Scope* output);
  // An expression of ORDER BY or WHERE behind a projection.
  absl::Status BindBehind(Projection* projection, ExprPtr* expr,
                          const Scope& input,
                          const std::vector<ExprPtr>& originals,
                          const Scope& output, bool condition);
  absl::Status BindCount(Expr* expr, absl::string_view clause);
  absl::Status CheckLeftovers(const Projection& projection, const Expr& expr,
                              const std::vector<ExprPtr>& originals,
                              const Scope& output, int first_local) const;
  // Puts the columns in place of expressions equal to theirs.
  void UseColumns(const Projection& projection, ExprPtr* expr,
                  const std::vector<ExprPtr>& originals, bool only_simple);

  // --- Expressions (bind_expression.cc) ---
  absl::StatusOr<StaticType> BindExpr(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindChild(ExprPtr& child, const Context& context,
                                       Place place = Place::kValue);
  absl::StatusOr<StaticType> BindVariable(Expr* expr, const Scope& scope);
  absl::StatusOr<StaticType> BindPropertyAccess(Expr* expr,
                                                const Context& context);
  absl::StatusOr<StaticType> BindIndex(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindList(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindBinary(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindLogic(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindArithmetic(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindCall(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindAggregateCall(Expr* expr,
                                               const Context& context);
  absl::StatusOr<StaticType> BindCase(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindListComprehension(Expr* expr,
                                                   const Context& context);
  absl::StatusOr<StaticType> BindQuantifier(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindReduce(Expr* expr, const Context& context);
  absl::StatusOr<StaticType> BindPatternComprehension(Expr* expr,
                                                      const Context& context);
  absl::StatusOr<StaticType> BindSubquery(Expr* expr, const Context& context);

  int NewSlot(absl::string_view name) {
    slot_names_.emplace_back(name);
    return static_cast<int>(slot_names_.size()) - 1;
  }
  absl::Status Error(uint32_t begin, absl::string_view detail,
                     absl::string_view message) const;
  absl::Status TypeError(const Expr& expr, absl::string_view what,
                         const StaticType& found) const;

  absl::string_view text_;
  std::vector<std::string> slot_names_;
};

// An aggregate somewhere in it, not counting subqueries.
bool HasAggregate(const Expr& expr);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_BINDER_IMPL_H_
