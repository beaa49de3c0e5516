// The names of a sentence as coreference wants them: those of the tagger,
// mended with what the tree knows.
#ifndef WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
#define WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_

#include <string>
#include <vector>

#include "extractor/analysis/analyzer.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// Disjoint, in text order.
//
//   grown    [Lund] Zinc: over the proper nouns that the parser joins to it
//   joined   [Merikan] [Securities]: neighbours that hang on each other
//   split    [Lund studio Holm]: at a common noun of a kind
//   trimmed  [Vela model], [Chief Executive Ruiz], [Ukrainian Ivan Holm]: a
//            noun of its kind, an office or an origin is no part of a name
//            (but [Queen Ida], [Mrs Holm])
//   dropped  [Thursday], [parcel], [14:31], [Finnish] firm: times, common
//            nouns, numbers, adjectives of origin
//   added    proper nouns that the tagger did not see, and nouns with a
//            capital inside of a sentence, as names of unknown type (not in
//            headings, where everything is capitalised)
std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence);

// Probability below which the tagger is not sure of a name: no ground for more
// of them.
inline constexpr float kSureName = 0.5f;

// The words of a name, without a possessive ending.
std::string NameText(const AnalyzedSentence& sentence, TokenSpan span);

// For each token of a sentence of `size`: does it belong to one of `names`?
std::vector<bool> TokensOf(const std::vector<NameMention>& names, int size);

// The token of `span` whose head lies outside of it.
int HeadOf(const DependencyTree& tree, TokenSpan span);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
