#include <algorithm>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/clause/phrase.h"
#include "service/ask/answer_type_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;
using extractor::ValueKind;

constexpr double kRelativeTime = 0.6;

// Does the number stand before a noun?
bool CountsOther(const Passage& passage, int token) {
  const extractor::Node& node = passage.tree()[token];
  return node.upos == Upos::kNoun ||
         (node.label == Deprel::kNummod && node.head >= 0 &&
          passage.tree()[node.head].upos == Upos::kNoun);
}

// "rose to 31 euros" does not say by how much.
bool IsLevel(const Question& question, const Passage& passage, int token,
             const Lexicon& lexicon) {
  if (!HasPreposition(passage, token, {"to", "from", "at"})) return false;
  // "To what level did it fall" does ask for it.
  if (question.gap >= 0 &&
      !extractor::CaseMarkers(question.sentence.tree, question.gap).empty()) {
    return false;
  }
  return absl::c_any_of(question.terms, [&](const Term& term) {
    return term.verb && (lexicon.Similarity(term.text, "rise") >= 0.8 ||
                         lexicon.Similarity(term.text, "fall") >= 0.8);
  });
}

// Does the question speak of money?
bool AsksMoney(const Question& question, const Lexicon& lexicon) {
  return std::any_of(
      question.terms.begin(), question.terms.end(), [&](const Term& term) {
        return !term.name && (lexicon.Similarity(term.text, "pay") >= 0.7 ||
                              lexicon.Similarity(term.text, "fee") >= 0.7);
      });
}

}  // namespace

// "12,000 chips" for how many chips: the number counts that noun.
double CountFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon) {
  const bool number = passage.tree()[token].upos == Upos::kNum;
  const extractor::ValueMention* value = passage.ValueAt(token);
  if (!number && !IsAmount(value)) return 0;
  if (value != nullptr && (value->value.kind == ValueKind::kDate ||
                           value->value.kind == ValueKind::kPercent ||
                           value->value.kind == ValueKind::kMoney)) {
    return 0.05;
  }
  const std::string& noun = question.statement.noun;
  const int head = passage.tree()[token].head;
  // Nothing counted is better than something else counted.
  double best = CountsOther(passage, token) ? 0.12 : 0.25;
  const auto fits = [&](int i) {
    if (i < 0) return;
    for (const std::string& base : passage.bases[i]) {
      const double similarity = lexicon.Similarity(noun, base);
      if (similarity >= kNounsAlike)
        best = std::max(best, 0.5 + similarity / 2);
      if (lexicon.IsA(base, noun)) best = std::max(best, 0.95);
      // "a crowd of 400", "400 passengers" for how many people.
      if (noun != "people") continue;
      if (lexicon.IsA(base, "gathering")) best = std::max(best, 0.9);
      if (lexicon.IsA(base, "person")) best = std::max(best, 0.5);
    }
  };
  // "54 of the 101 seats": 54, and not 101.
  if (HasPreposition(passage, head, {"of"}) &&
      passage.tree()[head].label == Deprel::kNmod &&
      passage.tree()[passage.tree()[head].head].upos == Upos::kNum) {
    return best;
  }
  for (const int child : passage.tree().Children(token)) {
    if (passage.tree()[child].label == Deprel::kNmod) fits(child);
  }
  fits(head);
  fits(token);
  if (value != nullptr) {
    for (uint32_t i = value->tokens.begin; i < value->tokens.end; ++i) {
      fits(static_cast<int>(i));
    }
  }
  return best;
}

// "Which year" wants a year, not a weekday.
double TimeFit(const Question& question, const Passage& passage,
               const extractor::ValueMention& value) {
  // "A week earlier" needs another time to tell when.
  if (absl::EndsWith(value.value.text, " earlier") ||
      absl::EndsWith(value.value.text, " later") ||
      absl::EndsWith(value.value.text, " before")) {
    return kRelativeTime;
  }
  if (question.statement.noun != "year") return 1;
  const std::string text = passage.Text(static_cast<int>(value.tokens.begin),
                                        static_cast<int>(value.tokens.end));
  int digits = 0;
  for (const char c : text) {
    digits = absl::ascii_isdigit(c) ? digits + 1 : 0;
    if (digits == 4) return 1;
  }
  return 0.4;
}

double AmountFit(const Question& question, const Passage& passage, int token,
                 const Lexicon& lexicon) {
  const extractor::ValueMention* value = passage.ValueAt(token);
  if (!IsAmount(value)) return 0;
  if (value->value.kind == ValueKind::kQuantity &&
      AsksMoney(question, lexicon)) {
    return 0.2;
  }
  if (IsLevel(question, passage, token, lexicon)) return 0.4;
  switch (value->value.kind) {
    case ValueKind::kMoney:
      return 1;
    case ValueKind::kPercent:
      return AsksMoney(question, lexicon) ? 0.4 : 1;
    case ValueKind::kDuration:
      return 0.2;
    case ValueKind::kQuantity:
    case ValueKind::kRatio:
      return 0.9;
    default:
      // "pays 60 million", the currency being clear.
      return absl::StrContains(value->value.text, "illion") ? 0.95 : 0.7;
  }
}

// "How long" may ask for a length, "how often" for "every 150 flights".
double LengthFit(const extractor::ValueMention& value, const Lexicon& lexicon) {
  if (lexicon.IsA(value.value.unit, "person")) return 0.2;
  static constexpr absl::string_view kLengths[] = {
      "metre", "meter", "kilometre", "kilometer", "mile", "foot", "yard"};
  return absl::c_linear_search(kLengths, value.value.unit) ? 0.8 : 0.5;
}

}  // namespace weft::service
