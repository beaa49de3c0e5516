// Words that say the same in the news and in data, beside WordNet's synonyms.
#ifndef WEFT_SERVICE_ASK_NEWS_WORDS_H_
#define WEFT_SERVICE_ASK_NEWS_WORDS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace weft::service {

// Rows of base forms separated by blanks; at most 255 rows. A word may stand
// in several; a verb with its particle is joined by "_".
absl::Span<const absl::string_view> NewsWords();

// Verbs that tell the same event from the other end ("A bought it from B",
// "B sold it to A"): those of the first side, those of the second.
struct ConverseWords {
  absl::string_view one, other;
};
absl::Span<const ConverseWords> NewsConverses();

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_NEWS_WORDS_H_
