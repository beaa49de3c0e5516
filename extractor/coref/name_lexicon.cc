#include "extractor/coref/name_lexicon.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/coref/noun_types.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {

bool IsLower(absl::string_view word) {
  return absl::ascii_islower(static_cast<unsigned char>(word[0]));
}

bool BeginsWithCapital(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  return absl::ascii_isupper(first) || first >= 0x80;
}

bool HasCapitalOrDigit(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return absl::ascii_isupper(byte) || absl::ascii_isdigit(byte) ||
           byte >= 0x80;
  });
}

bool HasLetters(absl::string_view text, int wanted) {
  return std::count_if(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return absl::ascii_isalpha(byte) || byte >= 0x80;
         }) >= wanted;
}

// Offices and occupations before a name. Honorifics belong to the name.
bool IsOffice(absl::string_view word) {
  static const auto* const honorifics =
      new absl::flat_hash_set<absl::string_view>{
          "king", "queen", "prince", "princess", "judge", "justice",
          "sir",  "lady",  "lord",   "pope",     "st."};
  static const auto* const further = new absl::flat_hash_set<absl::string_view>{
      "chief",     "prime",      "vice",      "deputy",  "senior",
      "former",    "outgoing",   "executive", "finance", "foreign",
      "health",    "opposition", "officer",   "acting",  "interim",
      "operating", "financial",  "rival"};
  const std::string lower = absl::AsciiStrToLower(word);
  if (honorifics->contains(lower)) return false;
  return further->contains(lower) || Is(lower, WordClass::kRole) ||
         TypeOfNoun(lower) == EntityType::kPerson;
}

// "Finnish", "Swiss".
bool IsOrigin(absl::string_view word) {
  static const auto* const others = new absl::flat_hash_set<absl::string_view>{
      "dutch",  "french", "german",  "greek",     "swiss",  "czech",   "thai",
      "basque", "iraqi",  "israeli", "pakistani", "danish", "european"};
  if (others->contains(absl::AsciiStrToLower(word))) return true;
  static const auto* const names = new absl::flat_hash_set<absl::string_view>{
      "christian", "julian", "adrian",  "fabian", "dorian",
      "brian",     "damian", "ian",     "lilian", "lillian",
      "vivian",    "marian", "florian", "kilian", "gillian"};
  if (names->contains(absl::AsciiStrToLower(word))) return false;
  return absl::EndsWith(word, "ian") || absl::EndsWith(word, "ish") ||
         absl::EndsWith(word, "ese");
}

// Words in capitals that name nothing.
bool IsAbbreviation(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "ai", "ceo", "cfo", "coo", "cto", "gdp", "it",  "tv",   "pr",  "hr",
      "vp", "pc",  "ipo", "gpu", "cpu", "api", "usd", "eur",  "gbp", "gps",
      "pm", "am",  "ev",  "suv", "dna", "hiv", "pdf", "faq",  "q1",  "q2",
      "q3", "q4",  "id",  "ok",  "lol", "imo", "atm", "html", "llm", "gpus",
      "mp", "mps", "cd",  "dvd", "led", "lcd", "usb", "wifi", "sms", "url"};
  return words->contains(absl::AsciiStrToLower(word));
}

}  // namespace weft::extractor
