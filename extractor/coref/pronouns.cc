#include "extractor/coref/pronouns.h"

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"

namespace weft::extractor {

PronounKind PronounKindOf(absl::string_view word) {
  static const auto* const kinds =
      new absl::flat_hash_map<absl::string_view, PronounKind>{
          {"he", PronounKind::kHe},       {"him", PronounKind::kHe},
          {"his", PronounKind::kHe},      {"himself", PronounKind::kHe},
          {"she", PronounKind::kShe},     {"her", PronounKind::kShe},
          {"hers", PronounKind::kShe},    {"herself", PronounKind::kShe},
          {"it", PronounKind::kIt},       {"its", PronounKind::kIt},
          {"itself", PronounKind::kIt},   {"they", PronounKind::kThey},
          {"them", PronounKind::kThey},   {"their", PronounKind::kThey},
          {"theirs", PronounKind::kThey}, {"themselves", PronounKind::kThey},
      };
  const auto found = kinds->find(absl::AsciiStrToLower(word));
  return found == kinds->end() ? PronounKind::kNone : found->second;
}

bool IsFirstPerson(absl::string_view word) {
  const std::string lower = absl::AsciiStrToLower(word);
  return lower == "i" || lower == "we" || lower == "me" || lower == "us" ||
         lower == "my" || lower == "our" || lower == "myself";
}

Gender GenderOfTitle(absl::string_view title) {
  for (const absl::string_view male :
       {"Mr.", "Mr", "Sir", "King", "Lord", "Prince"}) {
    if (title == male) return Gender::kMale;
  }
  for (const absl::string_view female :
       {"Mrs.", "Mrs", "Ms.", "Ms", "Lady", "Queen", "Princess", "Dame"}) {
    if (title == female) return Gender::kFemale;
  }
  return Gender::kUnknown;
}

}  // namespace weft::extractor
