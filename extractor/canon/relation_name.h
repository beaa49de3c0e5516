// The name of a relation: its canonical lemma form and what people read.
//
//   words of the text                     lemma             display
//   "has released"                        release           released
//   "was not founded" + "in"              be found in       was-founded-in
//   "plans to sell"                       sell              plans-to-sell
//   "is" + noun "spinoff" + "of"          be spinoff of     is-spinoff-of
//   "stock falling" (participle)          stock fall        stock-fell
//
// The lemma form leaves out what the fact keeps in fields of its own: tense,
// negation, modality ("plans to", "may"), and adverbs. A passive keeps "be".
#ifndef WEFT_EXTRACTOR_CANON_RELATION_NAME_H_
#define WEFT_EXTRACTOR_CANON_RELATION_NAME_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"
#include "extractor/token/token.h"

namespace weft::extractor {

struct RelationParts {
  const Proposition* proposition = nullptr;
  const Clause* clause = nullptr;  // null for propositions of nouns
  // A complement or object inside the relation, "spinoff", "close"; ascending.
  std::vector<int> noun;
  std::vector<int> markers;  // "of"; ascending
  bool turned = false;       // a passive seen from its agent: "founded"
};

struct RelationName {
  std::string lemma;
  std::string display;
};

RelationName NameRelation(absl::Span<const Token> tokens,
                          const DependencyTree& tree,
                          const RelationParts& parts);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CANON_RELATION_NAME_H_
