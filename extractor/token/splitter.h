// Text -> sentences of tokens.
//
// Survives news: abbreviations ("U.S. export controls"), initials, decimals,
// quotes, missing blanks after full stops ("open.The"), glued words
// ("outletsincluding"), headlines, bylines, bullets and lists.
#ifndef WEFT_EXTRACTOR_TOKEN_SPLITTER_H_
#define WEFT_EXTRACTOR_TOKEN_SPLITTER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/token/token.h"

namespace weft::extractor {

enum class SplitMode {
  kProse,         // sentences are found
  kLines,         // every line is one sentence
  kPretokenized,  // every line is one sentence, blanks separate tokens (PTB
                  // style): a token is exactly what stands between blanks
};

// `text` must be valid UTF-8 and outlive the result. Linear in its length for
// any input. In kLines and kPretokenized an empty line gives a sentence
// without tokens, so that result[i] is line i.
std::vector<Sentence> Split(absl::string_view text, SplitMode mode);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_SPLITTER_H_
