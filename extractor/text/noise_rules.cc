#include "extractor/text/noise_rules.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "extractor/text/noise_phrases.h"

namespace weft::extractor {
namespace {

// Longer lines are paragraphs, whatever words they hold.
constexpr size_t kLongestNoiseLine = 400;

std::string Simplified(absl::string_view line) {
  std::string lower = absl::AsciiStrToLower(line);
  return absl::StrReplaceAll(
      lower, {{"\u2019", "'"}, {"\u2018", "'"}, {"\u00a0", " "}});
}

// Without marks and blanks at both ends.
absl::string_view Stripped(absl::string_view line) {
  auto is_mark = [](char c) {
    return !absl::ascii_isalnum(c) && static_cast<unsigned char>(c) < 0x80;
  };
  while (!line.empty() && is_mark(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_mark(line.back())) line.remove_suffix(1);
  return line;
}

template <size_t n>
bool ContainsAny(absl::string_view line, const absl::string_view (&list)[n]) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](absl::string_view phrase) {
                       return absl::StrContains(line, phrase);
                     });
}

template <size_t n>
bool StartsWithAny(absl::string_view line, const absl::string_view (&list)[n]) {
  return std::any_of(
      std::begin(list), std::end(list),
      [&](absl::string_view phrase) { return absl::StartsWith(line, phrase); });
}

template <size_t n>
bool IsOneOf(absl::string_view line, const absl::string_view (&list)[n]) {
  return std::find(std::begin(list), std::end(list), line) != std::end(list);
}

std::vector<absl::string_view> WordsOf(absl::string_view line) {
  return absl::StrSplit(line, absl::ByAnyChar(" \t"), absl::SkipEmpty());
}

bool EndsLikeSentence(absl::string_view line) {
  line = absl::StripTrailingAsciiWhitespace(line);
  for (absl::string_view closer : {"\u201d", "\u2019", "\"", "'", ")"}) {
    if (absl::EndsWith(line, closer)) {
      line.remove_suffix(closer.size());
      break;
    }
  }
  return !line.empty() && (line.back() == '.' || line.back() == '?' ||
                           line.back() == '!' || line.back() == ':');
}

using WordSet = absl::flat_hash_set<absl::string_view>;

const WordSet& EnglishWords() {
  static const auto& words = *new WordSet{
      "the",  "of",   "and",  "to",   "in",    "a",     "is",    "that",
      "for",  "it",   "on",   "was",  "with",  "as",    "are",   "by",
      "at",   "be",   "this", "have", "from",  "has",   "had",   "not",
      "but",  "were", "an",   "its",  "they",  "their", "which", "you",
      "we",   "he",   "she",  "his",  "her",   "will",  "would", "can",
      "all",  "or",   "if",   "who",  "about", "after", "into",  "over",
      "than", "i",    "my",   "your", "our",   "out",   "up",    "no",
      "so",   "what", "when", "do",   "how",   "why",   "us",    "says"};
  return words;
}

const WordSet& ForeignWords() {
  static const auto& words = *new WordSet{
      "le",   "la",          "les",         "des",      "du",          "est",
      "pas",  "vous",        "nous",        "et",       "une",         "pour",
      "dans", "sur",         "avec",        "tous",     "droits",      "\u00e0",
      "der",  "die",         "das",         "und",      "nicht",       "ist",
      "von",  "mit",         "auf",         "el",       "los",         "las",
      "y",    "por",         "para",        "con",      "una",         "il",
      "di",   "che",         "per",         "een",      "het",         "van",
      "och",  "publi\u00e9", "partager",    "imprimer", "n'\u00eates", "se",
      "alle", "rechte",      "vorbehalten", "derechos", "reservados",  "todos",
      "os",   "dos",         "de"};
  return words;
}

struct WordUse {
  size_t words = 0;
  size_t english = 0;
  size_t foreign = 0;
};

WordUse CountWords(absl::string_view line) {
  WordUse use;
  const std::string simple = Simplified(line);
  for (absl::string_view word : WordsOf(simple)) {
    word = Stripped(word);
    if (word.empty()) continue;
    ++use.words;
    if (EnglishWords().contains(word)) ++use.english;
    if (ForeignWords().contains(word)) ++use.foreign;
  }
  return use;
}

// "Home | Politics | Sport", "A » B » C": separators between short pieces.
bool IsSeparatedList(absl::string_view line, size_t words) {
  size_t separators = 0;
  for (absl::string_view mark :
       {" | ", " \u00bb ", " \u203a ", " \u00b7 ", " \u2022 ", " > "}) {
    size_t at = line.find(mark);
    while (at != absl::string_view::npos) {
      ++separators;
      at = line.find(mark, at + mark.size() - 1);
    }
  }
  if (separators == 0) return false;
  // One separator: "Show original | Rate translation" is told by its words.
  return separators >= 2 && words <= 8 * (separators + 1) && words <= 40 &&
         !(EndsLikeSentence(line) && words > 20);
}

// "00:00 Intro 04:10 The valve 17:45 Mail": chapters of a recording.
bool IsChapterList(absl::string_view line, size_t words) {
  size_t times = 0;
  for (absl::string_view word : WordsOf(line)) {
    const size_t colon = word.find(':');
    if (colon != absl::string_view::npos && colon > 0 && colon <= 2 &&
        word.size() - colon == 3 && absl::ascii_isdigit(word[0]) &&
        absl::ascii_isdigit(word.back())) {
      ++times;
    }
  }
  return times >= 3 && words <= 8 * times && !EndsLikeSentence(line);
}

