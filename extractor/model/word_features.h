// What the network sees of a word: everything derives from its form alone.
//
// A form is normalised (typographic quotes and dashes become ASCII), then
// described by
//   * its key: lower-cased letter by letter, ASCII digits as 0, which selects
//     a row of the word table and one of the fixed vectors;
//   * eight slots: prefixes of 1..3 and suffixes of 1..4 letters of the key,
//     and the shape of the form;
//   * a bag of up to twelve 3- and 4-grams of "<key>".
// Slots and n-grams are hashed (CRC-32) into one table of kBuckets rows, row 0
// of which means "none". Letters are Unicode code points.
//
// The Python twin is extractor/train/forms.py; both are tested against
// extractor/model/testdata/forms.tsv.
#ifndef WEFT_EXTRACTOR_MODEL_WORD_FEATURES_H_
#define WEFT_EXTRACTOR_MODEL_WORD_FEATURES_H_

#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace weft::extractor {

inline constexpr int kBuckets = 32768;
inline constexpr int kSlots = 8;
inline constexpr int kMaxGrams = 12;

struct WordFeatures {
  std::string key;
  std::array<uint16_t, kSlots> slots = {};
  std::array<uint16_t, kMaxGrams> grams = {};  // 0 from grams_size on
  int grams_size = 0;
};

// Bytes that are not UTF-8 count as U+FFFD.
WordFeatures FeaturesOf(absl::string_view form);

// The form with ASCII quotes, dashes and blanks.
std::string NormaliseForm(absl::string_view form);
// Lower case letter by letter: never more or fewer letters than before.
std::string LowerForm(absl::string_view form);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_MODEL_WORD_FEATURES_H_
