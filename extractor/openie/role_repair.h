// Mends trees where only the meaning of a word says what is what.
//
//   "Chief Executive Ana Ruiz": adjectives of the name -> one title before it
//   "German boat maker Vela": three words before the name
//      -> one description of it
//   "Ana Ruiz, president and founder of Norvane": coordinated persons
//      -> an apposition
//   "no evidence that it had leaked": a relative clause
//      -> the content of the evidence
//   "Norvane founder and chairman Ana Ruiz": the founder and Ruiz as two
//      -> two offices of one person
//   "Ruiz, 44, left": Ruiz and 44 as two
//      -> an apposition
//   "refused last week to halt it": the infinitive as a purpose
//      -> what was refused
//   "Gull & Holm": two names
//      -> one
//   "told Vela that it would sail": the conjunction as an object of "sail"
//      -> a mark
//   "the union of sailors, Vela,": sailors, who are many, under one name
//      -> the union
//   "said through an aide that he left": a clause of the aide
//      -> what was said
//   "..., reported the coast guard": the speaker as object of the report
//      -> its subject
#ifndef WEFT_EXTRACTOR_OPENIE_ROLE_REPAIR_H_
#define WEFT_EXTRACTOR_OPENIE_ROLE_REPAIR_H_

#include "absl/types/span.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// tokens.size() == tree.size(). Linear.
DependencyTree RepairRoles(absl::Span<const Token> tokens, DependencyTree tree);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_ROLE_REPAIR_H_
