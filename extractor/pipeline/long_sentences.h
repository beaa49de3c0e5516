// Sentences that are too long to be one.
//
// The network reads 256 tokens at a time, every fact shows its sentence, and
// the rules look at whole sentences. What runs on for longer is no prose: a
// table, a list without stops, a file that is no text. It is cut into
// sentences of at most kMaxSentence tokens, at a mark where there is one, so
// that time and output grow with the text and no faster.
#ifndef WEFT_EXTRACTOR_PIPELINE_LONG_SENTENCES_H_
#define WEFT_EXTRACTOR_PIPELINE_LONG_SENTENCES_H_

#include <vector>

#include "extractor/analysis/analyzer.h"
#include "extractor/token/token.h"

namespace weft::extractor {

inline constexpr size_t kMaxSentence = Analyzer::kMaxTokens;

// The same tokens in the same order. Linear.
std::vector<Sentence> CutLongSentences(std::vector<Sentence> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_LONG_SENTENCES_H_
