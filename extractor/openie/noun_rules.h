// Propositions that no verb states.
//
// Rule ids, each with its example:
//   apposition.is     Carmen Diaz, head of Acme: Diaz - is - head of Acme
//   title.is          chip maker Norvane: Norvane - is - chip maker
//   possessive.has    Norvane's yard: Norvane - has - yard
//   name.introduced   a boat called Vela: Vela - is - boat
//   abbreviation.is   Lund Trade Union (LTU): Lund Trade Union - is - LTU
//   member.is         rivals such as Quill: Quill - is - rival
//   place.in          Lund, Sweden: Lund - is in - Sweden
//   age.is            Diaz, 43, ...: Diaz - is - 43
//   based.in          the Lund-based maker: maker - is based in - Lund
//   event.verb        the launch of Vela by Norvane: Norvane - launch - Vela
#ifndef WEFT_EXTRACTOR_OPENIE_NOUN_RULES_H_
#define WEFT_EXTRACTOR_OPENIE_NOUN_RULES_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/mention/name_mention.h"
#include "extractor/openie/proposition.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// `names` are the names of the sentence; both may be empty.
std::vector<Proposition> NounPropositions(absl::Span<const Token> tokens,
                                          const DependencyTree& tree,
                                          absl::Span<const NameMention> names);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_NOUN_RULES_H_
