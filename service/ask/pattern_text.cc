#include "service/ask/pattern_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace weft::service {
namespace {

std::string Quoted(absl::string_view text) {
  return absl::StrCat(
      "'", absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"'", "\\'"}}), "'");
}

std::string TypeName(absl::string_view name) {
  return absl::StrCat("`", absl::StrReplaceAll(name, {{"`", "``"}}), "`");
}

}  // namespace

std::string ChainQuery(const ChainReading& reading, absl::string_view start) {
  std::string out = absl::StrCat("MATCH (a {name: ", Quoted(start), "})");
  for (size_t i = 0; i < reading.steps.size(); ++i) {
    const ChainStep& step = reading.steps[i];
    const bool last = i + 1 == reading.steps.size();
    absl::StrAppend(&out, step.forward ? "-" : "<-", "[:", TypeName(step.name),
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
      anchor = absl::StrCat(" {name: ", Quoted(names[t]), "}");
    } else if (term.name) {
      conditions.push_back(
          absl::StrCat("r.sentence CONTAINS ", Quoted(term.text)));
    } else if (term.verb) {
      std::vector<std::string> words;
      for (const std::string& word : lexicon.Alike(term.text)) {
        words.push_back(Quoted(word));
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

}  // namespace weft::service
