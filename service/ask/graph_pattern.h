// A question as a pattern of the graph, and as a query that finds it.
//
//   Which yards did Norvane buy since 2020?
//     MATCH (a)-[r:`acquire`|`buy`]->(x)
//     WHERE a.name IN ['Norvane'] AND NOT r.negated AND r.modality IS NULL
//       AND left(r.valid_from, size('2020')) >= left('2020', ...)
//     RETURN x.name AS answer, ...
//
// The end that is asked for is `x`, the other end `a`. Relations are those of
// the graph that say what the question says (relation_fit.h), each with the
// direction in which it says it.
#ifndef WEFT_SERVICE_ASK_GRAPH_PATTERN_H_
#define WEFT_SERVICE_ASK_GRAPH_PATTERN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/query/value/value.h"
#include "service/ask/time_window.h"

namespace weft::service {

// What an end of a fact has to be, to be asked for.
enum class EndKind : uint8_t {
  kAny,
  kEntity,  // no value
  kValue,   // a number, an amount: no date
};

// The order of answers where the most or the least is asked for.
enum class PatternOrder : uint8_t { kNone, kMost, kLeast };

struct PatternRelation {
  std::string name;
  double likeness = 1;  // how well it says what is asked, 0..1
};

struct GraphPattern {
  std::vector<std::string> names;       // of the node a; empty: any
  std::vector<std::string> ends;        // of the node x; empty: any
  EndKind kind = EndKind::kAny;         // of x
  std::vector<PatternRelation> from_a;  // (a)-[]->(x)
  std::vector<PatternRelation> to_a;    // (x)-[]->(a)
  // For each further word of the question what may say it in the sentence of
  // the fact, lower case.
  std::vector<std::vector<std::string>> said;
  std::vector<TimeWindow> windows;
  std::string source;           // who says so; "": anyone
  bool any_factuality = false;  // what is planned or possible, too
  bool denied = false;          // only what is denied
  bool timed = false;           // only facts that say when
  // By the value of x, or by the time of the fact where only timed ones count.
  PatternOrder order = PatternOrder::kNone;
  std::string unit;  // of the value of x; "": any

  bool empty() const { return from_a.empty() && to_a.empty(); }
};

// What is run: text and parameters.
struct PatternQuery {
  std::string text;
  graphstore::query::Map parameters;

  // The same with the parameters written into it, to be run by hand.
  std::string ByHand() const;
};

// Columns of a row, in order.
enum class PatternColumn : uint8_t {
  kAnswer,     // name of x
  kOther,      // name of a
  kRelation,   // name of the relation
  kTime,       // of the fact, null where it does not say
  kValue,      // number of x, null where it has none
  kUnit,       // of x
  kSentence,   // of the fact
  kNode,       // id(x)
  kOtherNode,  // id(a)
  kStatement,  // id(r)
};

// `pattern` must not be empty.
PatternQuery ToQuery(const GraphPattern& pattern);

// name, with backticks where the language needs them: `stock fall`.
std::string QuoteName(absl::string_view name);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_GRAPH_PATTERN_H_
