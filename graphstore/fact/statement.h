// A statement: what the graph holds to be said, whoever says it and how often.
#ifndef WEFT_GRAPHSTORE_FACT_STATEMENT_H_
#define WEFT_GRAPHSTORE_FACT_STATEMENT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "base/span.h"
#include "graphstore/fact/mention.h"
#include "graphstore/fact/value.h"
#include "graphstore/key/ids.h"

namespace weft::graphstore {

// An edge of the graph as a traversal sees it: ids only.
struct Edge {
  NodeId subject;
  RelationId relation;
  NodeId object;  // none for an intransitive statement
  bool negated = false;
  StatementId statement;
  float confidence = 0;  // of its most certain mention

  friend bool operator==(const Edge&, const Edge&) = default;
};

// A node with what is needed to print it.
struct Node {
  NodeId id;
  std::string text;            // name of an entity, canonical form of a value
  std::string type;            // of an entity; "" = unknown, and for values
  std::optional<Value> value;  // unless it is an entity or none
};

// A statement with everything resolved.
struct Statement {
  StatementId id;
  Node subject;
  RelationId relation_id;
  std::string relation;  // lemma form, the relation's name
  Node object;
  bool negated = false;
  float confidence = 0;        // of its most certain mention
  uint64_t mention_count = 0;  // over all documents
};

// What ended a fact whose text leaves its end open: something later in its
// place, where there is one at a time (store/tenure.h).
struct FactEnd {
  std::string until;        // the last day, ISO 8601
  StatementId by;           // the later statement
  std::string by_document;  // the document that says it, by its own id

  friend bool operator==(const FactEnd&, const FactEnd&) = default;
};

// One mention of a statement, ready to be printed as evidence.
struct Fact {
  Statement statement;
  Mention mention;
  std::string document;     // the document's own id
  std::string published;    // of the document, ISO, may be ""
  ByteSpan sentence_span;   // of the original document
  std::string sentence;     // its text
  std::string attribution;  // name of the attribution's entity, else its text
  std::optional<FactEnd> end;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_FACT_STATEMENT_H_
