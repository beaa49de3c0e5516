// Who is who inside one document.
//
// Sieves, the sure ones first (Raghunathan et al. 2010, D10-1048, is the model
// of the order):
//   1. equal names (name_match.h), acronyms, short names of persons and
//      organisations, names that a bracket introduces;
//   2. descriptions: what an apposition, a title, "called", "is a" says of a
//      name, so that "the lender" finds its bank again;
//   3. from left to right, definite nouns (definite_nouns.h) and pronouns of
//      the third person, by a fitted ranker (pronoun_ranker.h); never an
//      argument of the same verb;
//   4. "I" and "we" in quotes: the speaker and his organisation (speakers.h).
// A mention without a safe antecedent stays what it is.
#ifndef WEFT_EXTRACTOR_COREF_COREFERENCE_H_
#define WEFT_EXTRACTOR_COREF_COREFERENCE_H_

#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "extractor/coref/mention_list.h"
#include "extractor/coref/named_entities.h"
#include "extractor/coref/pronoun_resolver.h"
#include "extractor/coref/sentence_facts.h"
#include "extractor/coref/token_ref.h"

namespace weft::extractor {

class Coreference {
 public:
  // The entity of the phrase whose head is this token, -1 when it has none:
  // names, and the nouns and pronouns that mean a name.
  int EntityAt(TokenRef head) const;
  // For a pronoun that means an unnamed phrase: that phrase's head.
  TokenRef AntecedentOf(TokenRef head) const;
  absl::Span<const NamedEntity> entities() const { return entities_; }
  absl::Span<const ResolvedMention> mentions() const { return mentions_; }

 private:
  friend class CoreferenceResolver;
  std::vector<std::vector<int>> entity_at_;  // by sentence and token
  std::vector<std::pair<TokenRef, TokenRef>> antecedents_;  // ordered
  std::vector<NamedEntity> entities_;
  std::vector<ResolvedMention> mentions_;
};

// Time: linear in the document; a pronoun looks back at most three sentences
// and 60 phrases, a noun at most 240. `decisions` may be null.
Coreference ResolveCoreference(
    absl::Span<const SentenceFacts> sentences,
    std::vector<PronounDecision>* decisions = nullptr);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_COREFERENCE_H_
