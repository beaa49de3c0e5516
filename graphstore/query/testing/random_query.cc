#include "graphstore/query/testing/random_query.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace weft::graphstore::query {
namespace {

// Places of nodes that a query may leave open: all combinations are tried.
constexpr int kFreeNodes = 5;
constexpr int kSubqueries = 2;
constexpr int kDepth = 3;

}  // namespace

std::vector<std::string> RandomQuery::Constructs() {
  return {"MATCH",
          "OPTIONAL MATCH",
          "WHERE",
          "UNWIND",
          "WITH",
          "WITH *",
          "WITH WHERE",
          "WITH aggregates",
          "WITH DISTINCT",
          "WITH LIMIT",
          "collect in order",
          "RETURN",
          "aggregates",
          "DISTINCT",
          "ORDER BY",
          "SKIP",
          "LIMIT",
          " UNION ",
          " UNION ALL ",
          "length of range",
          "named path",
          "length(p)",
          "nodes(p)",
          "relationships(p)",
          "all shortest paths",
          "several types",
          "properties of nodes",
          "properties of relationships",
          "relationship bound before",
          "CASE WHEN",
          "CASE x WHEN",
          "null",
          "parameter",
          "list parameter",
          "map parameter",
          "coalesce",
          "reduce",
          "COUNT { }",
          "COUNT DISTINCT { }",
          "EXISTS { }",
          "EXISTS WITH { }",
          "COLLECT { }",
          "pattern comprehension",
          "pattern condition",
          "AND",
          "OR",
          "XOR",
          "NOT",
          "IS NULL",
          "IN",
          "comparison",
          "chain",
          "quantifier",
          "list comprehension",
          "slice",
          "index",
          "range",
          "label test",
          "string test",
          "map",
          "map projection"};
}

Map RandomQuery::Parameters() {
  return {{"i", Value::Integer(2)},
          {"l", Value::Of(List{Value::Integer(0), Value(), Value::Integer(2)})},
          {"s", Value::String("b")},
          {"m", Value::Of(Map{{"k", Value::Integer(1)}})},
          {"none", Value()}};
}

RandomText RandomQuery::Make() {
  fresh_ = 0;
  RandomText query;
  const int parts = Pick(6) == 0 ? 2 : 1;
  const char* joint = Pick(2) == 0 ? " UNION " : " UNION ALL ";
  for (int i = 0; i < parts; ++i) {
    if (i > 0) query.text += Say(joint);
    query.text += Part(/*only=*/parts == 1, &query);
  }
  return query;
}

std::string RandomQuery::Part(bool only, RandomText* query) {
  scope_.clear();
  free_nodes_ = kFreeNodes;
  subqueries_ = kSubqueries;
  std::string text = Pick(8) == 0 ? Unwind() : Match(Pick(6) == 0);
  for (int more = Pick(3); more > 0; --more) text += Clause();
  return text + Return(only, query);
}

std::string RandomQuery::Clause() {
  switch (Pick(9)) {
    case 0:
    case 1:
      return Match(false);
    case 2:
    case 3:
      return Match(true);
    case 4:
      return Unwind();
    case 5:
    case 6:
      return WithAggregates();
    case 7:
      return Pick(2) ? WithOrderedCollect() : ShortestPaths();
    default:
      return With();
  }
}

std::string RandomQuery::Match(bool optional) {
  std::string text = Say(optional ? "OPTIONAL MATCH" : "MATCH");
  absl::StrAppend(&text, " ", Pattern());
  Declare();
  if (Pick(2) == 0) {
    Note("WHERE");
    absl::StrAppend(&text, " WHERE ", Bool(kDepth, Place::kCondition));
  }
  return text + " ";
}

std::string RandomQuery::ShortestPaths() {
  Note("all shortest paths");
  const std::string known = AnyNode(/*also_new=*/false);
  const std::string start = known.empty() || Pick(2) ? Fresh() : known;
  const std::string end = Fresh();
  const std::string path = Fresh();
  if (start != known) scope_.push_back({start, Type::kNode});
  scope_.push_back({end, Type::kNode});
  scope_.push_back({path, Type::kPath});
  const std::string types =
      Pick(2) ? "" : absl::StrCat(":", AnyOf(vocabulary_.types));
  // Between a node and itself the shortest path is a case of its own.
  return absl::StrCat("MATCH ", path, " = allShortestPaths((", start, ")-[",
                      types, One({"*", "*..3", "*1..2"}), One({"]-", "]->"}),
                      "(", end, ")) WHERE ", start, " <> ", end, " ");
}

std::string RandomQuery::Unwind() {
  Note("UNWIND");
  const std::string list = Pick(3) == 0 ? Bag(2) : Ints(2);
  scope_.push_back({Fresh(), Type::kInt});
  return absl::StrCat("UNWIND ", list, " AS ", scope_.back().name, " ");
}

