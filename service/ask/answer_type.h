// Does a phrase fit what a question asks for?
#ifndef WEFT_SERVICE_ASK_ANSWER_TYPE_H_
#define WEFT_SERVICE_ASK_ANSWER_TYPE_H_

#include <string>

#include "service/ask/lexicon.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"

namespace weft::service {

// 0 (cannot be) .. 1 (just what is asked for), for the phrase of `passage` with
// the head `token`.
double TypeFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon);

// Does the noun name something that people form: a company, a team?
bool NamesOrganization(const std::string& noun, const Lexicon& lexicon);

// "person", "organization" ... by the entity or the name at this word; "".
std::string TypeAt(const Passage& passage, int token);

// Is the word a name, by its tag?
bool IsProper(const Passage& passage, int token);

// Written like a name: a capital or digit in front.
bool IsWrittenAsName(const Passage& passage, int token);

// For a participle that gives a name ("called", "known as"): the head of that
// name; -1 for any other word.
int NamedBy(const Passage& passage, int participle);

// The participle that gives the thing above it this name; -1: none.
int NamingVerbOver(const Passage& passage, int token);

// The words that answer for the phrase with this head: the name of what a
// pronoun or a description means, a value as written, else the phrase.
std::string AnswerText(const Question& question, const Passage& passage,
                       int token);

// The heads coordinated with `token` and itself, in text order.
std::vector<int> Members(const Passage& passage, int token);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ANSWER_TYPE_H_
