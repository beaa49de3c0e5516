// The names of a sentence as coreference wants them: those of the tagger,
// mended with what the tree knows.
#ifndef WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
#define WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
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
//   added    proper nouns that the tagger did not see, as names of unknown
//            type (not in headings, where everything is capitalised)
std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence);

// The same for a document, one list a sentence. What is a name in one sentence
// is one in the others too: its further occurrences are added, in headings as
// well, and of persons their last names.
std::vector<std::vector<NameMention>> MendedNames(
    absl::Span<const AnalyzedSentence* const> sentences);

// The words of a name, without a possessive ending.
std::string NameText(const AnalyzedSentence& sentence, TokenSpan span);

// The token of `span` whose head lies outside of it.
int HeadOf(const DependencyTree& tree, TokenSpan span);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
