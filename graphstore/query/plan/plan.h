// A plan: a tree of operators that pull rows from one another.
//
// A row is an array of registers, one for each slot of the query. All operators
// of a plan share one row: each writes the slots that are its own and leaves
// the others as they are, so that passing a row on costs nothing. An operator
// that reads ahead (sort, aggregate, a batch of expansions) saves the slots
// listed in `live` and puts them back.
//
// The plan points into the syntax tree it was made from, which must outlive it.
#ifndef WEFT_GRAPHSTORE_QUERY_PLAN_PLAN_H_
#define WEFT_GRAPHSTORE_QUERY_PLAN_PLAN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "graphstore/query/graph_view.h"
#include "graphstore/query/lang/ast.h"

namespace weft::graphstore::query {

// What must hold for a row.
struct Predicate {
  enum class Kind : uint8_t {
    kCondition,  // expr is true
    kLabels,     // the node in `slot` has all labels
    kProperty,   // the element in `slot`, or each of a list of relationships,
                 // has key = expr
  };
  Kind kind = Kind::kCondition;
  int slot = -1;
  std::vector<std::string> labels;
  std::string key;
  const Expr* expr = nullptr;
};

// A step of a pattern of which only the number of matches matters
// (counted_part.h).
struct CountedStep {
  // Index of the step at whose end it begins; -1: at a node of the row.
  int parent = -1;
  int from = -1;
  int to = -1;
  int slot = -1;  // of the relationship
  Direction direction = Direction::kBoth;
  TypeFilter types;
  std::vector<std::string> type_names;
  // On `to`, and on nothing else.
  std::vector<Predicate> predicates;
  // Slots of relationships, or lists of them, that do not count; then it has no
  // parent, no predicates and no step that begins at its end.
  std::vector<int> unique;
};

// Children and the fields that each kind uses, besides rows and live.
enum class PlanKind : uint8_t {
  kArgument,      // one row: the registers as they are
  kNodeScan,      // input; slot, label ("" = all), or, unless types.any,
                  // type_names, direction: the nodes at which such
                  // relationships start (kOut) or end (kIn)
  kNodeSeek,      // input; slot, key, expr (flag: a list of values)
  kExpand,        // input; from, to, slot (relationship), direction, types,
                  // flag: `to` is bound; unique
  kExpandLength,  // as kExpand with hops; slot holds a list; ends_only
  kEndpoints,     // as kExpand where the relationship is bound: finds its ends;
                  // flag2: `from` is bound too
  kCountWays,     // input; steps; slot: gets the number of ways over them, for
                  // a row with at least one. flag: goes through the nodes of
                  // the scan (label, types, direction, predicates, as
                  // kNodeScan; from) itself, flag2: and gives one row for all
                  // of them
  kShortest,      // input; from, to (both bound), path, unique
  kPath,          // input; slot, path: puts a named path together
  kFilter,        // input; predicates
  kOptional,      // input, inner; slots: null where inner has no row
  kUnwind,        // input; slot, expr
  kProject,       // input; items
  kAggregate,     // input; projection; counting: slot
  kDistinct,      // input; slots
  kSort,          // input; projection (order_by, and limit for the top rows)
  kSkip,          // input; expr
  kLimit,         // input; expr
  kUnion,         // the parts; query
};

struct PlanNode {
  PlanKind kind = PlanKind::kArgument;
  int id = 0;  // index of its counters
  std::vector<std::unique_ptr<PlanNode>> children;
  int slot = -1;
  int from = -1;
  int to = -1;
  bool flag = false;
  bool flag2 = false;
  // kAggregate: each row stands for as many as `slot` says.
  bool counting = false;
  // kExpandLength: each end once; `slot` is not bound.
  bool ends_only = false;
  // The pattern is walked from its right end to its left one.
  bool reversed = false;
  std::string label;
  std::string key;
  const Expr* expr = nullptr;
  Direction direction = Direction::kBoth;  // as walked
  TypeFilter types;
  std::vector<std::string> type_names;
  int64_t min_hops = 1;
  int64_t max_hops = 1;
  // Slots of relationships that must differ from the new one.
  std::vector<int> unique;
  // kExpandLength: what each relationship on the way must satisfy (kProperty).
  std::vector<Predicate> predicates;
  std::vector<CountedStep> steps;
  std::vector<int> slots;
  std::vector<const ProjectionItem*> items;
  const PathPattern* path = nullptr;
  const Projection* projection = nullptr;
  const Query* query = nullptr;
  // Slots that are bound in the rows that come out and may be read later.
  std::vector<int> live;
  double rows = 1;  // estimate
};

struct Plan {
  std::unique_ptr<PlanNode> root;
  // Of the patterns and subqueries inside of expressions.
  absl::flat_hash_map<const Expr*, std::unique_ptr<PlanNode>> subplans;
  std::vector<Column> columns;
  std::vector<std::string> slot_names;
  int node_count = 0;  // ids are below
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_PLAN_PLAN_H_
