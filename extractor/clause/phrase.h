// Which tokens a slot of a fact shows for its head.
//
//   head "chipmaker" of "the ailing chipmaker from Malden, which Ruiz founded"
//     kFull    the ailing chipmaker from Malden
//     kMedium  the ailing chipmaker            ("of" phrases stay)
//     kShort   ailing chipmaker                (no articles)
//
// Relative clauses, appositions, parentheses and the arguments of a copula's
// complement are never part of the phrase: they make facts of their own.
#ifndef WEFT_EXTRACTOR_CLAUSE_PHRASE_H_
#define WEFT_EXTRACTOR_CLAUSE_PHRASE_H_

#include <cstdint>
#include <vector>

#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

enum class PhraseStyle : uint8_t {
  kFull,
  kMedium,
  kShort,
  // Everything below the head, subordinate clauses included: the content of
  // "said that ...".
  kClause,
};

struct PhraseOptions {
  PhraseStyle style = PhraseStyle::kFull;
  bool conjuncts = true;  // "A and B" as one phrase; else the first alone
  // A dependent of the head that is left out with everything below it.
  int without = kNoHead;
};

// Tokens of the phrase in ascending order; `head` is always among them.
std::vector<int> Phrase(const DependencyTree& tree, int head,
                        const PhraseOptions& options);

// `head` and everything coordinated with it ("A", "B", "C" of "A, B and C"), in
// text order, without verbs; at most kMaxConjuncts of them.
inline constexpr size_t kMaxConjuncts = 16;
std::vector<int> Conjuncts(const DependencyTree& tree, int head);

// Prepositions of a noun ("because of"), or those that it shares with the
// first conjunct: "in Malden and Lund".
std::vector<int> CaseMarkers(const DependencyTree& tree, int head);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_PHRASE_H_
