// Finds what pronouns of the third person mean: gathers the phrases before
// each, leaves out what grammar and sex forbid, and lets the ranker choose.
#ifndef WEFT_EXTRACTOR_COREF_PRONOUN_RESOLVER_H_
#define WEFT_EXTRACTOR_COREF_PRONOUN_RESOLVER_H_

#include <vector>

#include "extractor/coref/document_state.h"
#include "extractor/coref/token_ref.h"

namespace weft::extractor {

// One decision about a pronoun, for fitting the ranker: the features of each
// candidate and of "none of them".
struct PronounDecision {
  struct Option {
    TokenRef candidate;
    std::vector<int> features;
  };
  TokenRef pronoun;
  std::vector<Option> options;
  std::vector<int> none;
};

// Resolves the word at `ref` if it is such a pronoun: enters its chain into
// the state and adds it to the candidates. `decisions` may be null.
void ResolvePronoun(TokenRef ref, DocumentState* state,
                    std::vector<PronounDecision>* decisions);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_PRONOUN_RESOLVER_H_
