// What the extractor returns: the facts of one document, resolved and typed,
// each with the place where it is written.
//
// All spans count bytes of the document as it came in (DocumentInput::bytes),
// so bytes[span] is what a reader of the original sees.
#ifndef WEFT_EXTRACTOR_PIPELINE_FACT_H_
#define WEFT_EXTRACTOR_PIPELINE_FACT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/mention/name_mention.h"
#include "extractor/text/document.h"
#include "extractor/value/value.h"

namespace weft::extractor {

enum class Modality : uint8_t {
  kAsserted,
  kPossible,
  kPlanned,
  kConditional,
  kHypothetical,
  kClaimed,
  kQuestion,
};
absl::string_view ModalityName(Modality modality);  // "planned"
std::optional<Modality> ParseModality(absl::string_view name);

enum class QualifierRole : uint8_t {
  kTime,
  kPlace,
  kQuantity,
  kPurpose,
  kManner,
  kReason,
  kCondition,
  kRecipient,
  kInstrument,
  kTopic,
  kOther,
};
absl::string_view QualifierRoleName(QualifierRole role);  // "time"
std::optional<QualifierRole> ParseQualifierRole(absl::string_view name);

inline constexpr int kNoEntity = -1;

// An entity of this document: all mentions that mean the same thing.
struct Entity {
  struct Alias {
    std::string text;    // "the startup" is no alias, "OpenAI" is one
    uint32_t count = 0;  // mentions in this document
  };
  std::string name;  // canonical
  EntityType type = EntityType::kUnknown;
  bool named = false;          // has a proper name ("DeepSeek"), is not merely
                               // described ("export controls")
  std::vector<Alias> aliases;  // the name itself included
};

// A phrase that means an entity: its name, "the company", "it"; or one of
// several that mean the same thing without a name ("the merger", "it").
struct EntityMention {
  int entity = kNoEntity;  // index into ExtractedDocument::entities
  int phrase = -1;         // else: which of the unnamed things, from 0
  ByteSpan span;
};

// A slot of a fact as the text words it.
struct Mention {
  std::string text;  // "it", "had launched"; "" when nothing stands there
  ByteSpan span;     // empty when the slot is implied or not contiguous text
};

struct Qualifier {
  QualifierRole role = QualifierRole::kOther;
  std::string relation;  // preposition or ""
  std::string text;      // without that preposition
  ByteSpan span;
  std::optional<Value> value;
  int entity = kNoEntity;  // when the text means an entity of the document
};

struct Fact {
  uint32_t sentence = 0;  // index into ExtractedDocument::sentences
  int subject =
      kNoEntity;  // index into ExtractedDocument::entities, always set
  Mention subject_mention;
  std::string relation;  // lemmas with particles and prepositions: "stock fall"
  std::string relation_display;  // as shown to people: "stock-fell"
  Mention relation_mention;
  // At most one of the two; neither for an intransitive clause.
  int object = kNoEntity;
  std::optional<Value> object_value;
  Mention object_mention;
  bool negated = false;
  Modality modality = Modality::kAsserted;
  std::string attribution;  // canonical name of who says so, or ""
  int attribution_entity = kNoEntity;
  std::vector<Qualifier> qualifiers;
  // When it held, as the text says; ISO 8601 like Value::iso, "" when unsaid.
  std::string valid_from;
  std::string valid_until;
  float confidence = 0;  // 0..1
  std::string rule;      // which rule made it: "verb.svo", "possessive.value"
};

// One line of the n-ary or binary view: words of the sentence.
struct Tuple {
  uint32_t sentence = 0;
  float confidence = 0;
  std::string subject;
  std::string relation;
  std::vector<std::string> arguments;  // object first; empty when intransitive
  std::string rule;
};

struct ExtractedSentence {
  ByteSpan span;     // of the original bytes
  std::string text;  // the original bytes as valid UTF-8 on one line
};

struct ExtractedDocument {
  std::string id, title, url;
  std::string published;  // ISO date or ""
  std::vector<ExtractedSentence> sentences;
  std::vector<Entity> entities;
  std::vector<EntityMention> mentions;  // in text order
  std::vector<Fact> facts;              // the graph view, in text order
  std::vector<Tuple> tuples;  // the view that was asked for, if not graph
  std::vector<DroppedRegion> dropped;
  std::vector<std::string> explanations;  // one per sentence when asked for:
                                          // the tree and the rules, for people
};

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_PIPELINE_FACT_H_
