// What "the company", "the Finnish lender", "this bridge" mean.
//
// A definite noun is looked up among the phrases before it: best is what goes
// by that noun ("the lender" after "the lender Holm Bank", "Holm Bank" or "a
// lender"), then what a noun of the same group was used for (noun_types.h),
// then, for general nouns, the most salient name of the type. Whatever is said
// of the noun besides must not speak against it.
#ifndef WEFT_EXTRACTOR_COREF_DEFINITE_NOUNS_H_
#define WEFT_EXTRACTOR_COREF_DEFINITE_NOUNS_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/coref/discourse.h"

namespace weft::extractor {

struct DefiniteNoun {
  TokenRef ref;
  std::string noun;                    // lower case
  std::vector<std::string> modifiers;  // as written: "Finnish", "48-page"
  bool plural = false;
  bool possessed = false;  // "her son"
  int clause = kNoHead;
  int report = kNoHead;  // clause whose content this one is: "said that ..."
};

// Words between the article and the noun, names among them.
std::vector<std::string> ModifiersOf(const AnalyzedSentence& sentence,
                                     int noun);

// The phrase with this head if it can point back: "the", "this" or a
// possessive pronoun before it and nothing behind it that would tell which one
// is meant ("the mill in Lund"). `type_at` gives the type of the name that a
// token belongs to, nullopt for none.
std::optional<DefiniteNoun> ReadDefiniteNoun(
    const AnalyzedSentence& sentence, TokenRef ref,
    const std::function<std::optional<EntityType>(int)>& type_at);

// The chain it means, -1 when none is safe. `candidates` end before the noun.
int ChainOfNoun(const DefiniteNoun& noun, absl::Span<const Chain> chains,
                absl::Span<const Candidate> candidates);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_DEFINITE_NOUNS_H_
