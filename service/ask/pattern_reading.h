// The pattern of a question, found in the graph.
//
//   MatchPattern(reader, question, links, lexicon, budget)
//
// What the question says becomes a pattern (graph_pattern.h): its predicate the
// relations of the graph that say the same of the same ends, its names nodes,
// its dates, its source, its negation and every word that is left over
// conditions. The pattern is run by the engine of `weft query`.
#ifndef WEFT_SERVICE_ASK_PATTERN_READING_H_
#define WEFT_SERVICE_ASK_PATTERN_READING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "graphstore/key/ids.h"
#include "graphstore/store/reader.h"
#include "service/ask/ask_budget.h"
#include "service/ask/asked_relation.h"
#include "service/ask/evidence.h"
#include "service/ask/graph_pattern.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"

namespace weft::service {

// A fact that the pattern matches.
struct PatternRow {
  std::string answer;  // name of x
  std::string other;   // name of a
  std::string relation;
  std::string time;  // ISO 8601, "": not said
  std::optional<double> value;
  std::string unit;
  std::string sentence;
  graphstore::NodeId node;        // x
  graphstore::NodeId other_node;  // a
  graphstore::StatementId statement;
};

struct PatternReading {
  GraphPattern pattern;
  std::string query;  // to be run by hand; "": the question makes no pattern
  std::vector<PatternRow> rows;
  bool whole = true;  // false: a budget cut it off
};

// The pattern of a question whose terms mean `links`; empty when no relation of
// the graph says what is asked. Errors: those of the reader.
absl::StatusOr<GraphPattern> MakePattern(const graphstore::Reader& reader,
                                         const Question& question,
                                         const std::vector<Link>& links,
                                         const Lexicon& lexicon);

// Runs a pattern; no rows for an empty one. Errors: those of the reader and of
// `budget`.
absl::StatusOr<PatternReading> RunPattern(const graphstore::Reader& reader,
                                          GraphPattern pattern,
                                          AskBudget& budget);

// The names of nodes, each once. Errors: those of the reader.
absl::StatusOr<std::vector<std::string>> NamesOf(
    const graphstore::Reader& reader,
    absl::Span<const graphstore::NodeId> nodes);

// Relations of the graph that say `asked`, into the pattern; those at `nodes`,
// or, without nodes, those of the whole graph whose names begin with such a
// word.
absl::Status AddRelations(const graphstore::Reader& reader,
                          const AskedRelation& asked,
                          absl::Span<const graphstore::NodeId> nodes,
                          const Lexicon& lexicon, GraphPattern* pattern);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_PATTERN_READING_H_
