// One sentence in its document, as the builders of facts see it: phrases as
// words, names and places.
#ifndef WEFT_EXTRACTOR_PIPELINE_SENTENCE_FRAME_H_
#define WEFT_EXTRACTOR_PIPELINE_SENTENCE_FRAME_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "base/span.h"
#include "extractor/canon/phrase_name.h"
#include "extractor/clause/phrase.h"
#include "extractor/coref/coreference.h"
#include "extractor/pipeline/fact.h"
#include "extractor/pipeline/sentence_analysis.h"
#include "extractor/text/document.h"

namespace weft::extractor {

// A phrase by its head; `without` as in PhraseOptions.
struct Slot {
  int head = kNoHead;
  int without = kNoHead;
};

// Longest subordinate clause or reported content that becomes text of a fact,
// in words; longer ones are left to their own facts.
inline constexpr size_t kMaxClauseWords = 30;

// A date or a stretch of time.
bool IsTime(const ValueMention& value);

// Borrows everything it is made of.
class SentenceFrame {
 public:
  SentenceFrame(const Document& document, const SentenceAnalysis& sentence,
                int index, absl::Span<const SentenceFacts> views,
                const Coreference& coreference);

  const SentenceAnalysis& sentence() const { return sentence_; }
  const DependencyTree& tree() const { return sentence_.tree(); }
  int index() const { return index_; }

  // Index of the nearest clause above a token, -1 when there is none.
  int OwnerOf(int token) const { return owner_[token]; }

  std::vector<int> PhraseOf(Slot slot, PhraseStyle style) const;
  std::string Join(absl::Span<const int> tokens) const;
  Mention MentionOf(absl::Span<const int> tokens) const;
  Mention MentionOf(TokenSpan span) const;

  PhraseName NameOf(Slot slot) const;
  std::string Describe(Slot slot) const;  // see DescribePhrase
  int EntityOf(int head) const;           // -1: not a named entity
  EntityType TypeOf(int entity) const {
    return coreference_.entities()[entity].type;
  }

  bool IsTimeAt(int token) const;
  // The phrase holds nothing but the value and small words.
  bool IsWholly(Slot slot, const ValueMention& value) const;
  // "according to Ruiz": the attribution says it already.
  bool IsSourcePhrase(const Argument& argument) const;

 private:
  void FindOwners();

  const Document& document_;
  const SentenceAnalysis& sentence_;
  const int index_;
  absl::Span<const SentenceFacts> views_;
  const Coreference& coreference_;
  std::vector<int> owner_;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_SENTENCE_FRAME_H_
