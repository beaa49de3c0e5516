// Questions over loaded triples: a chain of relations from a named node.
//
//   "what genres do the movies that share directors with Jaws fall under"
//     Jaws -directed_by-> ( ) <-directed_by- ( ) -has_genre-> ?
//
// Triples have no sentences to read, only the names of their relations. So the
// words of the question are matched against those names (cues). In a question
// the relations stand in the order in which they lead away from the name, or
// towards it: the nearest cue on its way to the question word is the first
// step. Every chain of at most kMostSteps relations that some cue speaks for is
// scored by how well its steps and the cues pair up in that order; the best one
// that leads anywhere is the reading. A step back along the relation just taken
// ("share", "same", "co-", "also", "together") needs no cue of its own.
// Directions are found by trying: only one of them leads anywhere.
//
// Needs no configuration and no training; doc/questions.md has the figures.
#ifndef WEFT_SERVICE_ASK_CHAIN_H_
#define WEFT_SERVICE_ASK_CHAIN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/lexicon.h"

namespace weft::service {

inline constexpr int kMostSteps = 3;

struct ChainStep {
  graphstore::RelationId relation;
  std::string name;
  bool forward = true;  // from subject to object
};

struct ChainAnswer {
  graphstore::NodeId node;
  // One way there, a statement for each step.
  std::vector<graphstore::StatementId> statements;
  int ways = 0;  // edges of the last step that lead here
};

struct ChainReading {
  graphstore::NodeId start;
  std::string start_text;  // as the question has it
  std::vector<ChainStep> steps;
  double score = 0;  // 0..1: how much of the question the chain accounts for
  std::vector<ChainAnswer> answers;  // most ways first
  bool whole = true;                 // false: the budget cut it off
};

// The reading with the best score, and others of the same start that lead
// somewhere, at most `limit`. Empty when the question names no node of loaded
// triples or no relation. Errors: those of the reader and of `budget`.
absl::StatusOr<std::vector<ChainReading>> ReadChains(
    const graphstore::Reader& reader, absl::string_view question,
    const Lexicon& lexicon, size_t limit, AskBudget& budget);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_CHAIN_H_
