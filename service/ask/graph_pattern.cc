#include "service/ask/graph_pattern.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "graphstore/query/value/format.h"

namespace weft::service {
namespace {

using graphstore::query::List;
using graphstore::query::QuoteString;
using graphstore::query::Value;

constexpr absl::string_view kReturn =
    " RETURN x.name AS answer, a.name AS other, type(r) AS relation, "
    "r.valid_from AS time, x.value AS value, x.unit AS unit, "
    "r.sentence AS sentence, id(x) AS node, id(a) AS other_node, "
    "id(r) AS statement";

Value Strings(const std::vector<std::string>& texts) {
  List list;
  for (const std::string& text : texts) list.push_back(Value::String(text));
  return Value::Of(std::move(list));
}

std::string Literal(const Value& value) {
  if (value.is_string()) return QuoteString(value.string());
  if (!value.is_list()) return "null";
  return absl::StrCat("[",
                      absl::StrJoin(value.list(), ", ",
                                    [](std::string* out, const Value& item) {
                                      absl::StrAppend(out, Literal(item));
                                    }),
                      "]");
}

// Conditions with their parameters.
class QueryWriter {
 public:
  explicit QueryWriter(const GraphPattern& pattern) : pattern_(pattern) {}

  PatternQuery Write() && {
    Conditions();
    std::vector<std::string> parts;
    if (!pattern_.from_a.empty()) parts.push_back(Match(pattern_.from_a, true));
    if (!pattern_.to_a.empty()) parts.push_back(Match(pattern_.to_a, false));
    out_.text = absl::StrJoin(parts, " UNION ");
    return std::move(out_);
  }

 private:
  std::string Parameter(absl::string_view name, Value value) {
    std::string key = absl::StrCat(
        name, out_.parameters.empty() ? 0 : out_.parameters.size());
    out_.parameters[key] = std::move(value);
    return absl::StrCat("$", key);
  }

  void ConditionsOfNodes() {
    if (!pattern_.names.empty()) {
      where_.push_back(absl::StrCat(
          "a.name IN ", Parameter("names", Strings(pattern_.names))));
    }
    if (!pattern_.ends.empty()) {
      where_.push_back(absl::StrCat("x.name IN ",
                                    Parameter("ends", Strings(pattern_.ends))));
    }
    switch (pattern_.kind) {
      case EndKind::kAny:
        break;
      case EndKind::kEntity:
        where_.emplace_back("x:entity");
        break;
      case EndKind::kValue:
        where_.emplace_back("x:value AND NOT x:date");
        break;
    }
    if (!pattern_.unit.empty()) {
      where_.push_back(absl::StrCat(
          "x.unit = ", Parameter("unit", Value::String(pattern_.unit))));
    }
  }

  void ConditionsOfTime() {
    if (pattern_.timed) where_.emplace_back("r.valid_from IS NOT NULL");
    for (const TimeWindow& window : pattern_.windows) {
      Bound(window.since, window.after ? ">" : ">=");
      Bound(window.until, window.before ? "<" : "<=");
    }
  }

  // As far as the coarser of the two dates goes.
  void Bound(const std::string& iso, absl::string_view comparison) {
    if (iso.empty()) return;
    const std::string date = Parameter("date", Value::String(iso));
    where_.push_back(absl::StrCat("left(r.valid_from, size(", date, ")) ",
                                  comparison, " left(", date,
                                  ", size(r.valid_from))"));
  }

  void Conditions() {
    ConditionsOfNodes();
    where_.emplace_back(pattern_.denied ? "r.negated" : "NOT r.negated");
    if (!pattern_.any_factuality) where_.emplace_back("r.modality IS NULL");
    ConditionsOfTime();
    for (const std::vector<std::string>& words : pattern_.said) {
      where_.push_back(absl::StrCat("any(w IN ",
                                    Parameter("words", Strings(words)),
                                    " WHERE toLower(r.sentence) CONTAINS w)"));
    }
    if (!pattern_.source.empty()) {
      const std::string source = Parameter(
          "source", Value::String(absl::AsciiStrToLower(pattern_.source)));
      where_.push_back(absl::StrCat(
          "(toLower(coalesce(r.attribution, '')) CONTAINS ", source,
          " OR toLower(r.sentence) CONTAINS ", source, ")"));
    }
  }

  std::string Match(const std::vector<PatternRelation>& relations,
                    bool out) const {
    const std::string types = absl::StrJoin(
        relations, "|", [](std::string* text, const PatternRelation& relation) {
          absl::StrAppend(text, QuoteName(relation.name));
        });
    std::string text = absl::StrCat("MATCH (a)", out ? "-" : "<-", "[r:", types,
                                    "]", out ? "->" : "-", "(x) WHERE ",
                                    absl::StrJoin(where_, " AND "), kReturn);
    // A sort behind UNION would sort its last part alone.
    const bool alone = pattern_.to_a.empty() != pattern_.from_a.empty();
    if (alone && pattern_.order != PatternOrder::kNone) {
      absl::StrAppend(&text, " ORDER BY ", pattern_.timed ? "time" : "value",
                      pattern_.order == PatternOrder::kMost ? " DESC" : "");
    }
    return text;
  }

  const GraphPattern& pattern_;
  PatternQuery out_;
  std::vector<std::string> where_;
};

}  // namespace

std::string QuoteName(absl::string_view name) {
  return absl::StrCat("`", absl::StrReplaceAll(name, {{"`", "``"}}), "`");
}

PatternQuery ToQuery(const GraphPattern& pattern) {
  return QueryWriter(pattern).Write();
}

std::string PatternQuery::ByHand() const {
  std::string out;
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') quoted = !quoted;
    if (text[i] != '$' || quoted) {
      out += text[i];
      continue;
    }
    size_t end = i + 1;
    while (end < text.size() &&
           (absl::ascii_isalnum(text[end]) || text[end] == '_')) {
      ++end;
    }
    const auto value = parameters.find(text.substr(i + 1, end - i - 1));
    absl::StrAppend(&out, value == parameters.end() ? text.substr(i, end - i)
                                                    : Literal(value->second));
    i = end - 1;
  }
  return out;
}

}  // namespace weft::service
