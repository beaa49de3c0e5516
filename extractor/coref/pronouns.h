// Third-person pronouns by what they can mean.
#ifndef WEFT_EXTRACTOR_COREF_PRONOUNS_H_
#define WEFT_EXTRACTOR_COREF_PRONOUNS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft::extractor {

enum class PronounKind : uint8_t { kNone, kHe, kShe, kIt, kThey };

// "Him" -> kHe, "itself" -> kIt; kNone for every other word. Case is ignored.
PronounKind PronounKindOf(absl::string_view word);

// "I", "us", "our": who speaks. Case is ignored.
bool IsFirstPerson(absl::string_view word);

// "we", "our": several speak, or one for his organisation.
bool IsFirstPersonPlural(absl::string_view word);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_PRONOUNS_H_
