// Features of every n-ary tuple of a file of pretokenised sentences, one row a
// tuple: what fit_confidence.py reads.
//
//   confidence_features FILE > features.tsv
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/openie/confidence.h"
#include "extractor/openie/views.h"
#include "extractor/pipeline/sentence_analysis.h"
#include "extractor/text/document.h"
#include "extractor/token/splitter.h"

namespace weft::extractor {
namespace {

void PrintRows(const SentenceAnalysis& sentence) {
  const SentenceView view = {sentence.tokens(), sentence.tree(),
                             sentence.clauses, sentence.propositions, true};
  for (const WordTuple& tuple : NaryTuples(view)) {
    const Proposition& proposition = sentence.propositions[tuple.proposition];
    ConfidenceInput input;
    input.proposition = &proposition;
    if (proposition.clause >= 0) {
      input.clause = &sentence.clauses[proposition.clause];
    }
    input.arguments = static_cast<int>(tuple.arguments.size());
    const ConfidenceFeatures row = ConfidenceFeaturesOf(sentence.tree(), input);
    std::puts(absl::StrJoin(row, "\t").c_str());
  }
}

absl::Status Run(const std::string& path) {
  DocumentInput input;
  WEFT_ASSIGN_OR_RETURN(input.bytes, ReadFile(path));
  input.verbatim = true;
  input.read_header = false;
  WEFT_ASSIGN_OR_RETURN(const Document document, Clean(input));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<const Analyzer> analyzer,
                        Analyzer::Create(""));
  for (AnalyzedSentence& sentence :
       analyzer->Analyze(Split(document.text(), SplitMode::kPretokenized))) {
    PrintRows(AnalyzePropositions(std::move(sentence), std::nullopt));
  }
  return absl::OkStatus();
}

}  // namespace
}  // namespace weft::extractor

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FILE\n", argv[0]);
    return 2;
  }
  const absl::Status status = weft::extractor::Run(argv[1]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}
