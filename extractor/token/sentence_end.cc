#include "extractor/token/sentence_end.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "extractor/token/characters.h"
#include "extractor/token/lexicon.h"

namespace weft::extractor {
namespace {

enum class Stop { kNone, kFullStop, kExclamation, kEllipsis, kAbbreviation };

bool AllOf(absl::string_view text, absl::string_view marks) {
  return !text.empty() &&
         text.find_first_not_of(marks) == absl::string_view::npos;
}

Stop StopOf(absl::string_view token) {
  if (token == ".") return Stop::kFullStop;
  if (AllOf(token, "!?")) return Stop::kExclamation;
  if (AllOf(token, ".") || CharacterAt(token, 0).code == 0x2026) {
    return Stop::kEllipsis;
  }
  if (CharacterAt(token, 0).code == 0x3002) return Stop::kFullStop;
  if (token.size() > 1 && token.back() == '.') return Stop::kAbbreviation;
  return Stop::kNone;
}

bool IsCloser(const Token& token) {
  if (token.text == "''") return true;
  const Character mark = CharacterAt(token.text, 0);
  if (mark.size != token.text.size()) return false;
  return mark.code == ')' || mark.code == ']' || IsClosingQuote(mark.code);
}

bool IsStraightQuote(absl::string_view text) {
  return text == "\"" || text == "'" || text == "''";
}

// A quote or bracket that begins a sentence.
bool IsOpener(const Token& token) {
  const Character mark = CharacterAt(token.text, 0);
  if (mark.size != token.text.size()) return token.text == "``";
  return mark.code == '(' || mark.code == '[' || IsOpeningQuote(mark.code);
}

// The first word at or behind `at`, openers and bullets skipped.
absl::string_view FirstWord(absl::Span<const Token> tokens, size_t at) {
  while (at + 1 < tokens.size() && IsOpener(tokens[at])) ++at;
  return tokens[at].text;
}

bool AbbreviationEnds(absl::Span<const Token> tokens, size_t at,
                      absl::string_view next_word) {
  const absl::string_view token = tokens[at].text;
  const absl::string_view word = token.substr(0, token.size() - 1);
  if (FindAbbreviation(word) != Abbreviation::kMayEnd) return false;
  return IsSentenceStarter(next_word);
}

// Behind closing quotes and brackets, other stops (". . .") and reference
// marks ("[17]") that stand at the end of a sentence.
size_t SkipClosers(absl::Span<const Token> tokens, size_t at) {
  while (at < tokens.size()) {
    const Token& token = tokens[at];
    const bool reference = token.text == "[" && at + 2 < tokens.size() &&
                           tokens[at + 2].text == "]" &&
                           IsAllDigits(tokens[at + 1].text);
    if (reference) {
      at += 3;
      continue;
    }
    // A straight quote behind a blank opens the next sentence.
    const bool opens = IsStraightQuote(token.text) && token.space_before &&
                       at + 1 < tokens.size() && !tokens[at + 1].space_before;
    const Stop stop = StopOf(token.text);
    const bool more_stops = stop != Stop::kNone && stop != Stop::kAbbreviation;
    if (opens || (!IsCloser(token) && !more_stops)) break;
    ++at;
  }
  return at;
}

// Whether the stop at `stop` of the sentence that begins at `begin` (closers up
// to `next`) ends a sentence.
bool Ends(absl::Span<const Token> tokens, size_t begin, Stop kind, size_t stop,
          size_t next) {
  const absl::string_view word = FirstWord(tokens, next);
  const bool closed = next > stop + 1;
  const bool lower = StartsLower(word);
  switch (kind) {
    case Stop::kNone:
      return false;
    case Stop::kAbbreviation:
      return AbbreviationEnds(tokens, stop, word);
    case Stop::kFullStop:
      // `"It works." he said` goes on; "1. Press" is a list mark.
      if (stop == begin ||
          (stop == begin + 1 && IsAllDigits(tokens[begin].text))) {
        return false;
      }
      if (CharacterAt(word, 0).code == ',') return false;
      return !lower || !closed;
    case Stop::kExclamation:
      // `"Why?" she asked` goes on.
      if (lower) return !closed;
      return CharacterAt(word, 0).code != ',';
    case Stop::kEllipsis:
      return !lower && (StartsUpper(word) || tokens[next].space_before) &&
             CharacterAt(word, 0).code != ',';
  }
  return false;
}

}  // namespace

std::vector<size_t> FindSentenceEnds(absl::Span<const Token> tokens) {
  std::vector<size_t> ends;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Stop kind = StopOf(tokens[i].text);
    if (kind == Stop::kNone) continue;
    const size_t next = SkipClosers(tokens, i + 1);
    if (next >= tokens.size()) break;
    const size_t begin = ends.empty() ? 0 : ends.back();
    if (Ends(tokens, begin, kind, i, next)) ends.push_back(next);
    i = next - 1;
  }
  if (!tokens.empty()) ends.push_back(tokens.size());
  return ends;
}

SentenceKind ClassifySentence(absl::Span<const Token> tokens, bool whole_line) {
  if (!whole_line || tokens.empty()) return SentenceKind::kProse;
  size_t last = tokens.size() - 1;
  while (last > 0 && IsCloser(tokens[last])) --last;
  const absl::string_view final_token = tokens[last].text;
  const Stop stop = StopOf(final_token);
  const size_t words =
      std::count_if(tokens.begin(), tokens.end(), [](const Token& token) {
        return IsLetterCharacter(CharacterAt(token.text, 0).code);
      });
  if (words == 0) return SentenceKind::kFragment;
  if (stop == Stop::kFullStop || stop == Stop::kEllipsis ||
      final_token == "," || final_token == ";") {
    return SentenceKind::kProse;
  }
  if (stop == Stop::kExclamation) {
    return words > 12 ? SentenceKind::kProse : SentenceKind::kHeading;
  }
  const absl::string_view first = tokens.front().text;
  if (!absl::ascii_isalnum(first[0]) && !IsOpener(tokens.front()) &&
      !StartsUpper(first)) {
    return words >= 4 ? SentenceKind::kProse : SentenceKind::kFragment;
  }
  if ((first == "By" || first == "Photo" || first == "Source") && words <= 6) {
    return SentenceKind::kFragment;
  }
  if (StartsLower(first)) {
    return words >= 4 ? SentenceKind::kProse : SentenceKind::kFragment;
  }
  return words <= 24 ? SentenceKind::kHeading : SentenceKind::kProse;
}

}  // namespace weft::extractor