bool RandomQuery::CanOrder(const std::vector<Variable>& columns) const {
  return std::all_of(
      columns.begin(), columns.end(), [&](const Variable& column) {
        const bool element =
            column.type == Type::kNode || column.type == Type::kStep ||
            column.type == Type::kSteps || column.type == Type::kPath;
        return column.type != Type::kBag &&
               (vocabulary_.order_elements || !element);
      });
}

std::string RandomQuery::Order(const std::vector<Variable>& columns) {
  std::vector<std::string> keys;
  for (const Variable& column : columns) {
    keys.push_back(absl::StrCat(column.name, One({"", " DESC", " ASC"})));
  }
  return absl::StrCat(" ORDER BY ", absl::StrJoin(keys, ", "));
}

std::string RandomQuery::With() {
  Note("WITH");
  std::vector<std::string> items;
  std::vector<Variable> columns;
  const bool star = Pick(3) == 0 && !scope_.empty();
  if (star) {
    Note("WITH *");
    items.push_back("*");
    columns = scope_;
  }
  for (const Variable& variable : scope_) {
    if (star || Pick(3) == 0) continue;
    columns.push_back({Pick(4) == 0 ? Fresh() : variable.name, variable.type});
    items.push_back(
        columns.back().name == variable.name
            ? variable.name
            : absl::StrCat(variable.name, " AS ", columns.back().name));
  }
  if (items.empty() || Pick(2)) {
    const Type type = Pick(2) ? Type::kInt : Type::kString;
    const std::string value = Of(type, 2);
    columns.push_back({Fresh(), type});
    items.push_back(absl::StrCat(value, " AS ", columns.back().name));
  }
  std::string text = "WITH ";
  const bool can_order = CanOrder(columns);
  const bool has_bag = std::any_of(
      columns.begin(), columns.end(),
      [](const Variable& column) { return column.type == Type::kBag; });
  const bool distinct = !has_bag && Pick(4) == 0;
  if (distinct) {
    Note("WITH DISTINCT");
    text += "DISTINCT ";
  }
  absl::StrAppend(&text, absl::StrJoin(items, ", "));
  if (can_order && Pick(3) == 0) {
    Note("WITH LIMIT");
    absl::StrAppend(&text, Order(columns), " LIMIT ", 1 + Pick(3));
  }
  scope_ = columns;
  if (Pick(3) == 0) {
    Note("WITH WHERE");
    absl::StrAppend(&text, " WHERE ", Bool(2, Place::kCondition));
  }
  return text + " ";
}

std::string RandomQuery::WithAggregates() {
  Note("WITH aggregates");
  std::vector<std::string> items;
  std::vector<Variable> columns;
  for (const Variable& variable : scope_) {
    if (variable.type == Type::kBag || Pick(2)) continue;
    columns.push_back(variable);
    items.push_back(variable.name);
  }
  if (Pick(3) == 0) {
    const std::string key = Int(2);
    columns.push_back({Fresh(), Type::kInt});
    items.push_back(absl::StrCat(key, " AS ", columns.back().name));
  }
  const int count = 1 + Pick(2);
  for (int i = 0; i < count; ++i) {
    Type type = Type::kInt;
    const std::string value =
        Pick(4) == 0 ? absl::StrCat("collect(", Int(1), ")") : Aggregate(&type);
    if (value.rfind("collect", 0) == 0) type = Type::kBag;
    columns.push_back({Fresh(), type});
    items.push_back(absl::StrCat(value, " AS ", columns.back().name));
  }
  std::string text = absl::StrCat("WITH ", absl::StrJoin(items, ", "));
  scope_ = columns;
  // The rows are fewer now.
  free_nodes_ = std::max(free_nodes_, 2);
  if (Pick(3) == 0) {
    Note("WITH WHERE");
    absl::StrAppend(&text, " WHERE ", Bool(2, Place::kCondition));
  }
  return text + " ";
}

std::string RandomQuery::WithOrderedCollect() {
  Note("collect in order");
  const std::string value = Int(2);
  const std::string key = Fresh();
  const std::string list = Fresh();
  scope_ = {{list, Type::kInts}};
  free_nodes_ = std::max(free_nodes_, 2);
  return absl::StrCat("WITH ", value, " AS ", key, " ORDER BY ", key,
                      One({"", " DESC"}), " WITH collect(",
                      One({"", "DISTINCT "}), key, ") AS ", list, " ");
}

