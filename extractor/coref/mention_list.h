// The mentions of a resolved document, for those who want to see them.
#ifndef WEFT_EXTRACTOR_COREF_MENTION_LIST_H_
#define WEFT_EXTRACTOR_COREF_MENTION_LIST_H_

#include <vector>

#include "base/span.h"
#include "extractor/coref/document_state.h"

namespace weft::extractor {

// A phrase that means an entity or something spoken of more than once.
struct ResolvedMention {
  int entity = -1;  // named entity; -1 for things without a name
  int phrase = -1;  // which of those, counted from 0; -1 for named ones
  int sentence = -1;
  TokenSpan tokens;  // without a possessive ending; a noun with what stands
                     // before it ("the Finnish lender")
};

// Names and the nouns and pronouns that mean them; of unnamed things those
// that are meant kWorthListing times or more: annotators list only what a text
// dwells on. In text order. A noun that is only ascribed ("Vela is a boat") is
// none. The first `entities` chains are those of the named entities.
inline constexpr int kWorthListing = 3;
std::vector<ResolvedMention> ListMentions(const DocumentState& state,
                                          int entities);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_MENTION_LIST_H_
