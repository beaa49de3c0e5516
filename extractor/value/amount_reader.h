// Money, percentages, ratios, durations, quantities and bare numbers at a
// place in a sentence.
#ifndef WEFT_EXTRACTOR_VALUE_AMOUNT_READER_H_
#define WEFT_EXTRACTOR_VALUE_AMOUNT_READER_H_

#include <cstddef>
#include <optional>

#include "extractor/value/value.h"
#include "extractor/value/words.h"

namespace weft::extractor {

struct AmountReading {
  Value value;     // without text and comparator
  size_t end = 0;  // behind the last token
};

// The amount that begins at token `i` (comparators read already); ranges
// ("10 to 15 percent") included.
std::optional<AmountReading> ReadAmount(const Words& words, size_t i);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_VALUE_AMOUNT_READER_H_
