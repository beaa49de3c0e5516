#include "extractor/coref/document_state.h"

#include "absl/strings/ascii.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {

int ClauseAbove(const DocumentState& state, int s, int t) {
  const int head = state.Tree(s)[t].head;
  return head == kNoHead ? t : ClauseOf(state.Tree(s), head);
}

Candidate CandidateAt(const DocumentState& state, int s, int t) {
  const DependencyTree& tree = state.Tree(s);
  Candidate candidate;
  candidate.ref = {s, t};
  candidate.form = FormOf(tree, t);
  candidate.role = RoleOf(tree, t);
  candidate.main_subject =
      candidate.role == Role::kSubject && tree[t].head == tree.root();
  candidate.time =
      Is(absl::AsciiStrToLower(tree[t].lemma), WordClass::kTimeNoun);
  candidate.quoted = state.quoted[s][t];
  candidate.clause = ClauseAbove(state, s, t);
  candidate.order = state.in_sentence;
  return candidate;
}

void AddMention(const Candidate& candidate, DocumentState* state) {
  Chain& chain = state->chains[candidate.chain];
  if (!chain.first.valid()) chain.first = candidate.ref;
  ++chain.mentions;
  state->candidates.push_back(candidate);
  ++state->in_sentence;
}

}  // namespace weft::extractor
