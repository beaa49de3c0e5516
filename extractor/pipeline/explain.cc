#include "extractor/pipeline/explain.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "extractor/openie/views.h"

namespace weft::extractor {
namespace {

std::string Word(const SentenceAnalysis& sentence, int token) {
  return token == kNoHead ? "-" : std::string(sentence.tokens()[token].text);
}

void AppendTree(const SentenceAnalysis& sentence, std::string* text) {
  size_t width = 1;
  for (const Token& token : sentence.tokens()) {
    width = std::max(width, token.text.size());
  }
  width = std::min<size_t>(width, 24);
  for (int i = 0; i < sentence.tree().size(); ++i) {
    const Node& node = sentence.tree()[i];
    absl::StrAppendFormat(text, "  %3d %-*s %-*s %-5s %-5s %3d %s\n", i + 1,
                          static_cast<int>(width), Word(sentence, i),
                          static_cast<int>(width), node.lemma,
                          UposName(node.upos), XposName(node.xpos),
                          node.head + 1, DeprelName(node.label));
  }
}

void AppendClause(const SentenceAnalysis& sentence, const Clause& clause,
                  std::string* text) {
  absl::StrAppend(text, "  clause (", ClauseKindName(clause.kind),
                  clause.passive ? ", passive" : "",
                  "): ", JoinTokens(sentence.tokens(), clause.verb, true),
                  "  subject ", Word(sentence, clause.subject));
  for (const Argument& argument : clause.arguments) {
    absl::StrAppend(text, "  ", ArgumentRoleName(argument.role), " ");
    if (!argument.markers.empty()) {
      absl::StrAppend(
          text, JoinTokens(sentence.tokens(), argument.markers, true), " ");
    }
    absl::StrAppend(text, Word(sentence, argument.head));
  }
  text->push_back('\n');
}

void AppendFact(const ExtractedDocument& document, const Fact& fact,
                std::string* text) {
  std::string object = "-";
  if (fact.object != kNoEntity) object = document.entities[fact.object].name;
  if (fact.object_value) object = fact.object_value->text;
  absl::StrAppendFormat(text, "  %s: %s -%s-> %s  (%.2f%s)\n", fact.rule,
                        document.entities[fact.subject].name,
                        fact.relation_display, object, fact.confidence,
                        fact.negated ? ", denied" : "");
}

void AppendTuple(const Tuple& tuple, std::string* text) {
  absl::StrAppendFormat(
      text, "  %s: %s | %s | %s  (%.2f)\n", tuple.rule, tuple.subject,
      tuple.relation, absl::StrJoin(tuple.arguments, " | "), tuple.confidence);
}

}  // namespace

std::vector<std::string> Explain(absl::Span<const SentenceAnalysis> sentences,
                                 const ExtractedDocument& document) {
  std::vector<std::string> result;
  for (size_t s = 0; s < sentences.size(); ++s) {
    std::string text = absl::StrCat(document.sentences[s].text, "\n");
    AppendTree(sentences[s], &text);
    for (const Clause& clause : sentences[s].clauses) {
      AppendClause(sentences[s], clause, &text);
    }
    result.push_back(std::move(text));
  }
  for (const Fact& fact : document.facts) {
    AppendFact(document, fact, &result[fact.sentence]);
  }
  for (const Tuple& tuple : document.tuples) {
    AppendTuple(tuple, &result[tuple.sentence]);
  }
  return result;
}

}  // namespace weft::extractor
