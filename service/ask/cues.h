// The words of a question as a chain of relations sees them.
#ifndef WEFT_SERVICE_ASK_CUES_H_
#define WEFT_SERVICE_ASK_CUES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "service/ask/lexicon.h"

namespace weft::service {

// A word of the text.
struct QuestionWord {
  absl::string_view text;
  size_t begin = 0;
  size_t end = 0;
};
// Cut at white space; punctuation at the ends of a word goes, "co-" is a word
// of its own.
std::vector<QuestionWord> QuestionWords(absl::string_view text);

// A word that speaks for relations.
struct Cue {
  int word = 0;
  // By relation, in the order of the list given: 0..1.
  std::vector<double> fit;
  double best = 0;
  bool beside = false;  // right before the name: "the director Ruiz"
};

struct CueList {
  std::vector<Cue> cues;  // in the order of the steps from the name
  bool shares = false;    // a word says that something is shared
  // What the answer is: known by the question word.
  bool wants_agent = false;    // who
  bool wants_subject = false;  // which N, N no relation's word: what things
                               // of the data are described
  bool wants_date = false;     // when
  bool wants_object = false;   // which N, N a relation's word: "which actors"
};

// `relations`: the words of each relation. The name takes the words
// [name_begin, name_end).
CueList FindCues(const std::vector<QuestionWord>& words, size_t name_begin,
                 size_t name_end,
                 const std::vector<std::vector<std::string>>& relations,
                 const Lexicon& lexicon);

// Words of less are no cue.
inline constexpr double kLeastCue = 0.6;

// How well steps along these relations (indexes; `back`: the step goes back
// along the relation before it) pair up with the cues in their order; at most
// 1, negative when they do not.
double PairUp(const CueList& list, const std::vector<int>& relations,
              const std::vector<bool>& back);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_CUES_H_
