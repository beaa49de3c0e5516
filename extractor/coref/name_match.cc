#include "extractor/coref/name_match.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extractor/coref/noun_types.h"

namespace weft::extractor {
namespace {

const absl::flat_hash_set<absl::string_view>& Titles() {
  static const auto* const titles = new absl::flat_hash_set<absl::string_view>{
      "mr",    "mrs",    "ms",       "dr",        "prof",    "gov",      "sen",
      "rep",   "gen",    "col",      "capt",      "lt",      "sgt",      "rev",
      "sir",   "lady",   "lord",     "president", "senator", "governor", "king",
      "queen", "prince", "princess", "pope",      "justice", "judge"};
  return *titles;
}

const absl::flat_hash_set<absl::string_view>& LegalForms() {
  static const auto* const forms = new absl::flat_hash_set<absl::string_view>{
      "inc",  "corp", "corporation", "ltd", "llc", "plc", "co", "ag", "sa",
      "gmbh", "nv",   "oyj",         "ab",  "asa", "spa", "se", "jr", "sr"};
  return *forms;
}

std::string WithoutDots(absl::string_view word) {
  std::string result;
  for (const char c : word) {
    if (c != '.') result.push_back(absl::ascii_tolower(c));
  }
  return result;
}

bool IsSmallWord(absl::string_view word) {
  return word == "of" || word == "the" || word == "and" || word == "for" ||
         word == "in" || word == "de" || word == "&";
}

}  // namespace

std::vector<std::string> NameWords(absl::string_view name) {
  absl::ConsumeSuffix(&name, "'s");
  absl::ConsumeSuffix(&name, "’s");
  absl::ConsumeSuffix(&name, "'");
  std::vector<std::string> words;
  for (absl::string_view piece : absl::StrSplit(
           name, absl::ByAnyChar(" -\t\n\"`'()"), absl::SkipEmpty())) {
    std::string word = WithoutDots(piece);
    absl::string_view view = word;
    while (absl::ConsumeSuffix(&view, ",")) {
    }
    if (view.empty()) continue;
    if (words.empty() &&
        (view == "the" || view == "a" || view == "an" ||
         (Titles().contains(view) && piece.size() < name.size()))) {
      continue;
    }
    words.emplace_back(view);
  }
  while (words.size() > 1 && LegalForms().contains(words.back())) {
    words.pop_back();
  }
  return words;
}

bool IsAcronymOf(absl::string_view acronym, absl::string_view name) {
  std::string letters;
  for (const char c : acronym) {
    if (c == '.') continue;
    if (!absl::ascii_isupper(c)) return false;
    letters.push_back(c);
  }
  if (letters.size() < 2) return false;
  std::string all, capitals;
  for (absl::string_view word :
       absl::StrSplit(name, absl::ByAnyChar(" -"), absl::SkipEmpty())) {
    const std::string lower = absl::AsciiStrToLower(word);
    if (lower == "the" && all.empty()) continue;
    all.push_back(absl::ascii_toupper(word[0]));
    if (!IsSmallWord(lower)) capitals.push_back(absl::ascii_toupper(word[0]));
  }
  if (all.size() < 2) return false;
  return letters == all || letters == capitals;
}

namespace {

// "Bank" or "University" alone names nothing.
bool MayLead(absl::Span<const std::string> shorter,
             absl::Span<const std::string> longer) {
  static const auto* const vague = new absl::flat_hash_set<absl::string_view>{
      "bank",     "university", "new",          "national",     "united",
      "ministry", "department", "laboratoires", "banque",       "royal",
      "federal",  "first",      "general",      "international"};
  // "Norvane X2" is made by Norvane.
  const std::string& last = longer[longer.size() - 1];
  const bool numbered = std::any_of(last.begin(), last.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
  return shorter[0].size() > 2 && !vague->contains(shorter[0]) && !numbered &&
         (longer.size() == shorter.size() + 1 ||
          longer[shorter.size()] != "of");
}

// "Ribera" of "Atlético Ribera", not "Foods" of "Ridge Foods".
bool MayTrail(absl::string_view word) {
  static const auto* const vague = new absl::flat_hash_set<absl::string_view>{
      "holdings", "foods",      "securities", "partners",  "systems",
      "bank",     "industries", "networks",   "services",  "capital",
      "energy",   "motors",     "airlines",   "airways",   "media",
      "union",    "party",      "group",      "research",  "technologies",
      "labs",     "games",      "pictures",   "records",   "press",
      "city",     "united",     "town",       "county",    "mobile",
      "aero",     "analog",     "optics",     "mutual",    "lines",
      "front",    "court",      "reserve",    "commission"};
  return word.size() > 4 && TypeOfNoun(word) == EntityType::kUnknown &&
         !vague->contains(word);
}

}  // namespace

bool IsShortNameOf(absl::Span<const std::string> shorter,
                   absl::Span<const std::string> longer, EntityType type) {
  if (shorter.empty() || shorter.size() >= longer.size()) return false;
  const bool leads = std::equal(shorter.begin(), shorter.end(), longer.begin());
  const bool trails =
      std::equal(shorter.rbegin(), shorter.rend(), longer.rbegin());
  switch (type) {
    case EntityType::kPerson:
      return (leads || trails) && longer.size() <= 5;
    case EntityType::kOrganization:
    case EntityType::kUnknown:
    case EntityType::kMisc:
      if (leads) return MayLead(shorter, longer);
      return trails && shorter.size() == 1 && longer.size() == 2 &&
             type == EntityType::kOrganization && MayTrail(shorter[0]);
    case EntityType::kProduct:
      return trails && shorter.size() + 1 == longer.size();
    default:
      return false;
  }
}

absl::string_view CommonName(absl::string_view joined_words) {
  static const auto* const names =
      new absl::flat_hash_map<absl::string_view, absl::string_view>{
          {"us", "united states"},
          {"usa", "united states"},
          {"united states of america", "united states"},
          {"america", "united states"},
          {"uk", "united kingdom"},
          {"britain", "united kingdom"},
          {"great britain", "united kingdom"},
          {"eu", "european union"},
          {"un", "united nations"},
          {"uae", "united arab emirates"},
          {"people's republic of china", "china"},
          {"prc", "china"},
          {"imf", "international monetary fund"},
          {"nato", "north atlantic treaty organization"},
          {"who", "world health organization"},
          {"ecb", "european central bank"},
          {"fed", "federal reserve"},
      };
  const auto found = names->find(joined_words);
  return found == names->end() ? absl::string_view() : found->second;
}

}  // namespace weft::extractor
