// Trees of a CoNLL-U file -> tuples, to judge the rules apart from the parser.
//
//   conllu_tuples nary|binary|clauses FILE.conllu > tuples.tsv
//
// Prints the benchmark format: sentence, confidence (always 1), subject,
// relation, object, more arguments. `clauses` prints the clauses for people.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "extractor/clause/clause_finder.h"
#include "extractor/depparse/conllu.h"
#include "extractor/openie/factuality.h"
#include "extractor/openie/noun_rules.h"
#include "extractor/openie/verb_rules.h"
#include "extractor/openie/views.h"

namespace weft::extractor {
namespace {

void PrintClauses(const ParsedSentence& parsed,
                  const std::vector<Clause>& clauses) {
  const auto word = [&](int t) {
    return t == kNoHead ? absl::string_view("-")
                        : parsed.sentence.tokens[t].text;
  };
  std::printf("# %s\n", parsed.text->c_str());
  for (const Clause& clause : clauses) {
    std::string line = absl::StrCat(
        ClauseKindName(clause.kind), clause.passive ? " passive" : "", " [",
        JoinTokens(parsed.sentence.tokens, clause.verb, true),
        "] subject=", word(clause.subject));
    for (const Argument& argument : clause.arguments) {
      absl::StrAppend(&line, " ", ArgumentRoleName(argument.role), "=",
                      word(argument.head));
    }
    std::printf("  %s\n", line.c_str());
  }
}

void PrintTuples(const SentenceView& view, const std::string& text,
                 bool binary, bool rules) {
  for (const WordTuple& tuple :
       binary ? BinaryTuples(view) : NaryTuples(view)) {
    std::string arguments = absl::StrJoin(tuple.arguments, "\t");
    if (rules) {
      absl::StrAppend(&arguments, "\t#",
                      view.propositions[tuple.proposition].rule);
    }
    std::printf("%s\t1\t%s\t%s\t%s\n", text.c_str(), tuple.subject.c_str(),
                tuple.relation.c_str(), arguments.c_str());
  }
}

int Main(const std::string& mode, const std::string& path) {
  auto bytes = ReadFile(path);
  if (!bytes.ok()) {
    std::fprintf(stderr, "%s\n", bytes.status().ToString().c_str());
    return 1;
  }
  auto sentences = ParseConllu(*bytes);
  if (!sentences.ok()) {
    std::fprintf(stderr, "%s\n", sentences.status().ToString().c_str());
    return 1;
  }
  for (const ParsedSentence& parsed : *sentences) {
    const std::vector<Clause> clauses = FindClauses(parsed.tree);
    if (mode == "clauses") {
      PrintClauses(parsed, clauses);
      continue;
    }
    auto propositions = VerbPropositions(parsed.tree, clauses,
                                         JudgeClauses(parsed.tree, clauses));
    for (Proposition& proposition :
         NounPropositions(parsed.sentence.tokens, parsed.tree, {})) {
      propositions.push_back(std::move(proposition));
    }
    const SentenceView view = {parsed.sentence.tokens, parsed.tree, clauses,
                               propositions, true};
    PrintTuples(view, *parsed.text, mode.substr(0, 6) == "binary",
                mode.find("rules") != std::string::npos);
  }
  return 0;
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s nary|binary|clauses FILE.conllu\n",
                 argv[0]);
    return 2;
  }
  return weft::extractor::Main(argv[1], argv[2]);
}
