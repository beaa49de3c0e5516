// Where the words of a question stand in a passage.
#ifndef WEFT_SERVICE_ASK_MATCHER_H_
#define WEFT_SERVICE_ASK_MATCHER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "base/span.h"
#include "extractor/value/value_finder.h"
#include "service/ask/evidence.h"
#include "service/ask/lexicon.h"
#include "service/ask/passage.h"
#include "service/ask/question.h"
#include "service/ask/time_window.h"

namespace weft::service {

// A word of the passage that says what a term says, 0..1.
struct MatchAt {
  int token = -1;
  double similarity = 0;
};

// For each term of the question its places in the passage, in text order.
using TermMatches = std::vector<std::vector<MatchAt>>;

// Below this two words do not mean the same.
inline constexpr double kLeastSimilarity = 0.5;

// Matches one question against passages; remembers words. Not thread-safe.
class Matcher {
 public:
  Matcher(const Question& question, const std::vector<Link>& links,
          const Lexicon& lexicon);

  TermMatches Match(const Passage& passage);
  // Is `node` one of those that a name of the question means?
  bool IsNamed(graphstore::NodeId node) const;

 private:
  struct AskedValues {
    std::vector<extractor::ValueMention> values;
    std::vector<TimeWindow> windows;
  };

  // Does another name than the term's end in the word at `token`: "Henri
  // Bastide" for "Claire Bastide"?
  bool IsOtherName(size_t term, const Passage& passage, int token) const;
  bool IsOffice(size_t term, const Passage& passage, int token) const;
  void MatchName(size_t term, const Passage& passage,
                 std::vector<MatchAt>* out) const;
  const AskedValues& ValuesAsked(const std::string& published);
  void MatchValues(const Passage& passage, TermMatches* out);
  // What the words `asked` of the question say, the words `said` say.
  void MatchSpan(TokenSpan asked, TokenSpan said, TermMatches* out) const;
  double WordSimilarity(size_t term, const Passage& passage, int token);

  const Question& question_;
  const std::vector<Link>& links_;
  const Lexicon& lexicon_;
  std::vector<std::vector<std::string>> bases_;       // of each term
  std::vector<std::vector<std::string>> name_words_;  // lower case
  std::vector<absl::flat_hash_map<std::string, double>> known_;
  // By the day of a document.
  absl::flat_hash_map<std::string, AskedValues> values_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_MATCHER_H_
