// A question in English, read: what is asked for, and the words around it.
//
// Questions move words about ("Which model does r1 match?"), and a parser
// trained on statements loses its way in them. So the question is first turned
// back into a statement with a gap ("r1 does match something"), which is then
// analysed like any sentence of a document:
//
//   Which hedge fund was Quill spun off from?
//     -> Quill was spun off from something   gap "something", noun "fund",
//                                            terms Quill, spin, hedge
//
// Immutable values; the reader is const and thread-safe.
#ifndef WEFT_SERVICE_ASK_QUESTION_H_
#define WEFT_SERVICE_ASK_QUESTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "base/span.h"
#include "extractor/analysis/analyzer.h"
#include "service/ask/comparison.h"
#include "service/ask/lexicon.h"

namespace weft::service {

enum class AnswerKind : uint8_t {
  kThing,       // what, which N
  kPerson,      // who, whom: a person or an organisation
  kPossessor,   // whose N
  kPlace,       // where, in which city
  kTime,        // when, in what year
  kCount,       // how many N
  kAmount,      // how much, what share, how big
  kDuration,    // how long, how often
  kAge,         // how old
  kReason,      // why
  kManner,      // how
  kYesNo,       // did, is, has ...
  kDefinition,  // who is Ruiz, what is Norvane
  kName,        // what is the name of
  kRelation,    // how is A related to B
};
absl::string_view AnswerKindName(AnswerKind kind);  // "person"

// A question undone into a statement, still words.
struct Statement {
  std::string text;  // "Quill was spun off from something"
  AnswerKind kind = AnswerKind::kThing;
  std::string noun;  // base form of N in "which N"; "" = none
  // The other content words of "which member of the board": board.
  std::vector<std::string> modifiers;
  std::vector<std::string> excluded;  // lower case: "other than Norvane"
  bool several = false;               // "which N" in the plural, "who are"
  bool has_gap = false;               // the text holds a word of kGapWords
  bool subject = false;  // the gap stands where the question word stood
};

// Words that stand for the gap; a question that holds one is read as if it
// did not.
inline constexpr absl::string_view kGapThing = "something";
inline constexpr absl::string_view kGapPerson = "someone";
inline constexpr absl::string_view kGapAdverb = "somehow";

// A content word or name of the question.
struct Term {
  std::string text;
  int head = -1;  // token of the statement; -1: of the question phrase
  TokenSpan tokens;
  bool name = false;  // written like a name, or a number
  bool verb = false;  // the predicate of the gap, or of the question
  double weight = 1;
  int distance = 1;     // steps in the tree from the gap
  std::string phrasal;  // "take_over": a verb with its particle
};

struct Question {
  std::string text;
  Statement statement;
  // Of statement.text; tokens are views into `source`.
  std::shared_ptr<const std::string> source;
  extractor::AnalyzedSentence sentence;
  int gap = -1;        // token; -1: yes or no
  int predicate = -1;  // the word that the gap hangs on
  bool negated = false;
  bool modal = false;  // "will", "could": what is not so yet may answer
  std::vector<Term> terms;
  std::shared_ptr<const Comparison> comparison;  // null: it compares nothing
};

// Undoes the word order of a question. `question` is its own analysis.
Statement Undo(const extractor::AnalyzedSentence& question,
               const Lexicon& lexicon);

// Reads a question: splits, undoes, analyses, collects the terms. `is_name`
// says whether the graph knows an entity of exactly this name.
Question ReadQuestion(absl::string_view text,
                      const extractor::Analyzer& analyzer,
                      const Lexicon& lexicon,
                      absl::FunctionRef<bool(absl::string_view)> is_name);

// One analysed sentence for one line of text, which must outlive it.
extractor::AnalyzedSentence AnalyzeLine(absl::string_view text,
                                        const extractor::Analyzer& analyzer);

// The words [begin, end) as they are written.
std::string SpanText(const extractor::AnalyzedSentence& sentence, int begin,
                     int end);

// "take_over" for "took ... over"; "" for a verb without a particle.
std::string PhrasalVerb(const extractor::DependencyTree& tree, int verb);

// A word that says nothing by itself: "the", "of", "do", "also".
bool IsStopWord(absl::string_view lower);
// The same for a word in its place: "its own boats", but not "they own boats".
bool IsStopWord(absl::string_view lower, extractor::Upos upos);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_QUESTION_H_
