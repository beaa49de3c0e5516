// Reads answers out of passages.
//
// Each phrase of a passage is a candidate. It is as good as the words of the
// question stand around it in the passage the way they stand around the gap in
// the question: for each term the best place that says it, weighed by how much
// farther it is from the candidate than from the gap. The candidate's role at
// the predicate (voice undone) and its type must fit; what is denied does not
// answer what is asked plainly.
//
//   fit = sum(weight * similarity * nearness) / sum(weight) * role * type
//
// nearness is 1 up to the distance in the question and falls by kPerStep for
// each step beyond, to kFar. A term that only the surroundings hold counts
// kContext. The constants were set on the development questions named in
// doc/questions.md. What speaks for the best candidates decides between them
// and says how likely each is right (confidence.h).
//
// Pure functions of their arguments.
#ifndef WEFT_SERVICE_ASK_READING_H_
#define WEFT_SERVICE_ASK_READING_H_

#include <memory>
#include <string>
#include <vector>

#include "graphstore/fact/statement.h"
#include "graphstore/key/ids.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"
#include "service/ask/signals.h"

namespace weft::service {

struct FoundAnswer {
  std::string text;
  double score = 0;  // how likely it is right, confidence.h
  double fit = 0;    // the product of what speaks for it
  Signals signals;
  std::shared_ptr<const Passage> passage;  // null: of a pattern alone
  int token = -1;                          // of the passage; -1: yes or no
  graphstore::NodeId node;                 // none: words or a value
  std::string type;                        // of the node
  std::vector<int> support;                // indexes into passage->facts
  std::vector<graphstore::Fact> facts;  // that the question's pattern matched
  // What led here over a description, see description.h.
  std::vector<std::shared_ptr<const FoundAnswer>> before;
};

// Best first; answers of equal text are one. Those below kWorthTelling are
// left out.
std::vector<FoundAnswer> ReadAnswers(
    const Question& question, const std::vector<Link>& links,
    const std::vector<WeighedPassage>& passages, const Lexicon& lexicon);

inline constexpr double kWorthTelling = 0.12;

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_READING_H_
