#include "graphstore/query/plan/explain.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace weft::graphstore::query {
namespace {

class Printer {
 public:
  // `measured`: null for no estimates either.
  Printer(const Plan& plan, absl::string_view text,
          const std::vector<MeasuredNode>* measured)
      : plan_(plan), text_(text), measured_(measured) {}

  std::string Run() {
    Print(*plan_.root, 0);
    // In the order of the text, so that the output is always the same.
    std::vector<std::pair<const Expr*, const PlanNode*>> subplans;
    for (const auto& [expr, node] : plan_.subplans) {
      subplans.emplace_back(expr, node.get());
    }
    std::sort(subplans.begin(), subplans.end(),
              [](const auto& a, const auto& b) {
                return a.first->begin < b.first->begin;
              });
    for (const auto& [expr, node] : subplans) {
      absl::StrAppend(&out_, "inside ", Text(*expr), "\n");
      Print(*node, 1);
    }
    return std::move(out_);
  }

 private:
  std::string Text(const Expr& expr) const {
    std::string text(text_.substr(expr.begin, expr.end - expr.begin));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
  }

  std::string Name(int slot) const {
    const std::string& name = plan_.slot_names[slot];
    return name.empty() ? absl::StrCat("_", slot) : name;
  }

  // Of a relationship and its types.
  std::string Inside(int slot, const std::vector<std::string>& types) const {
    std::string text = Name(slot);
    if (!types.empty()) absl::StrAppend(&text, ":", absl::StrJoin(types, "|"));
    return text;
  }

  // Node: a PlanNode or a CountedStep.
  template <typename Node>
  std::string Between(const Node& node, absl::string_view inside) const {
    return absl::StrCat("(", Name(node.from), ")",
                        node.direction == Direction::kIn ? "<-[" : "-[", inside,
                        node.direction == Direction::kOut ? "]->" : "]-", "(",
                        Name(node.to), ")");
  }

  std::string Arrow(const PlanNode& node) const {
    std::string inside = Inside(node.slot, node.type_names);
    const bool length = node.kind == PlanKind::kExpandLength ||
                        node.min_hops != 1 || node.max_hops != 1;
    if (length) {
      absl::StrAppend(&inside, "*", node.min_hops, "..");
      if (node.max_hops != kUnbounded) absl::StrAppend(&inside, node.max_hops);
    }
    return Between(node, inside);
  }

  std::string Ways(const PlanNode& node) const {
    std::vector<std::string> parts;
    for (const CountedStep& step : node.steps) {
      parts.push_back(Between(step, Inside(step.slot, step.type_names)));
      if (!step.predicates.empty()) {
        absl::StrAppend(&parts.back(), " where ", Conditions(step.predicates));
      }
    }
    std::string text = absl::StrJoin(parts, ", ");
    if (!node.flag) return text;
    absl::StrAppend(&text, " from ", Scan(node, node.from));
    if (!node.predicates.empty()) {
      absl::StrAppend(&text, " where ", Conditions(node.predicates));
    }
    return text;
  }

  std::string Scan(const PlanNode& node, int slot) const {
    if (!node.types.any) {
      const bool out = node.direction == Direction::kOut;
      return absl::StrCat("NodesByType ", Name(slot), out ? "-[:" : "<-[:",
                          absl::StrJoin(node.type_names, "|"),
                          out ? "]->" : "]-");
    }
    return node.label.empty()
               ? absl::StrCat("AllNodes ", Name(slot))
               : absl::StrCat("NodesByLabel ", Name(slot), ":", node.label);
  }

  std::string Conditions(const std::vector<Predicate>& predicates) const {
    std::vector<std::string> parts;
    for (const Predicate& predicate : predicates) {
      switch (predicate.kind) {
        case Predicate::Kind::kCondition:
          parts.push_back(Text(*predicate.expr));
          break;
        case Predicate::Kind::kLabels:
          parts.push_back(
              predicate.labels.empty()
                  ? absl::StrCat(Name(predicate.slot), " IS NOT NULL")
                  : absl::StrCat(Name(predicate.slot), ":",
                                 absl::StrJoin(predicate.labels, ":")));
          break;
        case Predicate::Kind::kProperty:
          parts.push_back(absl::StrCat(Name(predicate.slot), ".", predicate.key,
                                       " = ", Text(*predicate.expr)));
          break;
      }
    }
    return absl::StrJoin(parts, " AND ");
  }

  std::string Sort(const Projection& projection) const {
    std::vector<std::string> keys;
    for (const SortItem& item : projection.order_by) {
      keys.push_back(
          absl::StrCat(Text(*item.expr), item.descending ? " DESC" : ""));
    }
    std::string text = absl::StrCat("Sort ", absl::StrJoin(keys, ", "));
    if (projection.limit) absl::StrAppend(&text, " (top rows only)");
    return text;
  }

