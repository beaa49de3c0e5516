// One line of text -> tokens in the sense of Universal Dependencies for
// English (the conventions of UD English EWT).
//
// White space cuts the line into chunks; a chunk gives off punctuation at both
// ends, is cut inside (hyphens, dashes, slashes, glued full stops), and its
// words give off clitics ("'s", "n't"). Addresses, hash tags, dates and
// numbers stay whole.
#ifndef WEFT_EXTRACTOR_TOKEN_TOKENIZER_H_
#define WEFT_EXTRACTOR_TOKEN_TOKENIZER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// Appends the tokens of text[line] to `tokens`; their spans count bytes of
// `text`. space_before of the first token is false. Linear in the length of
// the line.
void TokenizeLine(absl::string_view text, ByteSpan line,
                  std::vector<Token>& tokens);

// Cuts at white space only.
void TokenizeAtBlanks(absl::string_view text, ByteSpan line,
                      std::vector<Token>& tokens);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_TOKENIZER_H_