std::string RandomQuery::Return(bool only, RandomText* query) {
  Note("RETURN");
  constexpr int kColumns = 2;  // the same in each part of a UNION
  std::vector<std::string> items;
  std::vector<Variable> columns;
  const int grouped = Pick(3) == 0 ? 1 + Pick(kColumns) : 0;
  if (grouped > 0) Note("aggregates");
  for (int i = 0; i < kColumns; ++i) {
    Type type = static_cast<Type>(Pick(static_cast<int>(Type::kBag)));
    // Keys stand in front: each is there once, so they settle the order.
    std::string value;
    if (i >= kColumns - grouped) {
      value = Aggregate(&type);
    } else {
      value = Of(type, kDepth);
      if (value.empty()) {
        type = Type::kInt;
        value = Int(kDepth);
      }
    }
    columns.push_back({absl::StrCat("c", i), type});
    items.push_back(absl::StrCat(value, " AS c", i));
  }
  const bool distinct = Pick(4) == 0;
  if (distinct) Note("DISTINCT");
  std::string text = absl::StrCat("RETURN ", distinct ? "DISTINCT " : "",
                                  absl::StrJoin(items, ", "));
  if (!CanOrder(columns) || Pick(2) == 0) {
    query->open = only;
    return text;
  }
  Note("ORDER BY");
  text += Order(columns);
  query->ordered = only;
  if (Pick(3) == 0) absl::StrAppend(&text, " ", Say("SKIP"), " ", Pick(3));
  if (Pick(2) == 0) {
    absl::StrAppend(&text, " ", Say("LIMIT"), " ",
                    Pick(4) == 0 ? "$i" : absl::StrCat(Pick(5)));
  }
  return text;
}

void RandomQuery::Declare() {
  scope_.insert(scope_.end(), declared_.begin(), declared_.end());
  declared_.clear();
}

std::string RandomQuery::Pattern() {
  may_reuse_ = true;
  std::vector<std::string> paths;
  const int count = Pick(3) == 0 ? 2 : 1;
  for (int i = 0; i < count; ++i) paths.push_back(Path());
  return absl::StrJoin(paths, ", ");
}

std::string RandomQuery::Path() {
  std::string text = Node();
  int variable = 1;  // steps of variable length
  for (int steps = Pick(3); steps > 0 && free_nodes_ > 0; --steps) {
    const bool many = variable > 0 && Pick(4) == 0;
    variable -= many;
    absl::StrAppend(&text, Step(many), Node());
  }
  if (Pick(4) != 0) return text;
  Note("named path");
  declared_.push_back({Fresh(), Type::kPath});
  return absl::StrCat(declared_.back().name, " = ", text);
}

std::string RandomQuery::Node() {
  const std::string known = AnyNode(/*also_new=*/true);
  std::string text = "(";
  if (!known.empty() && (free_nodes_ <= 0 || Pick(3) == 0)) {
    text += known;
  } else {
    --free_nodes_;
    if (Pick(4) != 0) {
      declared_.push_back({Fresh(), Type::kNode});
      text += declared_.back().name;
    }
  }
  if (Pick(5) == 0) absl::StrAppend(&text, ":", AnyOf(vocabulary_.labels));
  if (Pick(6) == 0) {
    Note("properties of nodes");
    const std::string other = AnyNode(/*also_new=*/false);
    if (Pick(2) == 0) {
      absl::StrAppend(&text, " {name: '", AnyOf(vocabulary_.names), "'}");
    } else {
      absl::StrAppend(&text, " {", vocabulary_.number, ": ",
                      other.empty() ? absl::StrCat(Pick(3)) : Property(other),
                      "}");
    }
  }
  return text + ")";
}

std::string RandomQuery::Step(bool variable) {
  std::string inside;
  if (!variable && may_reuse_ && Pick(10) == 0 && !Any(Type::kStep).empty()) {
    may_reuse_ = false;
    Note("relationship bound before");
    inside = Any(Type::kStep);
  } else if (Pick(3) == 0) {
    declared_.push_back({Fresh(), variable ? Type::kSteps : Type::kStep});
    inside = declared_.back().name;
  }
  inside += StepInside();
  if (variable) {
    Note("length of range");
    inside += One({"*", "*1..2", "*0..1", "*2", "*..2", "*0..2", "*2..3"});
  }
  if (Pick(6) == 0) {
    Note("properties of relationships");
    absl::StrAppend(&inside, " {", vocabulary_.step_number, ": ", Pick(2), "}");
  }
  switch (Pick(3)) {
    case 0:
      return absl::StrCat("<-[", inside, "]-");
    case 1:
      return absl::StrCat("-[", inside, "]->");
    default:
      return absl::StrCat("-[", inside, "]-");
  }
}

std::string RandomQuery::StepInside() {
  switch (Pick(4)) {
    case 0:
      return "";
    case 1:
      Note("several types");
      return absl::StrCat(":", absl::StrJoin(vocabulary_.types, "|"));
    default:
      return absl::StrCat(":", AnyOf(vocabulary_.types));
  }
}

}  // namespace weft::graphstore::query
