// Who speaks where a sentence does not say so itself.
//
//   Ruiz wrote to the bank:              (a line that ends in a colon)
//   We take the matter seriously. ...    -> the paragraph behind it is Ruiz's
//
//   "The yard is safe," said Ruiz. "It will open."   -> the second quote, too
//
// and whom "we" means: the speaker's employer, when the text names one or
// gives the speaker an office ("Norvane's president, Ana Ruiz").
#ifndef WEFT_EXTRACTOR_PIPELINE_SPEECH_H_
#define WEFT_EXTRACTOR_PIPELINE_SPEECH_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/coref/coreference.h"
#include "extractor/pipeline/sentence_analysis.h"

namespace weft::extractor {

// Sentences behind a report ("Ruiz said ...") in which "we" and "I" are still
// the speaker.
inline constexpr int kSpeakerReach = 3;

struct Speech {
  // Whose words the whole sentence is; invalid when it says so itself or when
  // nobody's. Head of the phrase that names the speaker.
  TokenRef carried;
  // Entity of the last speaker before the end of the sentence who is near
  // enough to be "I", -1 for none.
  int last = -1;
};

// One value for each sentence; `text` is what their spans count. Linear.
std::vector<Speech> FindSpeech(absl::string_view text,
                               absl::Span<const SentenceAnalysis> sentences,
                               const Coreference& coreference);

// Person -> organisation, both as entities of `coreference`. An office without
// an employer ("the chief executive, Ruiz") belongs to the organisation that
// the text has named most often so far.
absl::flat_hash_map<int, int> FindEmployers(
    absl::Span<const SentenceAnalysis> sentences,
    const Coreference& coreference);

// Whose paper it is: the employer of who signs it ("Ana Ruiz, president of
// Norvane", a line of its own at either end), -1 for none. "We" outside of
// quotes is then the employer.
int DocumentVoice(absl::Span<const SentenceAnalysis> sentences,
                  const Coreference& coreference,
                  const absl::flat_hash_map<int, int>& employers);

// Does the token stand between quotes that open before it in its sentence?
bool StandsInQuotes(absl::Span<const Token> tokens, int token);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_SPEECH_H_
