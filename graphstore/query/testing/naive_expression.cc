// Expressions on rows of names.
#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graphstore/query/testing/naive_impl.h"
#include "graphstore/query/value/compare.h"

namespace weft::graphstore::query {
namespace {

Value FromTernary(std::optional<bool> result) {
  return result ? Value::Boolean(*result) : Value();
}

// Both whole, or null where the kinds do not go together.
std::optional<Value> Arithmetic(BinaryOp op, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return Value();
  if (op == BinaryOp::kAdd && a.is_string() && b.is_string()) {
    return Value::String(a.string() + b.string());
  }
  if (op == BinaryOp::kAdd && a.is_list() && b.is_list()) {
    List joined = a.list();
    for (const Value& value : b.list()) joined.push_back(value);
    return Value::Of(std::move(joined));
  }
  if (op == BinaryOp::kAdd && a.is_list()) {
    List joined = a.list();
    joined.push_back(b);
    return Value::Of(std::move(joined));
  }
  if (!a.is_integer() || !b.is_integer()) return std::nullopt;
  const int64_t x = a.integer();
  const int64_t y = b.integer();
  switch (op) {
    case BinaryOp::kAdd:
      return Value::Integer(x + y);
    case BinaryOp::kSubtract:
      return Value::Integer(x - y);
    case BinaryOp::kMultiply:
      return Value::Integer(x * y);
    case BinaryOp::kDivide:
      if (y == 0) return std::nullopt;
      return Value::Integer(x / y);
    case BinaryOp::kModulo:
      if (y == 0) return std::nullopt;
      return Value::Integer(x % y);
    case BinaryOp::kPower:
      return Value::Float(
          std::pow(static_cast<double>(x), static_cast<double>(y)));
    default:
      return std::nullopt;
  }
}

// `<` and `=` of numbers, strings and booleans; null for all else.
std::optional<bool> Inequality(BinaryOp op, const Value& a, const Value& b) {
  int order = 0;
  if (a.is_number() && b.is_number()) {
    order = (a.number() > b.number()) - (a.number() < b.number());
  } else if (a.is_string() && b.is_string()) {
    order = a.string().compare(b.string());
  } else if (a.is_boolean() && b.is_boolean()) {
    order = a.boolean() - b.boolean();
  } else {
    return std::nullopt;
  }
  switch (op) {
    case BinaryOp::kLess:
      return order < 0;
    case BinaryOp::kLessOrEqual:
      return order <= 0;
    case BinaryOp::kGreater:
      return order > 0;
    default:
      return order >= 0;
  }
}

std::optional<bool> In(const Value& item, const Value& list) {
  if (!list.is_list()) return std::nullopt;
  bool unknown = false;
  for (const Value& candidate : list.list()) {
    const auto equal = NaiveEquals(item, candidate);
    if (equal == true) return true;
    if (!equal) unknown = true;
  }
  if (unknown) return std::nullopt;
  return false;
}

}  // namespace

Value NaiveEvaluator::Unknown(const std::string& what) {
  status_.Update(absl::UnimplementedError(
      absl::StrCat("the naive evaluator does not know ", what)));
  return Value();
}

Value NaiveEvaluator::Eval(const Expr& expr, const Bindings& row) {
  if (!status_.ok()) return Value();
  const auto child = [&](size_t i) { return Eval(*expr.children[i], row); };
  switch (expr.kind) {
    case ExprKind::kLiteral:
      return expr.value;
    case ExprKind::kParameter: {
      const auto it = parameters_.find(expr.name);
      return it != parameters_.end() ? it->second : Unknown("$" + expr.name);
    }
    case ExprKind::kVariable: {
      const auto it = row.find(expr.name);
      return it != row.end() ? it->second : Unknown(expr.name);
    }
    case ExprKind::kProperty:
      return Property(child(0), expr.name);
    case ExprKind::kIndex: {
      const Value base = child(0);
      const Value index = child(1);
      if (base.is_null() || index.is_null()) return Value();
      if (index.is_string()) return Property(base, index.string());
      const auto size = static_cast<int64_t>(base.list().size());
      const int64_t at = index.integer() + (index.integer() < 0 ? size : 0);
      return at < 0 || at >= size ? Value() : base.list()[at];
    }
    case ExprKind::kSlice:
      return Slice(expr, row);
    case ExprKind::kList: {
      List list;
      for (size_t i = 0; i < expr.children.size(); ++i) {
        list.push_back(child(i));
      }
      return Value::Of(std::move(list));
    }
    case ExprKind::kMap: {
      Map map;
      for (size_t i = 0; i < expr.names.size(); ++i) {
        map[expr.names[i]] = child(i);
      }
      return Value::Of(std::move(map));
    }
    case ExprKind::kMapProjection:
      return Project(expr, row);
    case ExprKind::kNot: {
      const auto operand = Test(*expr.children[0], row);
      return operand ? Value::Boolean(!*operand) : Value();
    }
    case ExprKind::kNegate: {
      const Value operand = child(0);
      return operand.is_null() ? operand : Value::Integer(-operand.integer());
    }
    case ExprKind::kPlus:
      return child(0);
    case ExprKind::kBinary:
      return Binary(expr, row);
    case ExprKind::kIsNull:
      return Value::Boolean(child(0).is_null() != expr.flag);
    case ExprKind::kHasLabels: {
      const Value node = child(0);
      if (node.is_null()) return Value();
      return Value::Boolean(HasLabels(node.node().id, expr.names));
    }
    case ExprKind::kCall:
    case ExprKind::kCountStar:
      return Call(expr, row);
    case ExprKind::kCase:
      return Case(expr, row);
    case ExprKind::kListComprehension:
      return Comprehension(expr, row);
    case ExprKind::kQuantifier:
      return Quantify(expr, row);
    case ExprKind::kReduce:
      return Reduce(expr, row);
    default:
      return Patterns(expr, row);
  }
}

std::optional<bool> NaiveEvaluator::Test(const Expr& expr,
                                         const Bindings& row) {
  const Value value = Eval(expr, row);
  if (value.is_null()) return std::nullopt;
  if (!value.is_boolean()) Unknown("a condition that is no Boolean");
  return value.is_boolean() && value.boolean();
}

Value NaiveEvaluator::Property(const Value& base, const std::string& key) {
  if (base.is_node()) return Get(view_.NodeProperty(base.node().id, key));
  if (base.is_relationship()) {
    return Get(view_.RelationshipProperty(base.relationship(), key));
  }
  if (base.is_map()) {
    const auto it = base.map().find(key);
    return it == base.map().end() ? Value() : it->second;
  }
  return base.is_null() ? Value() : Unknown("a property of this");
}

Value NaiveEvaluator::Project(const Expr& expr, const Bindings& row) {
  const Value base = Eval(*expr.children[0], row);
  if (base.is_null()) return Value();
  Map map;
  if (expr.flag) {
    map =
        base.is_node() ? Get(view_.NodeProperties(base.node().id)) : base.map();
  }
  for (size_t i = 0; i < expr.names.size(); ++i) {
    const ExprPtr& value = expr.children[i + 1];
    map[expr.names[i]] =
        value ? Eval(*value, row) : Property(base, expr.names[i]);
  }
  return Value::Of(std::move(map));
}

Value NaiveEvaluator::Slice(const Expr& expr, const Bindings& row) {
  const Value base = Eval(*expr.children[0], row);
  const auto size =
      base.is_list() ? static_cast<int64_t>(base.list().size()) : 0;
  int64_t bounds[2] = {0, size};
  bool null = base.is_null();
  for (int i = 0; i < 2; ++i) {
    if (!expr.children[i + 1]) continue;
    const Value bound = Eval(*expr.children[i + 1], row);
    null = null || bound.is_null();
    if (null) continue;
    bounds[i] = bound.integer() + (bound.integer() < 0 ? size : 0);
  }
  if (null) return Value();
  List list;
  for (int64_t i = 0; i < size; ++i) {
    if (i >= bounds[0] && i < bounds[1]) list.push_back(base.list()[i]);
  }
  return Value::Of(std::move(list));
}

Value NaiveEvaluator::Binary(const Expr& expr, const Bindings& row) {
  const BinaryOp op = expr.op;
  if (op == BinaryOp::kAnd || op == BinaryOp::kOr || op == BinaryOp::kXor) {
    return Logic(expr, row);
  }
  const Value a = Eval(*expr.children[0], row);
  const Value b = Eval(*expr.children[1], row);
  switch (op) {
    case BinaryOp::kEqual:
      return FromTernary(NaiveEquals(a, b));
    case BinaryOp::kNotEqual: {
      const auto equal = NaiveEquals(a, b);
      return equal ? Value::Boolean(!*equal) : Value();
    }
    case BinaryOp::kLess:
    case BinaryOp::kLessOrEqual:
    case BinaryOp::kGreater:
    case BinaryOp::kGreaterOrEqual:
      return FromTernary(Inequality(op, a, b));
    case BinaryOp::kIn:
      return FromTernary(In(a, b));
    default:
      break;
  }
  if (op < BinaryOp::kIn) {
    const auto result = Arithmetic(op, a, b);
    return result ? *result : Unknown("this arithmetic");
  }
  if (!a.is_string() || !b.is_string()) return Value();
  if (op == BinaryOp::kStartsWith) {
    return Value::Boolean(absl::StartsWith(a.string(), b.string()));
  }
  if (op == BinaryOp::kEndsWith) {
    return Value::Boolean(absl::EndsWith(a.string(), b.string()));
  }
  if (op == BinaryOp::kContains) {
    return Value::Boolean(absl::StrContains(a.string(), b.string()));
  }
  return Unknown("regular expressions");
}

Value NaiveEvaluator::Logic(const Expr& expr, const Bindings& row) {
  const auto a = Test(*expr.children[0], row);
  const auto b = Test(*expr.children[1], row);
  if (expr.op == BinaryOp::kXor) {
    return a && b ? Value::Boolean(*a != *b) : Value();
  }
  const bool either = expr.op == BinaryOp::kOr;
  if (a == either || b == either) return Value::Boolean(either);
  return a && b ? Value::Boolean(!either) : Value();
}

Value NaiveEvaluator::Case(const Expr& expr, const Bindings& row) {
  for (size_t i = 2; i < expr.children.size(); i += 2) {
    const auto holds = expr.children[0]
                           ? NaiveEquals(Eval(*expr.children[0], row),
                                         Eval(*expr.children[i], row))
                           : Test(*expr.children[i], row);
    if (holds == true) return Eval(*expr.children[i + 1], row);
  }
  return expr.children[1] ? Eval(*expr.children[1], row) : Value();
}

Value NaiveEvaluator::Comprehension(const Expr& expr, const Bindings& row) {
  const Value list = Eval(*expr.children[0], row);
  if (list.is_null()) return Value();
  List result;
  Bindings inner = row;
  for (const Value& item : list.list()) {
    inner[expr.name] = item;
    if (expr.children[1] && Test(*expr.children[1], inner) != true) continue;
    result.push_back(expr.children[2] ? Eval(*expr.children[2], inner) : item);
  }
  return Value::Of(std::move(result));
}

Value NaiveEvaluator::Quantify(const Expr& expr, const Bindings& row) {
  const Value list = Eval(*expr.children[0], row);
  if (list.is_null()) return Value();
  std::vector<std::optional<bool>> results;
  Bindings inner = row;
  for (const Value& item : list.list()) {
    inner[expr.name] = item;
    results.push_back(Test(*expr.children[1], inner));
  }
  const auto count = [&](std::optional<bool> wanted) {
    return std::count(results.begin(), results.end(), wanted);
  };
  const auto yes = count(true), no = count(false), unknown = count({});
  // What settles the answer whatever the unknown ones are.
  std::optional<bool> answer;
  switch (expr.quantifier) {
    case Quantifier::kAll:
      if (no > 0) answer = false;
      if (no == 0 && unknown == 0) answer = true;
      break;
    case Quantifier::kAny:
      if (yes > 0) answer = true;
      if (yes == 0 && unknown == 0) answer = false;
      break;
    case Quantifier::kNone:
      if (yes > 0) answer = false;
      if (yes == 0 && unknown == 0) answer = true;
      break;
    case Quantifier::kSingle:
      if (yes > 1) answer = false;
      if (yes <= 1 && unknown == 0) answer = yes == 1;
      break;
  }
  return FromTernary(answer);
}

Value NaiveEvaluator::Reduce(const Expr& expr, const Bindings& row) {
  Value result = Eval(*expr.children[0], row);
  const Value list = Eval(*expr.children[1], row);
  if (list.is_null()) return Value();
  Bindings inner = row;
  for (const Value& item : list.list()) {
    inner[expr.name] = result;
    inner[expr.names[0]] = item;
    result = Eval(*expr.children[2], inner);
  }
  return result;
}

// Patterns and subqueries.
Value NaiveEvaluator::Patterns(const Expr& expr, const Bindings& row) {
  const std::vector<Bindings>* const group = std::exchange(group_, nullptr);
  List values;
  if (expr.pattern) {
    ForEachMatch(*expr.pattern, row, [&](const Bindings& match) {
      if (expr.kind == ExprKind::kPatternPredicate) {
        values.push_back(Value());
      } else if (!expr.children[0] || Test(*expr.children[0], match) == true) {
        values.push_back(Eval(*expr.children[1], match));
      }
    });
  } else {
    const bool collect = expr.kind == ExprKind::kCollectSubquery;
    for (const Bindings& result : Run(*expr.query, row)) {
      values.push_back(collect ? result.begin()->second : Value());
    }
  }
  group_ = group;
  switch (expr.kind) {
    case ExprKind::kPatternPredicate:
    case ExprKind::kExists:
      return Value::Boolean(!values.empty());
    case ExprKind::kCountSubquery:
      return Value::Integer(static_cast<int64_t>(values.size()));
    default:
      return Value::Of(std::move(values));
  }
}

Value NaiveEvaluator::Aggregated(const Expr& expr,
                                 const std::vector<Bindings>& group) {
  if (expr.kind == ExprKind::kCountStar) {
    return Value::Integer(static_cast<int64_t>(group.size()));
  }
  List values;
  for (const Bindings& row : group) {
    const Value value = Eval(*expr.children[0], row);
    const bool repeated =
        expr.flag &&
        std::any_of(values.begin(), values.end(),
                    [&](const Value& seen) { return Equivalent(seen, value); });
    if (!value.is_null() && !repeated) values.push_back(value);
  }
  const Value second =
      expr.children.size() > 1 ? Eval(*expr.children[1], {}) : Value();
  const auto result =
      NaiveAggregate(absl::AsciiStrToLower(expr.name), values, second);
  return result ? *result : Unknown(expr.name + " of these");
}

Value NaiveEvaluator::Call(const Expr& expr, const Bindings& row) {
  const std::string name = absl::AsciiStrToLower(expr.name);
  if (expr.kind == ExprKind::kCountStar || IsAggregateName(name)) {
    if (group_ == nullptr) return Unknown("an aggregate here");
    const std::vector<Bindings>* const group = std::exchange(group_, nullptr);
    Value result = Aggregated(expr, *group);
    group_ = group;
    return result;
  }
  List arguments;
  for (const ExprPtr& child : expr.children) {
    arguments.push_back(Eval(*child, row));
  }
  if (arguments.empty()) return Unknown("the function " + name);
  const Value& first = arguments[0];
  if (arguments.size() == 1 &&
      (first.is_node() || first.is_relationship() || first.is_path())) {
    return CallOnGraph(name, first);
  }
  if (const auto result = NaiveFunction(name, arguments)) return *result;
  return Unknown("the function " + name);
}

Value NaiveEvaluator::CallOnGraph(const std::string& name, const Value& value) {
  List list;
  if (value.is_node()) {
    if (name != "labels") return Unknown(name + " of a node");
    for (const std::string& label : Get(view_.Labels(value.node().id))) {
      list.push_back(Value::String(label));
    }
    return Value::Of(std::move(list));
  }
  if (value.is_relationship()) {
    const RelationshipRef& step = value.relationship();
    if (name == "type") return Value::String(Get(view_.TypeName(step.type)));
    if (name == "startnode") return Value::Of(NodeRef{step.start});
    if (name == "endnode") return Value::Of(NodeRef{step.end});
    return Unknown(name + " of a relationship");
  }
  const Path& path = value.path();
  if (name == "length") {
    return Value::Integer(static_cast<int64_t>(path.relationships.size()));
  }
  for (size_t i = 0; i < path.nodes.size(); ++i) {
    if (name == "nodes") list.push_back(Value::Of(path.nodes[i]));
    if (name == "relationships" && i > 0) {
      list.push_back(Value::Of(path.relationships[i - 1]));
    }
  }
  if (name != "nodes" && name != "relationships") return Unknown(name);
  return Value::Of(std::move(list));
}

}  // namespace weft::graphstore::query
