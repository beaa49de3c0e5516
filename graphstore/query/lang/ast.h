// The syntax tree of a query.
//
// Built by the parser with names; the binder (plan/binder.h) then writes a slot
// beside each name: the index of the register in a row that holds the variable.
// After that nothing changes it. -1 is no slot.
#ifndef WEFT_GRAPHSTORE_QUERY_LANG_AST_H_
#define WEFT_GRAPHSTORE_QUERY_LANG_AST_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graphstore/query/graph_view.h"
#include "graphstore/query/value/value.h"

namespace weft::graphstore::query {

struct Expr;
struct Pattern;
struct Query;
using ExprPtr = std::unique_ptr<Expr>;

// What the children of each kind are, in brackets where they may be null.
enum class ExprKind : uint8_t {
  kLiteral,        // value
  kParameter,      // name
  kVariable,       // name, slot
  kProperty,       // 0.name
  kIndex,          // 0[1]
  kSlice,          // 0[[1]..[2]]
  kList,           // the items
  kMap,            // names[i]: children[i]
  kMapProjection,  // 0 {...}: names[i]: [i + 1]; a null child is `.name`; with
                   // `flag` also `.*`
  kNot,
  kNegate,
  kPlus,               // +0
  kBinary,             // op
  kIsNull,             // 0 IS NULL; `flag`: IS NOT NULL
  kHasLabels,          // 0:names
  kCall,               // name(children); `flag`: DISTINCT
  kCountStar,          // count(*)
  kCase,               // [operand], [else], then pairs of condition and result
  kListComprehension,  // [name IN 0 WHERE [1] | [2]], slot
  kQuantifier,         // quantifier(name IN 0 WHERE [1]), slot
  kReduce,             // reduce(name = 0, names[0] IN 1 | 2), slot, slot2
  kPatternComprehension,  // [pattern WHERE [0] | 1]
  kPatternPredicate,      // pattern: there is a match
  kExists,                // EXISTS { query }
  kCountSubquery,         // COUNT { query }
  kCollectSubquery,       // COLLECT { query }
};

enum class BinaryOp : uint8_t {
  kOr,
  kXor,
  kAnd,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kRegex,
};

enum class Quantifier : uint8_t { kAll, kAny, kNone, kSingle };

struct FunctionInfo;

struct Expr {
  ExprKind kind = ExprKind::kLiteral;
  BinaryOp op = BinaryOp::kOr;
  Quantifier quantifier = Quantifier::kAll;
  bool flag = false;
  uint32_t begin = 0;  // bytes of the query
  uint32_t end = 0;
  int depth = 1;  // of the tree below; set by the parser
  Value value;
  std::string name;
  std::vector<std::string> names;
  std::vector<ExprPtr> children;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Query> query;

  // Written by the binder.
  int slot = -1;
  int slot2 = -1;
  const FunctionInfo* function = nullptr;

  Expr();
  ~Expr();
  Expr(Expr&&) noexcept;
  Expr& operator=(Expr&&) noexcept;
};

struct NodePattern {
  std::string name;  // "" = anonymous
  std::vector<std::string> labels;
  ExprPtr properties;  // a map, or null
  uint32_t begin = 0;
  int slot = -1;
};

struct RelationshipPattern {
  std::string name;
  std::vector<std::string> types;          // empty = any
  Direction direction = Direction::kBoth;  // kOut: left to right
  ExprPtr properties;
  bool variable_length = false;
  int64_t min_hops = 1;
  int64_t max_hops = 1;  // kUnbounded
  uint32_t begin = 0;
  int slot = -1;  // of variable length: a list of relationships
};

inline constexpr int64_t kUnbounded = INT64_MAX;

enum class PathSelector : uint8_t {
  kAll,          // every match
  kShortest,     // ANY SHORTEST, SHORTEST 1, shortestPath(): one
  kAllShortest,  // ALL SHORTEST, allShortestPaths()
  kShortestK,    // SHORTEST k
};

// nodes.size() == relationships.size() + 1.
struct PathPattern {
  std::string name;
  uint32_t begin = 0;
  PathSelector selector = PathSelector::kAll;
  int64_t k = 1;
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;
  int slot = -1;  // -1: nobody asks for the path
};

struct Pattern {
  std::vector<PathPattern> paths;

  // Written by the binder: slots that are not bound before the pattern.
  std::vector<int> new_slots;
};

struct SortItem {
  ExprPtr expr;
  bool descending = false;
};

struct ProjectionItem {
  ExprPtr expr;
  std::string name;        // the alias, else the text of the expression
  bool has_alias = false;  // written with AS
  int slot = -1;
};

// An aggregate that the binder took out of an item: expr is its argument (null
// for count(*)), the second one that of percentiles.
struct Aggregate {
  const FunctionInfo* function = nullptr;  // null: count(*)
  bool distinct = false;
  ExprPtr argument;
  ExprPtr second;
  int slot = -1;
  uint32_t begin = 0;
};

struct Projection {
  bool distinct = false;
  bool star = false;
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order_by;
  ExprPtr skip;
  ExprPtr limit;
  ExprPtr where;  // of WITH

  // Written by the binder. With aggregates, the items named in `keys` group the
  // rows, and the others are computed from keys and aggregates.
  std::vector<Aggregate> aggregates;
  std::vector<size_t> keys;
};

enum class ClauseKind : uint8_t { kMatch, kUnwind, kWith, kReturn };

struct Clause {
  ClauseKind kind = ClauseKind::kMatch;
  uint32_t begin = 0;
  bool optional = false;  // OPTIONAL MATCH
  Pattern pattern;
  ExprPtr where;  // of MATCH
  ExprPtr list;   // of UNWIND
  std::string alias;
  int slot = -1;  // of the alias
  Projection projection;
};

struct SingleQuery {
  std::vector<Clause> clauses;
};

// Column of the result.
struct Column {
  std::string name;
  int slot = -1;
};

// What is wanted of a query: a word before it says so.
enum class QueryMode {
  kRun,
  kExplain,  // EXPLAIN: its plan, and no rows
  kProfile,  // PROFILE: rows, and the plan with what each step did
};

struct Query {
  QueryMode mode = QueryMode::kRun;
  std::vector<SingleQuery> parts;  // joined by UNION
  bool union_all = false;

  // Written by the binder.
  std::vector<Column> columns;  // of the whole; empty inside EXISTS { MATCH }
  std::vector<std::vector<int>> part_slots;  // with UNION: of each part
};

}  // namespace weft::graphstore::query

#endif  // WEFT_GRAPHSTORE_QUERY_LANG_AST_H_
