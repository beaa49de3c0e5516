// A mention: one place in one document that says a statement.
#ifndef WEFT_GRAPHSTORE_FACT_MENTION_H_
#define WEFT_GRAPHSTORE_FACT_MENTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/span.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// A slot of a mention: where it stands and how it is written there. The span
// counts bytes of the ORIGINAL document and is empty when the slot is only
// implied; the text is what people are shown ("it" where the subject is a
// pronoun, "stock-fell" for a relation).
struct MentionSlot {
  ByteSpan span;
  std::string text;

  friend bool operator==(const MentionSlot&, const MentionSlot&) = default;
};

// A further circumstance: when, where, how much, to whom.
struct Qualifier {
  std::string role;      // "time", "place", "amount" ...
  std::string relation;  // the preposition, "" when there is none
  MentionSlot mention;
  std::string value;  // normalised: an ISO date, a plain number; may be ""
  std::string unit;

  friend bool operator==(const Qualifier&, const Qualifier&) = default;
};

// Who says so, when it is not the document itself.
struct Attribution {
  std::string text;  // "the company"; "" = the document itself
  NodeId entity;     // none when the source is not an entity of the graph

  friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct Mention {
  StatementId statement;
  DocumentId document;
  uint32_t ordinal = 0;   // number of the fact in its document, from 0
  uint32_t sentence = 0;  // index into the sentences of the document
  MentionSlot subject;
  MentionSlot relation;
  MentionSlot object;
  float confidence = 0;  // 0..1, kept in steps of 1/255
  std::string modality;  // "" = asserted; else the extractor's word for it
  Attribution attribution;
  std::vector<Qualifier> qualifiers;
  std::string valid_from;   // ISO 8601, "" = open
  std::string valid_until;  // ISO 8601, "" = open
  std::string rule;         // what made the fact

  friend bool operator==(const Mention&, const Mention&) = default;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_MENTION_H_
