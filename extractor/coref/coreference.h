// Who is who inside one document.
//
// Deterministic sieves, the sure ones first (Raghunathan et al. 2010,
// D10-1048, is the model of the order):
//   1. equal names (name_match.h), acronyms, short names of persons and
//      organisations, names that a bracket introduces;
//   2. descriptions: what an apposition, a title, "called", "is a" says of a
//      name, so that "the lender" finds its bank again;
//   3. definite nouns ("the company", "the Finnish lender"): the nearest name
//      that bears the description, else the nearest one of the type;
//   4. pronouns: the most salient mention of fitting type and number before
//      them, subjects first, never an argument of the same verb.
// A mention without a safe antecedent stays what it is.
#ifndef WEFT_EXTRACTOR_COREF_COREFERENCE_H_
#define WEFT_EXTRACTOR_COREF_COREFERENCE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/clause/clause.h"
#include "extractor/mention/name_mention.h"
#include "extractor/openie/proposition.h"

namespace weft::extractor {

// A token of the document.
struct TokenRef {
  int sentence = -1;
  int token = -1;
  bool valid() const { return sentence >= 0; }
  friend bool operator==(TokenRef, TokenRef) = default;
};

// What the analysis of one sentence gives to coreference; borrowed.
struct SentenceFacts {
  const AnalyzedSentence* analyzed = nullptr;
  absl::Span<const Clause> clauses;
  absl::Span<const Proposition> propositions;
};

// Everything that one name of the document stands for.
struct NamedEntity {
  std::string name;  // canonical: the fullest form for persons, else the most
                     // frequent one
  EntityType type = EntityType::kUnknown;
  std::vector<std::pair<std::string, int>> aliases;  // surface form, count
};

// A phrase that means an entity: a name, or a noun or pronoun for one.
struct ResolvedMention {
  int entity = -1;
  int sentence = -1;
  TokenSpan tokens;  // without a possessive ending; a noun with what stands
                     // before it ("the Finnish lender")
};

class Coreference {
 public:
  // The entity of the phrase whose head is this token, -1 when it has none:
  // names, and the nouns and pronouns that mean a name.
  int EntityAt(TokenRef head) const;
  // For a pronoun or noun that means an unnamed phrase: that phrase's head.
  TokenRef AntecedentOf(TokenRef head) const;
  absl::Span<const NamedEntity> entities() const { return entities_; }
  // Every mention of an entity, in text order.
  absl::Span<const ResolvedMention> mentions() const { return mentions_; }

 private:
  friend class CoreferenceResolver;
  std::vector<std::vector<int>> entity_at_;  // by sentence and token
  std::vector<std::pair<TokenRef, TokenRef>> antecedents_;  // ordered
  std::vector<NamedEntity> entities_;
  std::vector<ResolvedMention> mentions_;
};

// Time: linear in the document; a pronoun looks back at most three sentences.
Coreference ResolveCoreference(absl::Span<const SentenceFacts> sentences);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_COREFERENCE_H_
