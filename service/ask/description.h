// Things that a question describes instead of naming them: "the company whose
// stock fell 4%", "the maker of the Vela", "the town where Ruiz was born".
//
// A description is a question of its own. Its answer takes its place, and the
// question goes on as if it had been named.
#ifndef WEFT_SERVICE_ASK_DESCRIPTION_H_
#define WEFT_SERVICE_ASK_DESCRIPTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/ask/lexicon.h"
#include "service/ask/question.h"

namespace weft::service {

// A part of a question that can be asked for by itself.
struct Description {
  int head = -1;             // its noun, a token of the statement
  Question inner;            // asks for what is described
  std::vector<int> covered;  // indexes of the terms that describe
};

// The descriptions of a question, innermost first, at most two.
std::vector<Description> FindDescriptions(const Question& question,
                                          const Lexicon& lexicon);

// The question with the description replaced by a name.
Question Substitute(const Question& question, const Description& description,
                    absl::string_view name);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_DESCRIPTION_H_
