// Numbers in digits and words: "12,000", "5.5 million", "two dozen", "half a
// million", "two-and-a-half", "3 thousand 400", "1 1/2".
#ifndef WEFT_EXTRACTOR_VALUE_NUMBER_READER_H_
#define WEFT_EXTRACTOR_VALUE_NUMBER_READER_H_

#include <cstddef>
#include <optional>

#include "absl/strings/string_view.h"
#include "extractor/value/words.h"

namespace weft::extractor {

struct NumberReading {
  double value = 0;
  size_t end = 0;         // behind the last token
  double magnitude = 1;   // 1e6 for "5.5 million"
  bool digits = false;    // begins with digits
  bool fraction = false;  // "a third", "two thirds", "3/4" alone
  bool article = false;   // "a hundred", "a third": begins with an article
};

// The number that begins at token `i`; the longest one. `after_currency`: a
// lone letter is a magnitude there even behind a blank ("$ 3 m").
std::optional<NumberReading> ReadNumber(const Words& words, size_t i,
                                        bool after_currency = false);

// "third" -> 3, "21st" -> 21, "twenty-first" is read token by token by the
// caller. Nothing for other words.
std::optional<int> ParseOrdinal(absl::string_view lower);

// A token of digits with thousands commas and a decimal point: "12,000.5".
std::optional<double> ParseDigits(absl::string_view token);

// "two" -> 2 up to "ninety" -> 90.
std::optional<double> ParseNumberWord(absl::string_view lower);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_NUMBER_READER_H_
