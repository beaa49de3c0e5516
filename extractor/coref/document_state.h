// The state of a document's resolution: what its stages hand to one another.
#ifndef WEFT_EXTRACTOR_COREF_DOCUMENT_STATE_H_
#define WEFT_EXTRACTOR_COREF_DOCUMENT_STATE_H_

#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/coref/discourse.h"
#include "extractor/coref/sentence_facts.h"

namespace weft::extractor {

inline constexpr int kNoChain = -1;

struct DocumentState {
  std::vector<const AnalyzedSentence*> analyzed;
  std::vector<absl::Span<const Clause>> clauses;
  std::vector<std::vector<bool>> quoted;  // speakers.h

  // Of named_entities.h, and growing: the chains of the named entities come
  // first, in their order.
  std::vector<Chain> chains;
  std::vector<std::vector<int>> chain_at;  // by sentence and token
  std::vector<std::vector<int>> names;     // number of the name there, or -1
  absl::flat_hash_set<std::pair<int, int>> ascribed;
  absl::flat_hash_map<int, int> organization_of;

  absl::flat_hash_set<int> groups;    // chains of coordinations
  std::vector<Candidate> candidates;  // of the document so far, in text order
  int in_sentence = 0;                // candidates of the sentence so far

  const DependencyTree& Tree(int s) const { return analyzed[s]->tree; }
  absl::string_view TextAt(int s, int t) const {
    return analyzed[s]->sentence.tokens[t].text;
  }
  int At(int s, int t) const { return chain_at[s][t]; }
};

// The predicate above a phrase.
int ClauseAbove(const DocumentState& state, int s, int t);

// The phrase with this head, still without its chain.
Candidate CandidateAt(const DocumentState& state, int s, int t);

// Adds a mention of `candidate.chain`.
void AddMention(const Candidate& candidate, DocumentState* state);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_DOCUMENT_STATE_H_