  std::string Aggregates(const Projection& projection) const {
    std::vector<std::string> keys;
    for (size_t key : projection.keys) {
      keys.push_back(projection.items[key].name);
    }
    std::vector<std::string> aggregates;
    for (const Aggregate& aggregate : projection.aggregates) {
      aggregates.push_back(Name(aggregate.slot));
    }
    std::string text =
        absl::StrCat("Aggregate ", absl::StrJoin(aggregates, ", "));
    if (!keys.empty()) {
      absl::StrAppend(&text, " by ", absl::StrJoin(keys, ", "));
    }
    return text;
  }

  std::string Title(const PlanNode& node) const {
    switch (node.kind) {
      case PlanKind::kArgument:
        return "Argument";
      case PlanKind::kNodeScan:
        return Scan(node, node.slot);
      case PlanKind::kNodeSeek:
        return absl::StrCat("NodesByIndex ", Name(node.slot), ".", node.key,
                            node.flag ? " IN " : " = ", Text(*node.expr));
      case PlanKind::kExpand:
        return absl::StrCat(node.flag ? "ExpandInto " : "Expand ", Arrow(node));
      case PlanKind::kCountWays:
        return absl::StrCat("CountWays ", Ways(node));
      case PlanKind::kExpandLength:
        return absl::StrCat(node.flag        ? "ExpandLengthInto "
                            : node.ends_only ? "ExpandEnds "
                                             : "ExpandLength ",
                            Arrow(node),
                            node.predicates.empty() ? "" : " each ",
                            Conditions(node.predicates));
      case PlanKind::kEndpoints:
        return absl::StrCat("Endpoints ", Arrow(node));
      case PlanKind::kShortest:
        return absl::StrCat(node.path->selector == PathSelector::kShortest
                                ? "Shortest "
                            : node.path->selector == PathSelector::kAllShortest
                                ? "AllShortest "
                                : absl::StrCat("Shortest ", node.path->k, " "),
                            Arrow(node));
      case PlanKind::kPath:
        return absl::StrCat("Path ", Name(node.slot));
      case PlanKind::kFilter:
        return absl::StrCat("Filter ", Conditions(node.predicates));
      case PlanKind::kOptional:
        return "Optional";
      case PlanKind::kUnwind:
        return absl::StrCat("Unwind ", Text(*node.expr), " AS ",
                            Name(node.slot));
      case PlanKind::kProject: {
        std::vector<std::string> names;
        for (const ProjectionItem* item : node.items) {
          names.push_back(item->name);
        }
        return absl::StrCat("Project ", absl::StrJoin(names, ", "));
      }
      case PlanKind::kAggregate:
        return Aggregates(*node.projection);
      case PlanKind::kDistinct:
        return "Distinct";
      case PlanKind::kSort:
        return Sort(*node.projection);
      case PlanKind::kSkip:
        return absl::StrCat("Skip ", Text(*node.expr));
      case PlanKind::kLimit:
        return absl::StrCat("Limit ", Text(*node.expr));
      case PlanKind::kUnion:
        return "Union";
    }
    return "?";
  }

  void Print(const PlanNode& node, int depth) {
    absl::StrAppend(&out_, std::string(2 * depth, ' '), Title(node));
    if (measured_ != nullptr) PrintRows(node);
    absl::StrAppend(&out_, "\n");
    // The last child is the inner side; the input goes on at the same depth so
    // that long chains stay readable.
    for (size_t i = node.children.size(); i > 1; --i) {
      Print(*node.children[i - 1], depth + 1);
    }
    const bool only_argument =
        !node.children.empty() && node.children[0]->kind == PlanKind::kArgument;
    if (!node.children.empty() && !only_argument) {
      Print(*node.children[0],
            node.kind == PlanKind::kUnion ? depth + 1 : depth);
    }
  }

  void PrintRows(const PlanNode& node) {
    absl::StrAppend(&out_, "  [~",
                    static_cast<int64_t>(std::ceil(std::min(node.rows, 1e15))),
                    " rows");
    if (!measured_->empty()) {
      const MeasuredNode& measured = (*measured_)[node.id];
      absl::StrAppend(&out_, "; was ", measured.rows, " rows");
      if (measured.edges > 0) {
        absl::StrAppend(&out_, ", ", measured.edges, " edges read");
      }
    }
    absl::StrAppend(&out_, "]");
  }

  const Plan& plan_;
  absl::string_view text_;
  const std::vector<MeasuredNode>* const measured_;
  std::string out_;
};

}  // namespace

std::string Explain(const Plan& plan, absl::string_view text,
                    const std::vector<MeasuredNode>& measured) {
  return Printer(plan, text, &measured).Run();
}

std::string PlanShape(const Plan& plan, absl::string_view text) {
  return Printer(plan, text, nullptr).Run();
}

}  // namespace weft::graphstore::query
