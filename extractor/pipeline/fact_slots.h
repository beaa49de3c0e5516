// Who and what a fact is about: its subject, its object and who says it, as
// entities and values of the document.
#ifndef WEFT_EXTRACTOR_PIPELINE_FACT_SLOTS_H_
#define WEFT_EXTRACTOR_PIPELINE_FACT_SLOTS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/coref/coreference.h"
#include "extractor/pipeline/entity_table.h"
#include "extractor/pipeline/fact.h"
#include "extractor/pipeline/sentence_frame.h"
#include "extractor/pipeline/speech.h"
#include "extractor/text/document.h"

namespace weft::extractor {

// Lives as long as one document is turned into facts; collects its entities.
class FactSlots {
 public:
  FactSlots(const Document& document,
            absl::Span<const SentenceAnalysis> sentences,
            absl::Span<const SentenceFacts> views,
            const Coreference& coreference);

  // The sentence that the calls below speak of.
  void Enter(const SentenceFrame* frame) { frame_ = frame; }

  // `source` is the head of who says so, kNoHead when the sentence does not
  // tell; then it may be somebody before it.
  void SetAttribution(int source, Fact* fact) const;
  // After SetAttribution: "we" and "I" are who speaks.
  void SetSubject(Slot subject, Fact* fact);
  // After SetSubject. An ascribed object ("is a bank") keeps its own words,
  // even where it means a named entity.
  void SetObject(Slot object, bool ascribed, Fact* fact);
  // The object is text, not a thing: reported content.
  void SetText(const std::vector<int>& words, Fact* fact);

  // A proper name of an entity.
  bool IsName(int token) const;

  const EntityTable& entities() const { return entities_; }
  std::vector<Entity> Take() && { return std::move(entities_).Take(); }

 private:
  int EntityIndex(Slot slot);
  int NameGivenTo(int noun) const;
  bool IsReflexive(int token) const;
  std::string WithSpeaker(const std::string& phrase) const;
  int SpeakerAs(absl::string_view word, int speaker) const;
  int WeAt(int token) const;
  const Speech& speech() const { return speech_[frame_->index()]; }

  absl::Span<const SentenceFacts> views_;
  const Coreference& coreference_;
  EntityTable entities_;
  const std::vector<Speech> speech_;               // by sentence
  const absl::flat_hash_map<int, int> employers_;  // person -> organisation
  const int voice_;  // organisation whose paper it is, -1
  const SentenceFrame* frame_ = nullptr;
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_FACT_SLOTS_H_
