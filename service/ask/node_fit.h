// Does a node of the graph fit what a question asks for? The same question as
// TypeFit (answer_type.h) puts to a phrase of a sentence.
#ifndef WEFT_SERVICE_ASK_NODE_FIT_H_
#define WEFT_SERVICE_ASK_NODE_FIT_H_

#include <string>
#include <vector>

#include "graphstore/fact/statement.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"

namespace weft::service {

// 0 (cannot be) .. 1 (just what is asked for). `descriptions`: what the graph
// says the node is ("rope maker").
double NodeFit(const Question& question, const graphstore::Node& node,
               const std::vector<std::string>& descriptions,
               const Lexicon& lexicon);

// Can things of this kind be counted by their names: is it a name, and nothing
// that says it is of another kind?
bool IsNamedKind(const Question& question, const graphstore::Node& node,
                 const std::vector<std::string>& descriptions,
                 const Lexicon& lexicon);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_NODE_FIT_H_
