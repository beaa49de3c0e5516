// Where sentences end in a line of tokens, and what kind of line it is.
#ifndef WEFT_EXTRACTOR_TOKEN_SENTENCE_END_H_
#define WEFT_EXTRACTOR_TOKEN_SENTENCE_END_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// Index behind the last token of each sentence, ascending; the last one is
// tokens.size(). Empty for no tokens.
std::vector<size_t> FindSentenceEnds(absl::Span<const Token> tokens);

// Kind of a sentence that is `whole_line` or one of several on its line.
SentenceKind ClassifySentence(absl::Span<const Token> tokens, bool whole_line);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_SENTENCE_END_H_
