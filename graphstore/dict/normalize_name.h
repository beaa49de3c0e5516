// The form in which names are compared.
#ifndef WEFT_GRAPHSTORE_DICT_NORMALIZE_NAME_H_
#define WEFT_GRAPHSTORE_DICT_NORMALIZE_NAME_H_

#include <string>

#include "absl/strings/string_view.h"

namespace weft::graphstore {

// Two names are the same when their normal forms are equal bytes:
//
//   "The  New-York Times"  ->  "new york times"
//   "École’s"              ->  "école's"
//
// ASCII and Latin-1 letters become lower case; runs of white space, control
// characters, hyphens and dashes become one blank, none at the ends; a curly
// apostrophe becomes straight; a leading "the " goes when something is left.
// Every other byte stays (so text should arrive in NFC). Idempotent. "" when
// nothing is left. Stored: a change needs a new format version.
std::string NormalizeName(absl::string_view name);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_DICT_NORMALIZE_NAME_H_
