// Every decision about a pronoun in the documents of a treebank, with the
// features of all candidates: what fit_pronouns.py reads.
//
//   pronoun_decisions FILE.conllu > decisions.txt
//
//   D document
//   P sentence token                 the pronoun, both counted from 0
//   O sentence token feature ...     a candidate
//   N feature ...                    "none of them"
//
// Sentences and tokens are those of the file, trees and names those of the
// built-in model, so that the fit sees the errors that the product will make.
// A document is what shares its sent_id up to the last hyphen.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/coref/coreference.h"
#include "extractor/depparse/conllu.h"
#include "extractor/pipeline/sentence_analysis.h"

namespace weft::extractor {
namespace {

void Print(const std::string& document,
           const std::vector<SentenceAnalysis>& sentences) {
  std::vector<SentenceFacts> views;
  for (const SentenceAnalysis& sentence : sentences) {
    views.push_back(
        {&sentence.analyzed, sentence.clauses, sentence.propositions});
  }
  std::vector<PronounDecision> decisions;
  ResolveCoreference(views, &decisions);
  std::puts(absl::StrCat("D ", document).c_str());
  for (const PronounDecision& d : decisions) {
    std::puts(
        absl::StrCat("P ", d.pronoun.sentence, " ", d.pronoun.token).c_str());
    for (const PronounDecision::Option& option : d.options) {
      std::puts(absl::StrCat("O ", option.candidate.sentence, " ",
                             option.candidate.token, " ",
                             absl::StrJoin(option.features, " "))
                    .c_str());
    }
    std::puts(absl::StrCat("N ", absl::StrJoin(d.none, " ")).c_str());
  }
}

absl::Status Run(const std::string& path) {
  WEFT_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  WEFT_ASSIGN_OR_RETURN(std::vector<ParsedSentence> parsed, ParseConllu(text));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<const Analyzer> analyzer,
                        Analyzer::Create(""));
  for (size_t begin = 0; begin < parsed.size();) {
    const auto document = [&](size_t i) {
      return parsed[i].id.substr(0, parsed[i].id.rfind('-'));
    };
    std::vector<Sentence> sentences;
    size_t end = begin;
    for (; end < parsed.size() && document(end) == document(begin); ++end) {
      sentences.push_back(parsed[end].sentence);
    }
    std::vector<SentenceAnalysis> analyses;
    for (AnalyzedSentence& a : analyzer->Analyze(std::move(sentences))) {
      analyses.push_back(AnalyzePropositions(std::move(a), std::nullopt));
    }
    Print(document(begin), analyses);
    begin = end;
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FILE.conllu\n", argv[0]);
    return 2;
  }
  const absl::Status status = weft::extractor::Run(argv[1]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}
