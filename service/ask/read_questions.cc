// Prints how questions are read: one question a line on standard input.
//
//   bazel run -c opt //service/ask:read_questions < questions.txt
#include <iostream>
#include <string>

#include "extractor/analysis/analyzer.h"
#include "service/ask/asked_relation.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"

namespace {

void Print(const char* what, const weft::service::AskedEnd& end) {
  std::cout << what << "=" << static_cast<int>(end.role)
            << (end.preposition.empty() ? "" : "/") << end.preposition
            << (end.owned.empty() ? "" : "'s ") << end.owned;
}

}  // namespace

int main() {
  const auto analyzer = weft::extractor::Analyzer::Create("");
  if (!analyzer.ok()) {
    std::cerr << analyzer.status() << "\n";
    return 1;
  }
  const auto lexicon = weft::service::Lexicon::Create();
  std::string line;
  while (std::getline(std::cin, line)) {
    const weft::service::Question question = weft::service::ReadQuestion(
        line, **analyzer, *lexicon, [](absl::string_view) { return false; });
    const auto& tree = question.sentence.tree;
    std::cout << line << "\n  " << question.statement.text << "\n  "
              << weft::service::AnswerKindName(question.statement.kind)
              << " noun=" << question.statement.noun;
    if (question.predicate >= 0) {
      std::cout << " predicate=" << tree[question.predicate].lemma;
    }
    if (question.gap >= 0) {
      std::cout << " gap="
                << weft::extractor::DeprelName(tree[question.gap].label);
    }
    std::cout << " terms:";
    for (const weft::service::Term& term : question.terms) {
      std::cout << " [" << term.text << (term.name ? "*" : "") << " "
                << term.distance << "]";
    }
    std::cout << "\n";
    const weft::service::QuestionRelation asked =
        weft::service::ReadRelation(question, *lexicon);
    if (asked.relation.bases.empty()) continue;
    std::cout << "  relation: " << asked.relation.bases.front();
    Print(" gap", asked.relation.gap);
    Print(" named", asked.relation.named);
    if (asked.named >= 0) std::cout << " " << question.terms[asked.named].text;
    for (const int t : asked.further) {
      std::cout << " +" << question.terms[t].text;
    }
    std::cout << "\n";
  }
  return 0;
}
