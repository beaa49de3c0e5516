// Analysers for judging the rules apart from the model.
#ifndef WEFT_EXTRACTOR_EVAL_CONLLU_ANALYZER_H_
#define WEFT_EXTRACTOR_EVAL_CONLLU_ANALYZER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "extractor/analysis/analyzer.h"

namespace weft::extractor {

// Trees and names of a CoNLL-U file: a sentence gets the tree of the block
// with the same words, or a flat tree when there is none. Errors: those of
// ReadFile and ParseConllu.
absl::StatusOr<std::unique_ptr<const Analyzer>> MakeConlluAnalyzer(
    const std::string& path);

// The same from text; columns may be parted by blanks, as ParseConllu allows.
absl::StatusOr<std::unique_ptr<const Analyzer>> ParseConlluAnalyzer(
    absl::string_view conllu);

// Prints the tokens of each sentence to stdout, one sentence a line, and gives
// every one a flat tree.
std::unique_ptr<const Analyzer> MakeTokenPrinter();

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_EVAL_CONLLU_ANALYZER_H_
