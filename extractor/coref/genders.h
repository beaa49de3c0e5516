// Whether a person is spoken of as "he" or as "she", as far as words tell.
#ifndef WEFT_EXTRACTOR_COREF_GENDERS_H_
#define WEFT_EXTRACTOR_COREF_GENDERS_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace weft::extractor {

// The two guesses rest on a name alone and give way to everything else.
enum class Gender : uint8_t {
  kUnknown,
  kMale,
  kFemale,
  kGuessedMale,
  kGuessedFemale,
};

inline bool IsCertain(Gender gender) {
  return gender == Gender::kMale || gender == Gender::kFemale;
}

// "Mr." -> kMale, "Queen" -> kFemale; kUnknown for every other word.
Gender GenderOfTitle(absl::string_view title);

// "chairwoman", "widow" -> kFemale, "spokesman", "son" -> kMale. Lower case.
Gender GenderOfNoun(absl::string_view lemma);

// Of a full name by its first word: a list of given names that are common in
// English-language news and mostly borne by one sex, else the endings that
// most European women's names have ("-a", "-ia"). Never certain. kUnknown for
// a single word and for names that say nothing.
Gender GenderOfName(absl::string_view name);

// Does a full name begin with a given name of that list?
bool IsListedName(absl::string_view name);

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_GENDERS_H_
