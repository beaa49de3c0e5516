// A token of a document that is given as sentences.
#ifndef WEFT_EXTRACTOR_COREF_TOKEN_REF_H_
#define WEFT_EXTRACTOR_COREF_TOKEN_REF_H_

#include <compare>

namespace weft::extractor {

struct TokenRef {
  int sentence = -1;
  int token = -1;
  bool valid() const { return sentence >= 0; }
  friend bool operator==(TokenRef, TokenRef) = default;
  friend auto operator<=>(TokenRef, TokenRef) = default;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_TOKEN_REF_H_
