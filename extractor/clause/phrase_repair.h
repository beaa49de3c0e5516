// Mends noun phrases whose head a parser or tagger took from the wrong side.
//
//   "fined the lender Gull Bank $7 million": the bank as part of the amount
//      -> the indirect object; amounts have no nouns before their currency
//   "raised its growth forecast to 2%": "forecast" as a participle
//      -> a noun whose form is a verb's as well
//   "lists prevailing doubts": the participle as what is listed
//      -> an adjective, unless the verb takes activities ("stopped making")
//   "the loss-making mill": "loss" as the head, with dashes for hyphens
//      -> an adjective before the mill
//   "Quill pays 60 million": the number as a modifier of the verb
//      -> its object
//   "Lights out in Lund.": a noun with a particle, and no verb anywhere
//      -> the particle is the predicate
//   "the catamaran Vela": the boat as a part of the name
//      -> a noun: names have a capital
//   "Shares slid 3%": the verb as an adjective
//      -> a verb: it has an object
//   "two water pumps": pumps as what water does
//      -> a noun: two are many
//   "Its app surpassed Quill.": the verb as an adjective of the object, and no
//   other verb anywhere
//      -> the verb
#ifndef WEFT_EXTRACTOR_CLAUSE_PHRASE_REPAIR_H_
#define WEFT_EXTRACTOR_CLAUSE_PHRASE_REPAIR_H_

#include "absl/types/span.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// tokens.size() == tree.size(). Linear.
DependencyTree RepairPhrases(absl::Span<const Token> tokens,
                             DependencyTree tree);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_PHRASE_REPAIR_H_
