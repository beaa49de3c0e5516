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
  return lower == "i" || lower == "me" || lower == "my" || lower == "mine" ||
         lower == "myself" || IsFirstPersonPlural(word);
}

bool IsFirstPersonPlural(absl::string_view word) {
  const std::string lower = absl::AsciiStrToLower(word);
  return lower == "we" || lower == "us" || lower == "our" || lower == "ours" ||
         lower == "ourselves";
}

}  // namespace weft::extractor
