#include "extractor/token/tokenizer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/token/characters.h"
#include "extractor/token/glue.h"
#include "extractor/token/lexicon.h"

namespace weft::extractor {
namespace {

// The tokenizer of one line. Positions count bytes of `text_`.
class LineTokenizer {
 public:
  LineTokenizer(absl::string_view text, std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  // `next` is where the following chunk begins (or the end of the line).
  void Chunk(uint32_t begin, uint32_t end, absl::string_view next);

 private:
  absl::string_view View(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  char32_t At(uint32_t position, uint32_t end) const {
    return position < end ? CharacterAt(text_.substr(0, end), position).code
                          : 0;
  }
  void Emit(uint32_t begin, uint32_t end) {
    if (begin == end) return;
    Token token;
    token.text = View(begin, end);
    token.span = {begin, end};
    token.space_before = first_of_chunk_ && seen_chunk_;
    first_of_chunk_ = false;
    tokens_.push_back(token);
  }

  uint32_t MarkEnd(uint32_t begin, uint32_t end) const;
  uint32_t PeelFront(uint32_t begin, uint32_t end);
  bool IsPeeledFront(uint32_t begin, uint32_t end) const;
  uint32_t PeelBack(uint32_t begin, uint32_t end, absl::string_view next);
  uint32_t BackMarkBegin(uint32_t begin, uint32_t end,
                         absl::string_view next) const;
  bool KeepsFullStop(uint32_t begin, uint32_t stop,
                     absl::string_view next) const;
  uint32_t AddressEnd(uint32_t begin, uint32_t end) const;
  void Core(uint32_t begin, uint32_t end);
  uint32_t InnerCut(uint32_t begin, uint32_t at, uint32_t end) const;
  uint32_t HyphenCut(uint32_t begin, uint32_t at, uint32_t end) const;
  uint32_t FullStopCut(uint32_t begin, uint32_t at, uint32_t end) const;
  void Word(uint32_t begin, uint32_t end);
  void NumberWord(uint32_t begin, uint32_t end);

  absl::string_view text_;
  std::vector<Token>& tokens_;
  bool first_of_chunk_ = false;
  bool seen_chunk_ = false;
  std::vector<ByteSpan> back_;  // peeled from the end, last first
};

// End of the punctuation token that begins at `begin`.
uint32_t LineTokenizer::MarkEnd(uint32_t begin, uint32_t end) const {
  const Character first = CharacterAt(text_, begin);
  uint32_t at = begin + first.size;
  const bool exclaims = first.code == '!' || first.code == '?';
  if (!exclaims && !IsRunMark(first.code) && first.code != 0x2026) {
    // "''" and "``" are one quote.
    const bool doubled = (first.code == '\'' || first.code == '`') &&
                         at < end && text_[at] == text_[begin];
    return doubled ? at + 1 : at;
  }
  while (at < end) {
    const Character next = CharacterAt(text_, at);
    const bool same = exclaims ? next.code == '!' || next.code == '?'
                      : first.code == 0x2026 ? next.code == '.'
                                             : next.code == first.code;
    if (!same) break;
    at += next.size;
  }
  return at;
}

bool LineTokenizer::IsPeeledFront(uint32_t begin, uint32_t end) const {
  const Character first = CharacterAt(text_, begin);
  const char32_t next = At(begin + first.size, end);
  if (IsApostrophe(first.code)) {
    // "'72", "’60s" are years, "'s" and "'ll" clitics that stand alone.
    return !IsDigitCharacter(next) || first.code == '`';
  }
  switch (first.code) {
    case '#':
      return !IsLetterCharacter(next);
    case '@':
    case '&':
      return !IsAlphanumeric(next);
    case '+':
    case '.':
      return !IsDigitCharacter(next);
    case '-':
      return !IsDigitCharacter(next);
    default:
      return IsAsciiPunctuation(first.code) || IsSymbol(first.code);
  }
}

uint32_t LineTokenizer::PeelFront(uint32_t begin, uint32_t end) {
  while (begin < end && IsPeeledFront(begin, end)) {
    const uint32_t mark_end = MarkEnd(begin, end);
    Emit(begin, mark_end);
    begin = mark_end;
  }
  return begin;
}

// Whether the full stop at `stop` belongs to the word before it.
bool LineTokenizer::KeepsFullStop(uint32_t begin, uint32_t stop,
                                  absl::string_view next) const {
  // What stands before it up to the last cut: "(Mr", "R.-Texas" come here as
  // "Mr", "Texas".
  uint32_t word_begin = stop;
  while (word_begin > begin) {
    const Character before = CharacterBefore(text_, word_begin);
    if (!IsAlphanumeric(before.code) && before.code != '.') break;
    word_begin -= before.size;
  }
  const absl::string_view word = View(word_begin, stop);
  if (word.empty()) return false;
  if (word.size() == 1 && absl::ascii_isupper(word[0])) {
    // An initial: before a name, and not the last letter of "vitamin C.".
    if (word == "I" || !StartsUpper(next)) return false;
    if (!tokens_.empty() && word_begin == begin &&
        IsLetteredNoun(tokens_.back().text)) {
      return false;
    }
    return !IsSentenceStarter(next.substr(0, next.find_first_of(" ,;:.'")));
  }
  switch (FindAbbreviation(word)) {
    case Abbreviation::kNone:
      return false;
    case Abbreviation::kNumbered:
      return !next.empty() && (absl::ascii_isdigit(next[0]) || next[0] == '#');
    case Abbreviation::kDated:
      return !next.empty() && (absl::ascii_isdigit(next[0]) || next[0] == ',' ||
                               StartsUpper(next));
    case Abbreviation::kTitle:
    case Abbreviation::kMayEnd:
      return true;
  }
  return false;
}

// Begin of the punctuation token that ends at `end`; `end` when there is none.
uint32_t LineTokenizer::BackMarkBegin(uint32_t begin, uint32_t end,
                                      absl::string_view next) const {
  const Character last = CharacterBefore(text_, end);
  if (IsAlphanumeric(last.code)) return end;
  const uint32_t at = end - last.size;
  if (last.code == '.') {
    uint32_t run = at;
    while (run > begin && text_[run - 1] == '.') --run;
    if (run < at) {
      const Character before = CharacterBefore(text_, run);
      return before.code == 0x2026 && run > begin ? run - before.size : run;
    }
    const Character before = CharacterBefore(text_, at);
    if (before.code == 0x2026 && at > begin) return at - before.size;
    return KeepsFullStop(begin, at, next) ? end : at;
  }
  if (IsApostrophe(last.code)) {
    const bool doubled =
        at > begin && last.size == 1 && text_[at - 1] == text_[at];
    return doubled ? at - 1 : at;
  }
  if (last.code == '&') return end;
  // "US$" before a blank and its number.
  if (IsCurrencySign(last.code) && at > begin && at - begin <= 3 &&
      IsAllUpper(View(begin, at))) {
    return end;
  }
  if (last.code == '!' || last.code == '?') {
    uint32_t run = at;
    while (run > begin && (text_[run - 1] == '!' || text_[run - 1] == '?')) {
      --run;
    }
    return run;
  }
  if (IsRunMark(last.code)) {
    uint32_t run = at;
    while (run > begin && text_[run - 1] == text_[at]) --run;
    return run;
  }
  return at;
}

uint32_t LineTokenizer::PeelBack(uint32_t begin, uint32_t end,
                                 absl::string_view next) {
  back_.clear();
  while (begin < end) {
    const uint32_t mark = BackMarkBegin(begin, end, next);
    if (mark == end) break;
    back_.push_back({mark, end});
    end = mark;
    // What follows the word now is a mark.
    next = View(mark, mark + 1);
  }
  return end;
}

// End of the web or mail address at `begin`, or `begin` when there is none.
uint32_t LineTokenizer::AddressEnd(uint32_t begin, uint32_t end) const {
  const absl::string_view chunk = View(begin, end);
  const bool web = absl::StartsWithIgnoreCase(chunk.substr(0, 8), "http://") ||
                   absl::StartsWithIgnoreCase(chunk.substr(0, 8), "https://") ||
                   absl::StartsWithIgnoreCase(chunk.substr(0, 4), "www.") ||
                   absl::StartsWithIgnoreCase(chunk.substr(0, 7), "mailto:");
  if (web) {
    const size_t stop = chunk.find_first_of("<>\"");
    return begin + static_cast<uint32_t>(std::min(stop, chunk.size()));
  }
  const bool plain = std::all_of(chunk.begin(), chunk.end(), [](char c) {
    return absl::ascii_isalnum(c) ||
           absl::string_view(".-_@%+/").find(c) != absl::string_view::npos;
  });
  if (!plain || !absl::ascii_isalnum(chunk[0])) return begin;
  const size_t at = chunk.find('@');
  if (at != absl::string_view::npos) {
    return at > 0 && at + 1 < chunk.size() ? end : begin;
  }
  const absl::string_view host = chunk.substr(0, chunk.find('/'));
  const size_t dot = host.rfind('.');
  const bool domain = dot != absl::string_view::npos && dot > 1 &&
                      IsTopLevelDomain(host.substr(dot + 1)) &&
                      !absl::StrContains(host, "..") &&
                      !absl::ascii_isupper(host[dot + 1]);
  return domain ? end : begin;
}

// Where the hyphen at `at` must be cut out; 0 when it stays.
uint32_t LineTokenizer::HyphenCut(uint32_t begin, uint32_t at,
                                  uint32_t end) const {
  const uint32_t run_end = MarkEnd(at, end);
  // A minus sign.
  if (at == begin && IsDigitCharacter(At(at + 1, end))) return 0;
  if (run_end - at > 1 || at == begin || run_end == end) return run_end;
  const absl::string_view left = View(begin, at);
  uint32_t right_end = run_end;
  while (right_end < end && absl::ascii_isalnum(text_[right_end])) {
    ++right_end;
  }
  if (IsAllDigits(left.substr(left.rfind('-') + 1))) {
    const absl::string_view right = View(run_end, right_end);
    if (!IsAllDigits(right)) return run_end;
    // Telephone numbers, post codes, dates; other pairs are ranges.
    const bool joined = left.find('-') != absl::string_view::npos ||
                        (right_end < end && text_[right_end] == '-');
    const size_t left_size = left.size();
    return joined || (right.size() == 4 && (left_size == 3 || left_size == 5))
               ? 0
               : run_end;
  }
  return IsHyphenPrefix(left) && IsAlphanumeric(At(run_end, end)) ? 0 : run_end;
}

// A full stop inside a chunk: 0 when it stays ("3.5", "U.S", "Node.js").
uint32_t LineTokenizer::FullStopCut(uint32_t begin, uint32_t at,
                                    uint32_t end) const {
  const uint32_t run_end = MarkEnd(at, end);
  if (run_end - at > 1) return run_end;
  const char32_t before = CharacterBefore(text_, at).code;
  const char32_t after = At(run_end, end);
  if (after == '[') return at > begin ? run_end : 0;
  if (!IsLetterCharacter(after) && !IsOpeningQuote(after)) return 0;
  if (FindAbbreviation(View(begin, at)) != Abbreviation::kNone) return 0;
  const Character second =
      CharacterAt(text_, run_end + CharacterAt(text_, run_end).size);
  const bool word_follows =
      IsOpeningQuote(after) ||
      (IsUpperCharacter(after) &&
       (run_end + 1 == end || IsLowerCharacter(second.code) ||
        !IsUpperCharacter(second.code)));
  const bool word_ends =
      at - begin >= 2 && (IsLowerCharacter(before) || IsDigitCharacter(before));
  return word_follows && word_ends ? run_end : 0;
}

// End of the mark at `at` that is cut out of the chunk core [begin, end), or
// 0 when the character stays inside its word. `begin` is where the current
// word begins.
uint32_t LineTokenizer::InnerCut(uint32_t begin, uint32_t at,
                                 uint32_t end) const {
  const Character mark = CharacterAt(text_, at);
  if (IsAlphanumeric(mark.code)) return 0;
  const uint32_t mark_end = at + mark.size;
  const char32_t before = at > begin ? CharacterBefore(text_, at).code : 0;
  const char32_t after = At(mark_end, end);
  const bool between_digits =
      IsDigitCharacter(before) && IsDigitCharacter(after);
  switch (mark.code) {
    case '-':
      return HyphenCut(begin, at, end);
    case '.':
      return FullStopCut(begin, at, end);
    case ',':
    case ':':
      return between_digits ? 0 : mark_end;
    case '/': {
      if (IsSlashWord(View(begin, end))) return 0;
      const bool fraction = end - begin == 3 && at == begin + 1;
      return between_digits && !fraction ? 0 : mark_end;
    }
    case '*':
      return IsLetterCharacter(before) && IsLetterCharacter(after)
                 ? 0
                 : MarkEnd(at, end);
    case '%':
      return IsDigitCharacter(before) ? mark_end : 0;
    case '+':
      return IsDigitCharacter(before) ? mark_end : 0;
    case '@':
    case '&':
    case '_':
    case '#':
    case '\\':
    case '^':
      return 0;
    default:
      break;
  }
  if (IsApostrophe(mark.code)) return 0;
  if (IsAsciiPunctuation(mark.code) || IsSymbol(mark.code)) {
    return MarkEnd(at, end);
  }
  return 0;
}

void LineTokenizer::Core(uint32_t begin, uint32_t end) {
  uint32_t word = begin;
  uint32_t at = begin;
  while (at < end) {
    const Character character = CharacterAt(text_, at);
    const uint32_t cut = InnerCut(word, at, end);
    if (cut == 0) {
      at += character.size;
      continue;
    }
    // "US$" is one token, as are "Mr." and "St." of "Mr.Smith".
    const bool joins_left = IsCurrencySign(character.code) && at > word &&
                            at - word <= 3 && IsAllUpper(View(word, at));
    if (joins_left) {
      Emit(word, cut);
    } else {
      if (at > word) Word(word, at);
      Emit(at, cut);
    }
    word = at = cut;
  }
  if (word < end) Word(word, end);
}

// "5pm" -> "5" "pm"; "20th", "1990s", "3G" stay.
void LineTokenizer::NumberWord(uint32_t begin, uint32_t end) {
  uint32_t letters = end;
  while (letters > begin && absl::ascii_isalpha(text_[letters - 1])) --letters;
  const bool number =
      std::all_of(text_.begin() + begin, text_.begin() + letters, [](char c) {
        return absl::ascii_isdigit(c) || c == '.' || c == ',' || c == ':';
      });
  if (letters < end && number && IsNumberSuffix(View(letters, end))) {
    Emit(begin, letters);
    Emit(letters, end);
  } else {
    Emit(begin, end);
  }
}

// A word without outer or inner punctuation: gives off its clitic.
void LineTokenizer::Word(uint32_t begin, uint32_t end) {
  if (const size_t glue = GlueSplit(View(begin, end)); glue > 0) {
    const auto cut = static_cast<uint32_t>(begin + glue);
    Emit(begin, cut);
    Word(cut, end);
    return;
  }
  const absl::string_view word = View(begin, end);
  if (absl::ascii_isdigit(word[0])) {
    NumberWord(begin, end);
    return;
  }
  if (const int split = FusedWordSplit(word); split > 0) {
    Emit(begin, begin + split);
    Emit(begin + split, end);
    return;
  }
  // The last apostrophe; clitics are at most two letters behind it.
  for (uint32_t back = 1; back <= 2 && end - begin > back + 1; ++back) {
    const uint32_t tail = end - back;
    const Character mark = CharacterBefore(text_, tail);
    if (!IsApostrophe(mark.code)) continue;
    const std::string clitic = absl::AsciiStrToLower(View(tail, end));
    uint32_t cut = tail - mark.size;
    if (clitic == "t") {
      if (cut > begin + 1 && absl::ascii_tolower(text_[cut - 1]) == 'n') {
        --cut;
      } else {
        break;
      }
    } else if (clitic != "s" && clitic != "d" && clitic != "m" &&
               clitic != "re" && clitic != "ve" && clitic != "ll") {
      break;
    }
    if (cut > begin) Emit(begin, cut);
    Emit(cut, end);
    return;
  }
  Emit(begin, end);
}

bool IsLoneClitic(absl::string_view chunk) {
  static constexpr absl::string_view kTails[] = {"s",  "d",  "m", "re",
                                                 "ve", "ll", "em"};
  const Character mark = CharacterAt(chunk, 0);
  if (!IsApostrophe(mark.code)) return false;
  const absl::string_view tail = chunk.substr(mark.size);
  return std::any_of(
      std::begin(kTails), std::end(kTails),
      [&](absl::string_view t) { return absl::EqualsIgnoreCase(t, tail); });
}

void LineTokenizer::Chunk(uint32_t begin, uint32_t end,
                          absl::string_view next) {
  first_of_chunk_ = true;
  if (IsLoneClitic(View(begin, end))) {
    Emit(begin, end);
    seen_chunk_ = true;
    return;
  }
  begin = PeelFront(begin, end);
  end = PeelBack(begin, end, next);
  // The marks at the end may hold a word again: `")`, but an address does not.
  const std::vector<ByteSpan> back = back_;
  if (begin < end) {
    const uint32_t address = AddressEnd(begin, end);
    if (address > begin) Emit(begin, address);
    if (address < end) Core(address, end);
  }
  for (auto mark = back.rbegin(); mark != back.rend(); ++mark) {
    Emit(mark->begin, mark->end);
  }
  seen_chunk_ = true;
}

// Calls visit(begin, end, next) for each run between white space.
template <typename Visit>
void VisitChunks(absl::string_view text, ByteSpan line, Visit visit) {
  auto skip = [&](uint32_t at, bool spaces) {
    while (at < line.end) {
      const Character character = CharacterAt(text, at);
      if (IsSpaceCharacter(character.code) != spaces) break;
      at += character.size;
    }
    return at;
  };
  uint32_t begin = skip(line.begin, true);
  while (begin < line.end) {
    const uint32_t end = skip(begin, false);
    const uint32_t next = skip(end, true);
    visit(begin, end, text.substr(next, line.end - next));
    begin = next;
  }
}

}  // namespace

void TokenizeLine(absl::string_view text, ByteSpan line,
                  std::vector<Token>& tokens) {
  std::vector<Token> found;
  LineTokenizer tokenizer(text, found);
  VisitChunks(text, line,
              [&](uint32_t begin, uint32_t end, absl::string_view next) {
                tokenizer.Chunk(begin, end, next);
              });
  tokens.insert(tokens.end(), found.begin(), found.end());
}

void TokenizeAtBlanks(absl::string_view text, ByteSpan line,
                      std::vector<Token>& tokens) {
  bool first = true;
  VisitChunks(text, line, [&](uint32_t begin, uint32_t end, absl::string_view) {
    tokens.push_back({text.substr(begin, end - begin), {begin, end}, !first});
    first = false;
  });
}

}  // namespace weft::extractor
