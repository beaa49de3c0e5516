#include "extractor/pipeline/lead_in.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace weft::extractor {
namespace {

bool IsDash(absl::string_view text) {
  return text == "-" || text == "--" || text == "–" || text == "—";
}

bool IsCapitalised(absl::string_view text) {
  return absl::ascii_isupper(text[0]) ||
         static_cast<unsigned char>(text[0]) >= 0x80;
}

// "EINDHOVEN": at least three letters, all of them capitals.
bool IsAllCapitals(absl::string_view text) {
  return text.size() >= 3 &&
         std::none_of(text.begin(), text.end(), absl::ascii_islower) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isalpha(c) ||
                  static_cast<unsigned char>(c) >= 0x80;
         });
}

// "16:02"
bool IsClock(absl::string_view text) {
  const size_t colon = text.find(':');
  if (colon == absl::string_view::npos || colon == 0 || colon > 2 ||
      text.size() != colon + 3) {
    return false;
  }
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(c) || c == ':'; });
}

bool IsHalfOfDay(absl::string_view text) {
  return text == "am" || text == "pm" || text == "AM" || text == "PM" ||
         text == "a.m." || text == "p.m." || text == "GMT";
}

size_t ClockSize(absl::Span<const Token> tokens) {
  if (tokens.size() < 4 || !IsClock(tokens[0].text)) return 0;
  size_t size = 1;
  while (size < tokens.size() && IsHalfOfDay(tokens[size].text)) ++size;
  if (size < tokens.size() && IsDash(tokens[size].text)) ++size;
  // "10:30 is the time": the clock is the subject.
  if (size + 1 >= tokens.size() || absl::ascii_islower(tokens[size].text[0])) {
    return 0;
  }
  return size;
}

// May stand between the place and the dash: names, dates, agencies, marks.
bool BelongsToDateline(absl::string_view text) {
  if (IsCapitalised(text) || absl::ascii_isdigit(text[0])) return true;
  return text == "," || text == "(" || text == ")" || text == "/" ||
         text == "." || text == "of" || text == "and";
}

size_t DatelineSize(absl::Span<const Token> tokens) {
  if (tokens.size() < 4 || !IsCapitalised(tokens[0].text)) return 0;
  const size_t limit = std::min(tokens.size() - 1, kMaxLeadIn);
  bool bracket = false;
  for (size_t i = 0; i < limit; ++i) {
    const absl::string_view text = tokens[i].text;
    const bool apart = tokens[i].space_before && tokens[i + 1].space_before;
    if (i > 0 && IsDash(text) && apart) {
      // "Lund (Baltic Wire) - ", or capitals: "LUND - ".
      const bool place = IsAllCapitals(tokens[0].text) || bracket;
      return place && IsCapitalised(tokens[i + 1].text) ? i + 1 : 0;
    }
    if (!BelongsToDateline(text)) return 0;
    bracket = i > 1 && (text == ")" || text == "/");
  }
  return 0;
}

Sentence Part(const Sentence& whole, size_t begin, size_t end) {
  Sentence part;
  part.kind = whole.kind;
  part.tokens.assign(whole.tokens.begin() + begin, whole.tokens.begin() + end);
  part.span = {part.tokens.front().span.begin, part.tokens.back().span.end};
  return part;
}

}  // namespace

size_t LeadInSize(absl::Span<const Token> tokens) {
  const size_t clock = ClockSize(tokens);
  return clock > 0 ? clock : DatelineSize(tokens);
}

std::vector<Sentence> SplitLeadIns(std::vector<Sentence> sentences) {
  std::vector<Sentence> result;
  result.reserve(sentences.size());
  for (Sentence& sentence : sentences) {
    const size_t size = LeadInSize(sentence.tokens);
    if (size == 0) {
      result.push_back(std::move(sentence));
      continue;
    }
    result.push_back(Part(sentence, 0, size));
    result.back().kind = SentenceKind::kLeadIn;
    result.push_back(Part(sentence, size, sentence.tokens.size()));
  }
  return result;
}

}  // namespace weft::extractor
