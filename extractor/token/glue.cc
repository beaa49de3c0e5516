#include "extractor/token/glue.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft::extractor {
namespace {

using WordSet = absl::flat_hash_set<absl::string_view>;

const WordSet& FunctionWords() {
  static const auto& words = *new WordSet{
      "a",     "an",    "the",   "of",    "in",   "on",   "at",    "to",
      "by",    "for",   "from",  "with",  "and",  "or",   "but",   "as",
      "is",    "was",   "are",   "were",  "has",  "have", "had",   "said",
      "says",  "that",  "which", "who",   "into", "over", "after", "its",
      "their", "his",   "her",   "than",  "did",  "does", "will",  "about",
      "when",  "where", "while", "under", "via",  "per",  "it",    "he",
      "she",   "we",    "they",  "if",    "this"};
  return words;
}

bool IsFunctionWord(absl::string_view word) {
  return FunctionWords().contains(absl::AsciiStrToLower(word));
}

const WordSet& Brands() {
  static const auto& words = *new WordSet{
      "openSUSE",   "openAI",       "deviantART", "deviantArt", "playStation",
      "easyJet",    "freeCodeCamp", "fuboTV",     "webOS",      "watchOS",
      "JavaScript", "reCAPTCHA",    "waterRower", "eightCAP",   "foodPanda"};
  return words;
}

// "carrierAzurea": where the capital stands.
size_t LowerThenCapital(absl::string_view word) {
  size_t at = 0;
  while (at < word.size() && absl::ascii_islower(word[at])) ++at;
  if (at == 0 || at == word.size() || !absl::ascii_isupper(word[at])) return 0;
  const absl::string_view left = word.substr(0, at);
  const size_t right = word.size() - at;
  if (FunctionWords().contains(left) && at >= 2 && right >= 2) return at;
  const bool capitalised = right >= 3 && absl::ascii_islower(word[at + 1]);
  // "chipsIt"
  const bool function = IsFunctionWord(word.substr(at));
  const bool acronym = right >= 3 && absl::ascii_isupper(word[at + 1]);
  return at >= 4 && (capitalised || acronym || function) ? at : 0;
}

// "NATOsaid", "S70to".
size_t CapitalsThenFunctionWord(absl::string_view word) {
  size_t at = 0;
  bool digits = false;
  while (at < word.size() &&
         (absl::ascii_isupper(word[at]) || absl::ascii_isdigit(word[at]))) {
    digits |= absl::ascii_isdigit(word[at]);
    ++at;
  }
  if (at < 2 || !absl::ascii_isupper(word[0]) || word.size() - at < 2) return 0;
  // Two capitals and "on" may be a name ("McON"): three, or a digit.
  if (at < 3 && !digits) return 0;
  return FunctionWords().contains(word.substr(at)) ? at : 0;
}

}  // namespace

size_t GlueSplit(absl::string_view word) {
  if (word.size() < 4 || word.size() > 40) return 0;
  if (Brands().contains(word)) return 0;
  if (const size_t at = LowerThenCapital(word); at > 0) return at;
  if (const size_t at = CapitalsThenFunctionWord(word); at > 0) return at;
  constexpr absl::string_view kIncluding = "including";
  if (word.size() >= kIncluding.size() + 3 &&
      absl::EndsWith(word, kIncluding)) {
    return word.size() - kIncluding.size();
  }
  return 0;
}

}  // namespace weft::extractor
