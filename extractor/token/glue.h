// Words that lost the blank between them ("inPorto", "carrierAzurea",
// "rulesincluding", "NATOsaid"), as scraped pages have them where a link began
// or ended.
#ifndef WEFT_EXTRACTOR_TOKEN_GLUE_H_
#define WEFT_EXTRACTOR_TOKEN_GLUE_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace weft::extractor {

// Byte offset of the lost blank in `word`; 0 when the word is whole. Words cut
// are
// - a lower-case word before a capital: a function word ("inPorto"), or four
//   letters and more before a capitalised word ("carrierAzurea"); brands that
//   are written so ("iPhone", "macOS", "openSUSE") stay;
// - capitals or capitals with digits before a small function word ("NATOsaid",
//   "S70to");
// - "including" behind a lower-case word ("rulesincluding").
// No other glue of lower-case words is undone: without a full vocabulary it
// does more harm than good.
size_t GlueSplit(absl::string_view word);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_TOKEN_GLUE_H_