// Navigation bars lose their separators in scraping: capitalised words of
// menus with no function word between them.
bool IsMenu(absl::string_view line) {
  static const auto& menu = *new WordSet{
      "home",       "news",     "politics", "business",   "sport",
      "sports",     "login",    "log",      "subscribe",  "menu",
      "search",     "contact",  "about",    "jobs",       "careers",
      "opinion",    "video",    "videos",   "photos",     "weather",
      "technology", "tech",     "world",    "culture",    "health",
      "science",    "travel",   "podcasts", "newsletter", "register",
      "sign",       "facebook", "twitter",  "instagram",  "linkedin",
      "whatsapp",   "youtube",  "tiktok",   "pinterest",  "reddit",
      "rss",        "email",    "print",    "share",      "tweet",
      "follow",     "comments"};
  const std::string simple = Simplified(line);
  size_t words = 0;
  size_t hits = 0;
  for (absl::string_view word : WordsOf(simple)) {
    word = Stripped(word);
    if (word.empty()) continue;
    ++words;
    if (menu.contains(word)) ++hits;
  }
  return hits >= 3 && words <= 30 && 2 * hits >= words;
}

bool IsUrlLine(absl::string_view line) {
  const std::vector<absl::string_view> words = WordsOf(line);
  const auto urls =
      std::count_if(words.begin(), words.end(), [](absl::string_view word) {
        return absl::StrContains(word, "://") ||
               absl::StartsWithIgnoreCase(word, "www.");
      });
  return urls > 0 && static_cast<size_t>(2 * urls) >= words.size();
}

// "![caption](address)", alone in its line.
bool IsImageMarkup(absl::string_view line) {
  return absl::StartsWith(line, "![") && absl::StrContains(line, "](") &&
         absl::EndsWith(line, ")");
}

// A name of an icon that a font would have drawn: "auto_awesome".
bool IsIconName(absl::string_view line) {
  return absl::StrContains(line, "_") &&
         std::all_of(line.begin(), line.end(),
                     [](char c) { return absl::ascii_islower(c) || c == '_'; });
}

// Words that mix scripts, or long ones of many capitalised pieces.
bool IsGluedWord(absl::string_view word) {
  const ScriptCounts counts = CountScripts(word);
  const size_t total = counts.Total();
  const size_t dominant = counts.letters[static_cast<int>(counts.Dominant())];
  if (total >= 4 && total - dominant >= 2) return true;
  if (word.size() < 24) return false;
  size_t turns = 0;
  for (size_t i = 1; i < word.size(); ++i) {
    turns += absl::ascii_islower(word[i - 1]) && absl::ascii_isupper(word[i]);
  }
  return turns >= 4;
}

}  // namespace

bool IsForeignOrGlued(absl::string_view line, Script document_script) {
  const ScriptCounts counts = CountScripts(line);
  const size_t total = counts.Total();
  if (total < 4) return false;
  const size_t own = counts.letters[static_cast<int>(document_script)];
  // A Chinese character says as much as two letters.
  const size_t han = document_script == Script::kHan
                         ? 0
                         : counts.letters[static_cast<int>(Script::kHan)];
  if (2 * own < total + han) return true;
  size_t glued = 0;
  const std::vector<absl::string_view> words = WordsOf(line);
  for (absl::string_view word : words) {
    if (IsGluedWord(word)) ++glued;
  }
  return glued > 0 && 2 * glued >= words.size();
}

bool LacksEnglish(absl::string_view line) {
  const WordUse use = CountWords(line);
  if (use.english > 0) return false;
  return use.words >= 5 || use.foreign >= 2 ||
         (use.words > 0 && use.foreign * 3 >= use.words);
}

bool OpensLinkList(absl::string_view line) {
  const std::string simple = Simplified(line);
  return IsOneOf(Stripped(simple), kLinkLists);
}

bool LooksLikeLink(absl::string_view line) {
  return WordsOf(line).size() <= 16 && !EndsLikeSentence(line);
}

std::optional<DropReason> ClassifyNoise(absl::string_view line,
                                        Script document_script) {
  line = absl::StripAsciiWhitespace(line);
  if (line.empty()) return std::nullopt;
  if (IsImageMarkup(line) || IsIconName(line)) return DropReason::kMarkup;
  if (IsForeignOrGlued(line, document_script)) return DropReason::kSpam;
  if (line.size() > kLongestNoiseLine) return std::nullopt;
  const std::string simple = Simplified(line);
  const absl::string_view stripped = Stripped(simple);
  const WordUse use = CountWords(line);
  if (IsOneOf(stripped, kPageLines) || IsOneOf(stripped, kLinkLists)) {
    return DropReason::kNavigation;
  }
  if (IsUrlLine(line)) return DropReason::kNavigation;
  if (IsSeparatedList(line, use.words)) return DropReason::kNavigation;
  if (IsMenu(line)) return DropReason::kNavigation;
  if (IsChapterList(line, use.words)) return DropReason::kNavigation;
  if (use.words <= 40 && ContainsAny(simple, kPageTalk)) {
    return DropReason::kBoilerplate;
  }
  if (use.words <= 30 && (StartsWithAny(simple, kPageOpeners) ||
                          StartsWithAny(stripped, kPageOpeners))) {
    return DropReason::kBoilerplate;
  }
  // "Ana wrote:" before a quotation in a forum.
  if (use.words <= 5 && absl::EndsWith(simple, " wrote:")) {
    return DropReason::kBoilerplate;
  }
  if (use.words <= 30 && ContainsAny(simple, kSpamTalk)) {
    return DropReason::kSpam;
  }
  // "Vous n'êtes pas identifié." in an English page is its frame speaking.
  if (use.words >= 2 && use.words <= 14 && use.english == 0 &&
      use.foreign >= 2 && 3 * use.foreign >= use.words) {
    return DropReason::kNavigation;
  }
  return std::nullopt;
}

}  // namespace weft::extractor
