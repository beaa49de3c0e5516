// Expressions: each function writes one that gives what its name says, or null.
#include "absl/strings/str_cat.h"
#include "graphstore/query/testing/random_query.h"

namespace weft::graphstore::query {

std::string RandomQuery::Fresh() { return absl::StrCat("v", fresh_++); }

std::string RandomQuery::Any(Type type) {
  std::vector<std::string> names;
  for (const Variable& variable : scope_) {
    if (variable.type == type) names.push_back(variable.name);
  }
  return names.empty() ? "" : AnyOf(names);
}

std::string RandomQuery::AnyNode(bool also_new) {
  std::vector<std::string> names;
  for (const auto* variables : {&scope_, &declared_}) {
    if (variables == &declared_ && !also_new) break;
    for (const Variable& variable : *variables) {
      if (variable.type == Type::kNode) names.push_back(variable.name);
    }
  }
  return names.empty() ? "" : AnyOf(names);
}

std::string RandomQuery::Property(const std::string& name) {
  return absl::StrCat(name, ".", vocabulary_.number);
}

std::string RandomQuery::Of(Type type, int depth) {
  switch (type) {
    case Type::kInt:
      return Int(depth);
    case Type::kString:
      return String(depth);
    case Type::kBool:
      return Bool(depth);
    case Type::kInts:
      return Ints(depth);
    case Type::kBag:
      return Bag(depth);
    default:
      return Any(type);
  }
}

std::string RandomQuery::Int(int depth) {
  const std::string node = Any(Type::kNode);
  const std::string step = Any(Type::kStep);
  const std::string path = Any(Type::kPath);
  const std::string number = Any(Type::kInt);
  if (depth > 0 && Pick(3) != 0) return DeepInt(depth - 1);
  switch (Pick(9)) {
    case 0:
      return absl::StrCat(Pick(4));
    case 1:
      Note("parameter");
      return One({"$i", "$none"});
    case 2:
      Note("map parameter");
      return One({"$m.k", "$m['k']", "$m.absent"});
    case 3:
      if (!path.empty()) {
        Note("length(p)");
        return absl::StrCat("length(", path, ")");
      }
      break;
    case 4:
      if (!step.empty()) {
        return absl::StrCat(step, ".", vocabulary_.step_number);
      }
      break;
    case 5:
      return Say("null");
    default:
      break;
  }
  if (!number.empty() && (node.empty() || Pick(2))) return number;
  return node.empty() ? absl::StrCat(Pick(3)) : Property(node);
}

std::string RandomQuery::DeepInt(int depth) {
  const std::string node = Any(Type::kNode);
  switch (Pick(node.empty() ? 13 : 14)) {
    case 0:
      return absl::StrCat("(", Int(depth), One({" + ", " - "}), Int(depth),
                          ")");
    case 1:
      return absl::StrCat("(", Int(depth), One({" * 2", " / 2", " % 2"}), ")");
    case 2:
      return absl::StrCat("(-", Int(depth), ")");
    case 3:
      return absl::StrCat("size(", Pick(2) ? Ints(depth) : Bag(depth), ")");
    case 4:
      Note("CASE WHEN");
      return absl::StrCat("CASE WHEN ", Bool(depth), " THEN ", Int(depth),
                          Pick(2) ? absl::StrCat(" ELSE ", Int(depth)) : "",
                          " END");
    case 5:
      Note("CASE x WHEN");
      return absl::StrCat("CASE ", Int(depth), " WHEN ", Int(0), " THEN ",
                          Int(depth), " WHEN 1 THEN 7 ELSE 8 END");
    case 6:
      Note("coalesce");
      return absl::StrCat("coalesce(", Int(depth), ", ", Int(depth), ")");
    case 7:
      return absl::StrCat(One({"head(", "last("}), Ints(depth), ")");
    case 8: {
      Note("index");
      return absl::StrCat(Ints(depth), "[", One({"0", "1", "-1", "-2"}), "]");
    }
    case 9: {
      Note("reduce");
      const std::string total = Fresh();
      const std::string item = Fresh();
      return absl::StrCat("reduce(", total, " = 0, ", item, " IN ",
                          Pick(2) ? Ints(depth) : Bag(depth), " | ", total,
                          " + coalesce(", item, ", 1))");
    }
    case 10:
      if (subqueries_ > 0) return CountedSubquery(depth);
      return absl::StrCat("abs(", Int(depth), ")");
    case 11:
      return absl::StrCat(One({"sign(", "abs(", "toInteger("}), Int(depth),
                          ")");
    case 13:
      Note("map projection");
      return absl::StrCat("(", node, " {.", vocabulary_.number,
                          ", .name, k: ", Int(depth), "}).",
                          Pick(2) ? "k" : vocabulary_.number);
    default:
      Note("map");
      return absl::StrCat("{k: ", Int(depth), ", l: 5}", One({".k", ".l"}));
  }
}

std::string RandomQuery::String(int depth) {
  const std::string node = Any(Type::kNode);
  const std::string step = Any(Type::kStep);
  const std::string text = Any(Type::kString);
  if (depth > 0 && Pick(2)) {
    switch (Pick(6)) {
      case 0:
        return absl::StrCat("(", String(depth - 1), " + ", String(depth - 1),
                            ")");
      case 1:
        return absl::StrCat("toString(", Int(depth - 1), ")");
      case 2:
        return absl::StrCat(One({"toUpper(", "toLower(", "reverse("}),
                            String(depth - 1), ")");
      case 3:
        return absl::StrCat("CASE WHEN ", Bool(depth - 1), " THEN ",
                            String(depth - 1), " ELSE 'z' END");
      case 4:
        return absl::StrCat("coalesce(", String(depth - 1), ", 'none')");
      default:
        return absl::StrCat(One({"left(", "substring(", "right("}),
                            String(depth - 1), ", ", Pick(3), ")");
    }
  }
  if (!step.empty() && Pick(3) == 0) return absl::StrCat("type(", step, ")");
  if (!text.empty() && Pick(2)) return text;
  if (!node.empty() && Pick(4) != 0) return absl::StrCat(node, ".name");
  return One({"'a'", "'bc'", "$s", "''", "null"});
}

std::string RandomQuery::Bool(int depth, Place place) {
  const std::string node = Any(Type::kNode);
  if (depth > 0 && Pick(4) != 0) return DeepBool(depth - 1, place);
  switch (Pick(5)) {
    case 0:
      return One({"true", "false", "null"});
    case 1:
      if (node.empty()) break;
      Note("label test");
      return absl::StrCat(node, ":", AnyOf(vocabulary_.labels));
    case 2:
      if (node.empty()) break;
      return absl::StrCat(node, One({" = ", " <> "}), Any(Type::kNode));
    default:
      break;
  }
  return Comparison(0);
}

std::string RandomQuery::Comparison(int depth) {
  Note("comparison");
  const auto sign = [&] {
    return One({" < ", " <= ", " > ", " >= ", " = ", " <> "});
  };
  if (Pick(4) == 0) {
    return absl::StrCat("(", String(depth), sign(), String(depth), ")");
  }
  if (Pick(5) == 0) {
    Note("chain");
    return absl::StrCat("(", Int(depth), sign(), Int(depth), sign(), Int(depth),
                        ")");
  }
  return absl::StrCat("(", Int(depth), sign(), Int(depth), ")");
}

std::string RandomQuery::DeepBool(int depth, Place place) {
  switch (Pick(12)) {
    case 0: {
      const char* op = Say(Pick(3) == 0 ? "XOR" : Pick(2) ? "AND" : "OR");
      return absl::StrCat("(", Bool(depth, place), " ", op, " ",
                          Bool(depth, place), ")");
    }
    case 1:
    case 2: {
      const char* op = Say(Pick(2) ? "AND" : "OR");
      return absl::StrCat("(", Bool(depth, place), " ", op, " ",
                          Bool(depth, place), ")");
    }
    case 3:
      return absl::StrCat(Say("NOT"), " ", Bool(depth, place));
    case 4:
      Note("IS NULL");
      return absl::StrCat("(", Pick(2) ? Int(depth) : String(depth),
                          One({" IS NULL", " IS NOT NULL"}), ")");
    case 5:
      Note("IN");
      return absl::StrCat("(", Int(depth), " IN ",
                          Pick(2) ? Ints(depth) : Bag(depth), ")");
    case 6: {
      Note("quantifier");
      const std::string item = Fresh();
      const std::string list = Pick(2) ? Ints(depth) : Bag(depth);
      return absl::StrCat(One({"all(", "any(", "none(", "single("}), item,
                          " IN ", list, " WHERE ", item,
                          One({" > 0", " = 1", " <> 2", " IS NULL"}), ")");
    }
    case 7:
      Note("string test");
      return absl::StrCat("(", String(depth),
                          One({" STARTS WITH ", " ENDS WITH ", " CONTAINS "}),
                          String(0), ")");
    case 8:
      if (subqueries_ > 0) return Subquery("EXISTS", depth);
      return Comparison(depth);
    case 9:
      if (place == Place::kCondition && !AnyNode(false).empty()) {
        return PatternCondition();
      }
      return Comparison(depth);
    default:
      return Comparison(depth);
  }
}

std::string RandomQuery::PatternCondition() {
  Note("pattern condition");
  const auto node = [&] {
    return absl::StrCat(
        "(", Pick(2) ? Any(Type::kNode) : "",
        Pick(4) == 0 ? absl::StrCat(":", AnyOf(vocabulary_.labels)) : "", ")");
  };
  return absl::StrCat("(", Any(Type::kNode), ")", One({"-[", "<-["}),
                      StepInside(), Pick(4) == 0 ? "*1..2" : "", "]-", node());
}

std::string RandomQuery::Ints(int depth) {
  const std::string known = Any(Type::kInts);
  const std::string path = Any(Type::kPath);
  const std::string steps = Any(Type::kSteps);
  const std::string item = Fresh();
  if (!known.empty() && Pick(3) == 0) return known;
  const int next = depth - 1;
  switch (depth > 0 ? Pick(9) : Pick(4)) {
    case 0:
      Note("list parameter");
      return "$l";
    case 1:
      if (!path.empty()) {
        Note("nodes(p)");
        return absl::StrCat("[", item, " IN nodes(", path, ") | ",
                            Property(item), "]");
      }
      return absl::StrCat("[", Int(0), ", ", Int(0), "]");
    case 2:
      if (!path.empty() || !steps.empty()) {
        if (!path.empty()) Note("relationships(p)");
        return absl::StrCat(
            "[", item, " IN ",
            path.empty() ? steps : absl::StrCat("relationships(", path, ")"),
            " | ", item, ".", vocabulary_.step_number, "]");
      }
      return absl::StrCat("[", Int(0), "]");
    case 3:
      Note("range");
      return absl::StrCat("range(", Pick(3), ", ", Pick(4), ")");
    case 4:
      Note("list comprehension");
      return absl::StrCat("[", item, " IN ", Ints(next), " WHERE ", item,
                          One({" > 0", " <> 1", " IS NOT NULL"}),
                          Pick(2) ? absl::StrCat(" | ", item, " + 1") : "",
                          "]");
    case 5:
      Note("slice");
      return absl::StrCat(Ints(next),
                          One({"[1..]", "[..1]", "[0..2]", "[-2..]"}));
    case 6:
      return absl::StrCat(One({"tail(", "reverse("}), Ints(next), ")");
    case 7:
      if (subqueries_ > 0) return Subquery("COLLECT", next);
      [[fallthrough]];
    default:
      return absl::StrCat("(", Ints(next), " + ", Ints(next), ")");
  }
}

std::string RandomQuery::Bag(int depth) {
  const std::string known = Any(Type::kBag);
  if (!known.empty() && Pick(2)) return known;
  const std::string node = AnyNode(/*also_new=*/false);
  if (node.empty() || subqueries_ <= 0 || Pick(2)) return Ints(depth);
  --subqueries_;
  Note("pattern comprehension");
  const std::string end = Fresh();
  const std::vector<Variable> outer = scope_;
  scope_.push_back({end, Type::kNode});
  std::string text =
      absl::StrCat("[(", node, ")-[", StepInside(), "]-(", end, ")");
  if (Pick(2)) absl::StrAppend(&text, " WHERE ", Bool(0));
  absl::StrAppend(&text, " | ", Int(0), "]");
  scope_ = outer;
  return text;
}

// EXISTS and COLLECT.
std::string RandomQuery::Subquery(const char* kind, int depth) {
  --subqueries_;
  const std::vector<Variable> outer = scope_;
  const int free_nodes = free_nodes_;
  std::vector<Variable> declared;
  declared.swap(declared_);
  free_nodes_ = 1;
  const bool collect = std::string(kind) == "COLLECT";
  const bool bare = !collect && Pick(3) == 0;
  std::string text = absl::StrCat(kind, " { ", bare ? "" : "MATCH ", Path());
  Declare();
  if (Pick(2)) {
    absl::StrAppend(&text, " WHERE ", Bool(depth, Place::kCondition));
  }
  const std::string name = Fresh();
  if (collect) {
    Note("COLLECT { }");
    absl::StrAppend(&text, " RETURN ", Int(1), " AS ", name, " ORDER BY ",
                    name);
  } else if (!bare && Pick(2)) {
    Note("EXISTS WITH { }");
    absl::StrAppend(&text, " WITH ", Int(1), " AS ", name,
                    ", count(*) AS number WHERE number > 1 RETURN ", name);
  } else {
    Note("EXISTS { }");
  }
  scope_ = outer;
  free_nodes_ = free_nodes;
  declared_.swap(declared);
  return text + " }";
}

std::string RandomQuery::CountedSubquery(int depth) {
  --subqueries_;
  const std::vector<Variable> outer = scope_;
  const int free_nodes = free_nodes_;
  std::vector<Variable> declared;
  declared.swap(declared_);
  free_nodes_ = 1;
  const bool bare = Pick(2);
  std::string text = absl::StrCat("COUNT { ", bare ? "" : "MATCH ", Path());
  Declare();
  if (Pick(2)) {
    absl::StrAppend(&text, " WHERE ", Bool(depth, Place::kCondition));
  }
  if (bare) {
    Note("COUNT { }");
  } else {
    Note("COUNT DISTINCT { }");
    absl::StrAppend(&text, " RETURN DISTINCT ", Int(1), " AS ", Fresh());
  }
  scope_ = outer;
  free_nodes_ = free_nodes;
  declared_.swap(declared);
  return text + " }";
}

std::string RandomQuery::Aggregate(Type* type) {
  *type = Type::kInt;
  switch (Pick(12)) {
    case 0:
      return "count(*)";
    case 1:
      return "1 + count(*)";
    case 2:
      return absl::StrCat("count(DISTINCT ", Int(2), ")");
    case 3:
      return absl::StrCat("count(", String(1), ")");
    case 4:
      return absl::StrCat("sum(", Int(2), ")");
    case 5:
      return absl::StrCat("max(", Int(1), ") - min(", Int(1), ")");
    case 6:
      *type = Type::kString;
      return absl::StrCat(One({"min(", "max("}), String(1), ")");
    case 7:
      return absl::StrCat("size(collect(", One({"", "DISTINCT "}), Int(1),
                          "))");
    case 8:
      return absl::StrCat("percentileDisc(", Int(1), ", 0.5)");
    case 9:
      *type = Type::kFloat;
      return absl::StrCat("percentileCont(", Int(1), ", 0.25)");
    case 10:
      *type = Type::kFloat;
      return absl::StrCat(One({"avg(", "avg(DISTINCT ", "stDev(", "stDevP("}),
                          Int(1), ")");
    default:
      return absl::StrCat("sum(DISTINCT ", Int(1), ") * 2");
  }
}

}  // namespace weft::graphstore::query
