// Readings of a question as queries that can be run by hand (doc/query.md).
#ifndef WEFT_SERVICE_ASK_PATTERN_TEXT_H_
#define WEFT_SERVICE_ASK_PATTERN_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "graphstore/fact/statement.h"
#include "service/ask/chain.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"
#include "service/ask/reading.h"

namespace weft::service {

// MATCH (a {name: 'Jaws'})-[:directed_by]->(x) RETURN DISTINCT x.name
// `start`: the name of the node the chain starts at.
std::string ChainQuery(const ChainReading& reading, absl::string_view start);

// The facts that the question is about: those at its names whose relation or
// sentence says what the question says. `names`: the graph's names for the
// terms that are names, "" where it knows none.
std::string QuestionQuery(const Question& question,
                          const std::vector<std::string>& names,
                          const Lexicon& lexicon);

// The fact behind an answer, with the answer as x; "" when the fact does not
// hold it. `in_sentence`: x is the fact's object, and its sentence says the
// answer.
std::string FactQuery(const graphstore::Fact& fact, const FoundAnswer& answer,
                      bool in_sentence);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_PATTERN_TEXT_H_
