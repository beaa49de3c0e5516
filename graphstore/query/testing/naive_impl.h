// The parts of naive_query.h; for its sources alone.
#ifndef WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_IMPL_H_
#define WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_IMPL_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

using Bindings = std::map<std::string, Value>;

class NaiveEvaluator {
 public:
  NaiveEvaluator(const GraphView& view, const Map& parameters, size_t max_rows)
      : view_(view), parameters_(parameters), max_rows_(max_rows) {}

  // Reads the whole graph.
  absl::Status Load();
  // The first thing that went wrong; what was computed then means nothing.
  const absl::Status& status() const { return status_; }

  std::vector<Bindings> Run(const Query& query, const Bindings& outer);

 private:
  using Next = std::function<void()>;
  // Of one attempt to match a pattern.
  struct Attempt {
    Bindings bound;
    std::vector<RelationshipRef> used;
    // Elements and the maps that their properties must equal.
    std::vector<std::pair<Value, const Expr*>> properties;
  };
  // The path that the attempt is walking.
  struct Walk {
    const PathPattern* pattern = nullptr;
    Path path;
  };
  // A row behind a projection, and what it was made of.
  struct Projected {
    Bindings row;
    Bindings before;
    std::vector<Bindings> group;
  };

  // naive_query.cc
  std::vector<Bindings> Apply(const Clause& clause,
                              const std::vector<Bindings>& rows);
  std::vector<Bindings> Match(const Clause& clause,
                              const std::vector<Bindings>& rows);
  std::vector<Bindings> Unwind(const Clause& clause,
                               const std::vector<Bindings>& rows);
  std::vector<Bindings> Project(const Projection& projection,
                                const std::vector<Bindings>& rows);
  std::vector<Projected> ProjectEach(const Projection& projection,
                                     const std::vector<Bindings>& rows);
  std::vector<Projected> ProjectGroups(const Projection& projection,
                                       const std::vector<Bindings>& rows);
  void Sort(const Projection& projection, std::vector<Projected>* rows);
  Value Aggregated(const Expr& expr, const std::vector<Bindings>& group);

  // naive_match.cc
  // Calls `found` with the variables of each match of `pattern` for `row`.
  void ForEachMatch(const Pattern& pattern, const Bindings& row,
                    const std::function<void(const Bindings&)>& found);
  void MatchPath(const Pattern& pattern, size_t index, Attempt* attempt,
                 const Next& next);
  void MatchShortest(const PathPattern& path, Attempt* attempt,
                     const Next& next);
  void StartWalk(const PathPattern& path, Attempt* attempt, Walk* walk,
                 const Next& next);
  void Continue(Attempt* attempt, Walk* walk, size_t step, const Next& next);
  // `next` runs with each way to go one relationship on, which is taken back
  // then.
  void Hop(Attempt* attempt, Walk* walk, const RelationshipPattern& pattern,
           const std::function<void(const RelationshipRef& hop)>& next);
  void OneHop(Attempt* attempt, Walk* walk, size_t step, const Next& next);
  void ManyHops(Attempt* attempt, Walk* walk, size_t step, const List& hops,
                const Next& next);
  void Arrive(Attempt* attempt, Walk* walk, size_t step, const Next& next);
  // The ways to leave `node` by a relationship that fits and is not used.
  std::vector<RelationshipRef> Choices(const RelationshipPattern& pattern,
                                       uint64_t node, const Attempt& attempt);
  // Binds `name` (or finds it bound to the same) while `next` runs.
  void With(Attempt* attempt, const std::string& name, const Value& value,
            const Next& next);
  bool HasLabels(uint64_t node, const std::vector<std::string>& labels);
  bool HasProperties(const Attempt& attempt);

  // naive_expression.cc
  Value Eval(const Expr& expr, const Bindings& row);
  std::optional<bool> Test(const Expr& expr, const Bindings& row);
  Value Binary(const Expr& expr, const Bindings& row);
  Value Logic(const Expr& expr, const Bindings& row);
  Value Case(const Expr& expr, const Bindings& row);
  Value Slice(const Expr& expr, const Bindings& row);
  Value Comprehension(const Expr& expr, const Bindings& row);
  Value Quantify(const Expr& expr, const Bindings& row);
  Value Reduce(const Expr& expr, const Bindings& row);
  Value Patterns(const Expr& expr, const Bindings& row);
  Value Project(const Expr& expr, const Bindings& row);
  Value Property(const Value& base, const std::string& key);
  Value Call(const Expr& expr, const Bindings& row);
  Value CallOnGraph(const std::string& name, const Value& value);
  Value Unknown(const std::string& what);
  template <typename T>
  T Get(absl::StatusOr<T> result) {
    if (result.ok()) return *std::move(result);
    status_.Update(result.status());
    return T();
  }

  const GraphView& view_;
  const Map& parameters_;
  const size_t max_rows_;
  absl::Status status_;
  std::vector<uint64_t> nodes_;
  std::vector<RelationshipRef> relationships_;
  // The rows that aggregates are taken of, while the items of a group are
  // evaluated.
  const std::vector<Bindings>* group_ = nullptr;
};

// Whether there is an aggregate in it, not counting subqueries.
bool HoldsAggregate(const Expr& expr);
bool IsAggregateName(const std::string& lower_name);

// `=`: nullopt is null.
std::optional<bool> NaiveEquals(const Value& a, const Value& b);

// naive_functions.cc: functions of values alone; nullopt: not known.
std::optional<Value> NaiveFunction(const std::string& lower_name,
                                   const List& arguments);
std::optional<Value> NaiveAggregate(const std::string& lower_name,
                                    const List& values, const Value& second);

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_TESTING_NAIVE_IMPL_H_
