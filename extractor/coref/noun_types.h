// What kind of entity a common noun can stand for: "the company", "the
// startup" mean an organisation, "the model" a product, "the judge" a person.
#ifndef WEFT_EXTRACTOR_COREF_NOUN_TYPES_H_
#define WEFT_EXTRACTOR_COREF_NOUN_TYPES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// kUnknown for nouns that stand for no named thing ("the plan"). `lemma` in
// lower case. The lists follow WordNet's hyponyms of organization, person,
// location and artifact, cut to nouns that news uses anaphorically.
EntityType TypeOfNoun(absl::string_view lemma);

// Nouns of one group can mean the same thing ("bank" and "lender"), nouns of
// two groups of one type cannot ("club" and "ministry"). 0 for nouns without
// a type; persons are one group.
int GroupOfNoun(absl::string_view lemma);

// Whether "the referee" may be a person known by these nouns: the trades must
// be near, a noun of no trade ("the witness") says too little, and a general
// one ("the woman") is open to all.
bool MayBeCalled(absl::string_view noun, absl::Span<const std::string> known);

// Nouns of persons that firms go by as well: "Norvane, the market leader".
bool MayBeFirm(absl::string_view lemma);

// Nouns that only repeat the kind of the name before them: "the X2 model".
bool IsKindNoun(absl::string_view lemma);

// Adjectives under which a noun is not the one before: "the other company",
// "the new model".
bool SetsApart(absl::string_view adjective);

// Nouns so general that with "the" they mean the nearest name of their type
// even when nobody called it so before: "the company", "the ship".
bool IsGenericNoun(absl::string_view lemma);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NOUN_TYPES_H_
