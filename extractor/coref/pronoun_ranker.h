// Which of the phrases before a pronoun it means.
//
// A log-linear ranker: each candidate, and the choice "none of them", has a
// set of yes/no features; the sum of their weights is its score, and the best
// score wins. The weights (pronoun_weights.h) are maximum-likelihood estimates
// of a softmax over the candidates, in which every candidate of the right
// chain counts as right (Durrett and Klein 2013, D13-1203, is the model of the
// loss; features are few and hold no words, so that they carry over to texts
// of other subjects). extractor/eval/fit_pronouns.py fits them; its head says
// on which data.
#ifndef WEFT_EXTRACTOR_COREF_PRONOUN_RANKER_H_
#define WEFT_EXTRACTOR_COREF_PRONOUN_RANKER_H_

#include <vector>

#include "absl/types/span.h"
#include "extractor/coref/discourse.h"

namespace weft::extractor {

// The pronoun and where it stands.
struct Anaphor {
  TokenRef ref;
  PronounKind kind = PronounKind::kNone;
  Role role = Role::kOther;
  bool main_subject = false;
  bool reflexive = false;
  bool quoted = false;
  int clause = kNoHead;
  // "It is likely that ...": the grammar wants a subject that means nothing.
  bool empty = false;
  bool copular = false;  // subject of a copula
};

// A candidate as seen from the pronoun.
struct Pairing {
  const Candidate* candidate = nullptr;
  const Chain* chain = nullptr;
  int between = 0;     // candidates between the two
  bool above = false;  // its clause stands above the pronoun's
};

// Indexes of the features that hold, for one candidate and for "none".
std::vector<int> FeaturesOf(const Anaphor& anaphor, const Pairing& pairing);
std::vector<int> FeaturesOfNone(const Anaphor& anaphor, int candidates);

int FeatureCount();
double ScoreOf(absl::Span<const int> features);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_PRONOUN_RANKER_H_
