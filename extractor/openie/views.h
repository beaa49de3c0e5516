// Propositions -> tuples of words: the n-ary and the binary view.
//
// Both are cut out of the same propositions and hold words of the sentence:
//   "She began her career in 1947 in Lund."
//     n-ary   She | began | her career | in 1947 | in Lund
//     binary  She | began | her career
//             She | began her career in | 1947
//             She | began her career in | Lund
// The n-ary view keeps coordinations together, the binary one splits them. The
// binary view holds what has two arguments; an intransitive clause ("Ruiz
// resigned") is in the n-ary view alone.
#ifndef WEFT_EXTRACTOR_OPENIE_VIEWS_H_
#define WEFT_EXTRACTOR_OPENIE_VIEWS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/clause/clause.h"
#include "extractor/depparse/dependency_tree.h"
#include "extractor/openie/proposition.h"
#include "extractor/token/token.h"

namespace weft::extractor {

// What the views read; everything belongs to one sentence and is borrowed.
struct SentenceView {
  absl::Span<const Token> tokens;
  const DependencyTree& tree;
  absl::Span<const Clause> clauses;
  absl::Span<const Proposition> propositions;
  bool pretokenized = false;  // join tokens by blanks, else as in the text
};

struct WordTuple {
  int proposition = 0;  // index into SentenceView::propositions
  std::string subject;
  std::string relation;
  std::vector<std::string> arguments;  // object first, empty if intransitive
};

std::vector<WordTuple> NaryTuples(const SentenceView& sentence);
std::vector<WordTuple> BinaryTuples(const SentenceView& sentence);

// The words of these tokens, ascending, as the text spaces them (or joined by
// blanks): "Norvane's stock".
std::string JoinTokens(absl::Span<const Token> tokens,
                       absl::Span<const int> indexes, bool pretokenized);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_OPENIE_VIEWS_H_
