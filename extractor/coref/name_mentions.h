// The names of a sentence as coreference wants them: those of the tagger,
// mended with what the tree knows.
#ifndef WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
#define WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_

#include <string>
#include <vector>

#include "extractor/analysis/analyzer.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// Disjoint, in text order. A name grows over the proper nouns that the parser
// joins to it ("Lund" + "Zinc"), loses a noun of its kind ("Vela" of "Vela
// model"), and phrases of proper nouns that the tagger did not see become
// names of unknown type (not in headings, where everything is capitalised).
std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence);

// The words of a name, without a possessive ending.
std::string NameText(const AnalyzedSentence& sentence, TokenSpan span);

// The token of `span` whose head lies outside of it.
int HeadOf(const DependencyTree& tree, TokenSpan span);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_MENTIONS_H_
