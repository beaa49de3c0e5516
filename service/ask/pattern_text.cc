#include "service/ask/pattern_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "graphstore/query/value/format.h"
#include "service/ask/graph_pattern.h"

namespace weft::service {
namespace {

using graphstore::query::QuoteString;

// (a {name: 'Norvane'}); any node for what has no name.
std::string NamedNode(absl::string_view variable, absl::string_view name) {
  return name.empty()
             ? absl::StrCat("(", variable, ")")
             : absl::StrCat("(", variable, " {name: ", QuoteString(name), "})");
}

}  // namespace

std::string ChainQuery(const ChainReading& reading, absl::string_view start) {
  std::string out = absl::StrCat("MATCH (a {name: ", QuoteString(start), "})");
  for (size_t i = 0; i < reading.steps.size(); ++i) {
    const ChainStep& step = reading.steps[i];
    const bool last = i + 1 == reading.steps.size();
    absl::StrAppend(&out, step.forward ? "-" : "<-", "[:", QuoteName(step.name),
                    "]", step.forward ? "->" : "-", last ? "(x)" : "()");
  }
  absl::StrAppend(&out, " WHERE x <> a RETURN DISTINCT x.name");
  return out;
}

std::string QuestionQuery(const Question& question,
                          const std::vector<std::string>& names,
                          const Lexicon& lexicon) {
  std::string anchor;
  std::vector<std::string> conditions;
  for (size_t t = 0; t < question.terms.size(); ++t) {
    const Term& term = question.terms[t];
    if (t < names.size() && !names[t].empty() && anchor.empty()) {
      anchor = absl::StrCat(" {name: ", QuoteString(names[t]), "}");
    } else if (term.name) {
      conditions.push_back(
          absl::StrCat("r.sentence CONTAINS ", QuoteString(term.text)));
    } else if (term.verb) {
      std::vector<std::string> words;
      for (const std::string& word : lexicon.Alike(term.text)) {
        words.push_back(QuoteString(word));
      }
      conditions.push_back(absl::StrCat("any(w IN [",
                                        absl::StrJoin(words, ", "),
                                        "] WHERE type(r) CONTAINS w)"));
    }
  }
  if (!question.negated) conditions.push_back("NOT r.negated");
  return absl::StrCat(
      "MATCH (a", anchor, ")-[r]-(x) WHERE ",
      conditions.empty() ? "true" : absl::StrJoin(conditions, " AND "),
      " RETURN x.name, type(r), r.time, r.document, "
      "r.sentence");
}

std::string FactQuery(const graphstore::Fact& fact, const FoundAnswer& answer,
                      bool in_sentence) {
  const graphstore::Statement& statement = fact.statement;
  const bool subject = answer.node == statement.subject.id;
  const bool object = answer.node == statement.object.id;
  std::string from = "(x)", to = "(x)", condition;
  if (in_sentence) {
    from = NamedNode("a", statement.subject.text);
    condition =
        absl::StrCat(" AND r.sentence CONTAINS ", QuoteString(answer.text));
  } else if (!answer.node.is_entity() || subject == object) {
    return "";
  } else if (subject) {
    to = NamedNode("a", statement.object.text);
  } else {
    from = NamedNode("a", statement.subject.text);
  }
  return absl::StrCat(
      "MATCH ", from, "-[r:", QuoteName(statement.relation), "]->", to,
      " WHERE ", statement.negated ? "r.negated" : "NOT r.negated", condition,
      " RETURN x.name, type(r), r.time, r.document, "
      "r.sentence");
}

}  // namespace weft::service
