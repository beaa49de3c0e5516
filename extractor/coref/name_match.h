// When do two names of one document mean the same thing?
//
// Precision first: a wrong merge costs a graph more than a missed one.
#ifndef WEFT_EXTRACTOR_COREF_NAME_MATCH_H_
#define WEFT_EXTRACTOR_COREF_NAME_MATCH_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "extractor/mention/name_mention.h"

namespace weft::extractor {

// The words under which a name is compared: lower case, without articles,
// possessive endings, titles ("Dr."), full stops and legal forms ("Inc.");
// hyphens part words. Empty when nothing is left.
//   "The Lund-Holm Corp." -> {"lund", "holm"};  "U.S." -> {"us"}
std::vector<std::string> NameWords(absl::string_view name);

// Is `acronym` ("LTU", "L.T.U.") made of the initials of `name` ("Lund Trade
// Union")? Small words may be left out: "CUL" of "Chinese University of Lund".
// At least two letters.
bool IsAcronymOf(absl::string_view acronym, absl::string_view name);

// May `shorter` stand for `longer`, both from NameWords, `type` that of the
// longer?
//   person        first or last name: "ruiz" of "ana ruiz"
//   organization  leading words: "norvane" of "norvane foods"; the last of
//                 two unless it is a word of the trade: "holm" of "atletico
//                 holm", not "foods" of "norvane foods"
//   product       trailing words: "x2" of "norvane x2"
// False for equal names and whenever `shorter` is not the shorter one.
bool IsShortNameOf(absl::Span<const std::string> shorter,
                   absl::Span<const std::string> longer, EntityType type);

// Common other names of countries and of international bodies, as NameWords
// joined by blanks: "us" -> "united states"; "" for a name without one.
absl::string_view CommonName(absl::string_view joined_words);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_MATCH_H_
