// The name of a phrase in the graph: that of the entity it means, else its own
// words in canonical form.
#ifndef WEFT_EXTRACTOR_CANON_PHRASE_NAME_H_
#define WEFT_EXTRACTOR_CANON_PHRASE_NAME_H_

#include <string>

#include "absl/types/span.h"
#include "extractor/coref/coreference.h"

namespace weft::extractor {

struct PhraseName {
  std::string text;  // "Norvane", "Norvane's stock", "export controls"
  int entity = -1;   // index into Coreference::entities(), -1 for plain words
};

// Names the phrase with this head. A pronoun inside is replaced by what it
// means ("its yard" -> "Norvane's yard"); articles, quotes and other words that
// tell no two things apart are left out; the first word of a sentence loses
// its capital unless it is a name. `without` as in PhraseOptions.
PhraseName NamePhrase(absl::Span<const SentenceFacts> sentences,
                      const Coreference& coreference, TokenRef head,
                      int without = kNoHead);

// As above, but the words themselves even where they mean a name: what is said
// of Vela in "Vela, a boat".
std::string DescribePhrase(absl::Span<const SentenceFacts> sentences,
                           const Coreference& coreference, TokenRef head,
                           int without = kNoHead);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CANON_PHRASE_NAME_H_
