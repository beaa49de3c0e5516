// Words that belong to names and words that do not, by their form and by short
// lists.
#ifndef WEFT_EXTRACTOR_COREF_NAME_LEXICON_H_
#define WEFT_EXTRACTOR_COREF_NAME_LEXICON_H_

#include "absl/strings/string_view.h"

namespace weft::extractor {

bool IsLower(absl::string_view word);            // "boat"
bool BeginsWithCapital(absl::string_view word);  // "Boat", "Ödegaard", not "3"
bool HasCapitalOrDigit(absl::string_view text);
bool HasLetters(absl::string_view text, int wanted);  // at least so many

// Offices and occupations before a name: "Chief", "Executive", "analyst".
// Honorifics belong to the name: not "Queen", "Judge".
bool IsOffice(absl::string_view word);

// "Finnish", "Dutch"; not "Adrian".
bool IsOrigin(absl::string_view word);

// Words in capitals that name nothing: "CEO", "GDP". Case is ignored.
bool IsAbbreviation(absl::string_view word);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_NAME_LEXICON_H_
