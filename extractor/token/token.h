// Tokens and sentences of one document: what the splitter returns and every
// later stage reads.
//
// All texts are views into Document::text() (extractor/text/document.h), which
// must outlive them; spans count bytes of that same text.
#ifndef WEFT_EXTRACTOR_TOKEN_TOKEN_H_
#define WEFT_EXTRACTOR_TOKEN_TOKEN_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"

namespace weft::extractor {

// One syntactic word in the sense of Universal Dependencies for English:
// "don't" is two tokens "do" + "n't", "Nvidia's" is "Nvidia" + "'s".
// Every token is a non-empty contiguous piece of the cleaned text.
struct Token {
  absl::string_view text;
  ByteSpan span;              // of the cleaned text
  bool space_before = false;  // white space stands between this token and the
                              // one before it
};

enum class SentenceKind {
  kProse,
  kHeading,   // a title or section heading: no full stop, own line
  kFragment,  // a byline, caption, list marker or other verbless line
  kLeadIn,    // the place of a report or the clock time before a sentence
};

// A sentence: one or more tokens, in text order, disjoint.
struct Sentence {
  ByteSpan span;  // of the cleaned text, from the first token to the last
  SentenceKind kind = SentenceKind::kProse;
  std::vector<Token> tokens;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_TOKEN_H_
