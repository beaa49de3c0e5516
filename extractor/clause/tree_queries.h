// Small questions that the clause rules ask of a tree.
#ifndef WEFT_EXTRACTOR_CLAUSE_TREE_QUERIES_H_
#define WEFT_EXTRACTOR_CLAUSE_TREE_QUERIES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "extractor/depparse/dependency_tree.h"

namespace weft::extractor {

bool IsVerbTag(const Node& node);          // VERB or any VB* tag
bool IsRelativePronoun(const Node& node);  // which, that, who
bool IsNegation(const Node& node);         // not, never, hardly

bool HasChild(const DependencyTree& tree, int token, Deprel label);

// The subject among the dependents of `verb`, or kNoHead: a plain subject
// before a clause or an outer one ("what's more, ..."), the nearer of two.
int SubjectChild(const DependencyTree& tree, int verb);

// "the first to match it", "the only one to leave", "the first woman to direct
// it": the infinitive behind such a noun has happened to it.
bool IsRank(const DependencyTree& tree, int noun);

// Verbs whose object does what the infinitive behind it says, or the gerund
// behind "of", "for" and "from": "ordered him to pay", "accused him of lying",
// "kept him from leaving".
bool ControlsByObject(absl::string_view lemma);

// Verbs that make an amount larger or smaller: "cut", "raise", "fall".
bool ChangesAmount(absl::string_view lemma);

// "by a fifth", "by 12 %" behind a verb that changes an amount: by how much,
// where "by two banks" would say who did it.
bool IsStepOfChange(const DependencyTree& tree, int token);

// Prepositions and conjunctions of `token` with the words fixed to them
// ("because" "of"), ascending.
std::vector<int> Markers(const DependencyTree& tree, int token);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_CLAUSE_TREE_QUERIES_H_
