// A sentence of the graph's evidence with all its facts, analysed: the place
// where answers are read.
//
// Its words form a graph: an arc of the dependency tree, an argument of a
// clause and a slot of a fact are one step each. So "who" stands one step from
// "founded" in "Ruiz, who left in May, founded Norvane" as well as in a fact
// whose subject is Ruiz through a pronoun.
#ifndef WEFT_SERVICE_ASK_PASSAGE_H_
#define WEFT_SERVICE_ASK_PASSAGE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/analysis/analyzer.h"
#include "extractor/clause/clause.h"
#include "extractor/value/value_finder.h"
#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "service/ask/lexicon.h"

namespace weft::service {

// What a word is to its predicate, voice undone.
enum class Role : uint8_t {
  kNone,
  kSubject,   // who does it
  kObject,    // who it is done to
  kOblique,   // behind a preposition
  kContent,   // what is said or wanted
  kAdverbial  // a subordinate clause
};

struct RoleArc {
  int predicate = -1;
  int argument = -1;
  Role role = Role::kNone;
};

// The roles in a sentence, by its clauses.
std::vector<RoleArc> RolesOf(const std::vector<extractor::Clause>& clauses,
                             const extractor::DependencyTree& tree);

// A stretch of words that means a node of the graph.
struct EntityAt {
  TokenSpan tokens;
  int head = -1;
  graphstore::NodeId node;
  std::string name;
  std::string type;
};

// Where a sentence stands.
struct Place {
  std::string document;   // id
  std::string published;  // ISO, may be ""
  uint32_t sentence = 0;  // index in the document
  ByteSpan span;          // of the original document
};

struct Passage {
  Place place;
  std::shared_ptr<const std::string> text;
  std::vector<graphstore::Fact> facts;
  extractor::AnalyzedSentence analyzed;  // of *text
  std::vector<extractor::ValueMention> values;
  std::vector<extractor::Clause> clauses;
  std::vector<RoleArc> roles;
  std::vector<EntityAt> entities;
  std::vector<std::vector<std::string>> bases;  // of each word
  std::vector<std::vector<int>> neighbors;      // of each word

  const extractor::DependencyTree& tree() const { return analyzed.tree; }
  absl::string_view Word(int i) const {
    return analyzed.sentence.tokens[i].text;
  }
  int size() const { return analyzed.tree.size(); }
  // The entity whose words have this head; nullptr: none.
  const EntityAt* EntityHeadedBy(int token) const;
  // The value that holds this word; nullptr: none.
  const extractor::ValueMention* ValueAt(int token) const;
  // Words [begin, end) as they stand in the text.
  std::string Text(int begin, int end) const;
  // Steps from a word to each other; -1: not connected.
  std::vector<int> Distances(int from) const;
};

// `facts`: those of the sentence, possibly none.
std::shared_ptr<const Passage> MakePassage(Place place, std::string text,
                                           std::vector<graphstore::Fact> facts,
                                           const extractor::Analyzer& analyzer,
                                           const Lexicon& lexicon);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_PASSAGE_H_
