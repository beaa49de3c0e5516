#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "service/ask/question.h"
#include "service/ask/undo_impl.h"

namespace weft::service {

using extractor::Upos;
using extractor::Xpos;

std::string Undoer::Text(int begin, int end) const {
  return SpanText(question_, begin, end);
}

// ", according to Ruiz" at the end stays there, whatever is moved.
void Undoer::SkipSource() {
  for (int i = end_ - 2; i > begin_ + 2; --i) {
    if (words_[i] == "according" && words_[i + 1] == "to") {
      tail_ = Text(i, end_);
      end_ = i;
      while (end_ > begin_ && words_[end_ - 1] == ",") --end_;
      return;
    }
  }
}

// "According to Ruiz, how much ..." -> the source goes to the end.
void Undoer::SkipPreamble() {
  for (int i = begin_; i < std::min(end_, begin_ + 12); ++i) {
    if (words_[i] != ",") continue;
    if (i + 1 < end_ && (IsWh(words_[i + 1]) || IsAuxiliary(words_[i + 1]) ||
                         (i + 2 < end_ && IsWh(words_[i + 2])))) {
      tail_ = Text(begin_, i);
      begin_ = i + 1;
    }
    return;
  }
}

// The question phrase may stand behind a preposition of some words: "on",
// "in response to". Returns false when the question word is not in front.
bool Undoer::FindQuestionWord() {
  for (int i = begin_; i < std::min(end_, begin_ + 4); ++i) {
    if (IsWh(words_[i])) {
      wh_ = i;
      preposition_ = Text(begin_, i);
      return true;
    }
    if (Tag(i).upos == Upos::kVerb || Tag(i).upos == Upos::kDet ||
        Tag(i).upos == Upos::kPropn || IsAuxiliary(words_[i])) {
      return false;
    }
  }
  return false;
}

// The phrase goes on to the first verb or auxiliary.
int Undoer::PhraseEnd() const {
  // "which risks does ...": a form of "do" ends the phrase for certain, even
  // when the tagger takes the noun for a verb.
  for (int i = wh_ + 1; i < std::min(end_, wh_ + 11); ++i) {
    if (IsDo(words_[i]) && i + 1 < end_) return i;
    const bool inside = Tag(i - 1).upos == Upos::kAdp;  // "of the first boat"
    if ((Tag(i).upos == Upos::kDet && !inside) || Tag(i).upos == Upos::kPron ||
        IsAuxiliary(words_[i]) || words_[i] == "that") {
      break;
    }
  }
  for (int i = wh_ + 1; i < end_; ++i) {
    // "Hollin's" is no verb.
    const bool clitic = words_[i] == "'s" || words_[i] == "’s";
    if (clitic && i > wh_ + 1) continue;
    if (IsAuxiliary(words_[i])) return i;
    if (Tag(i).upos == Upos::kVerb && !IsVerbForm(i, {Xpos::kVbg, Xpos::kVbn}))
      return i;
  }
  return end_;
}

void Undoer::AddModifiers(int begin, int end) {
  for (int i = begin; i < end; ++i) {
    if (IsStopWord(words_[i]) || Tag(i).upos == Upos::kPunct) continue;
    out_.modifiers.push_back(Text(i, i + 1));
  }
}

void Undoer::ReadHow() {
  const absl::string_view next =
      wh_ + 1 < end_ ? absl::string_view(words_[wh_ + 1]) : "";
  const int behind = wh_ + 2;
  out_.kind = AnswerKind::kManner;
  if (next == "many") {
    out_.kind = AnswerKind::kCount;
  } else if (next == "much" ||
             IsOneOf(next, {"big", "large", "high", "deep", "far", "fast",
                            "heavy", "tall", "wide", "small", "low"})) {
    out_.kind = AnswerKind::kAmount;
    if (next != "much") out_.modifiers.emplace_back(next);
  } else if (IsOneOf(next, {"long", "often", "soon", "frequently"})) {
    out_.kind = AnswerKind::kDuration;
  } else if (next == "old") {
    out_.kind = AnswerKind::kAge;
    phrase_end_ = wh_ + 2;
    return;
  } else {
    phrase_end_ = wh_ + 1;
    return;
  }
  // "how many members of the board", "how long after the launch of o1"
  int head = -1;
  for (int i = behind; i < phrase_end_; ++i) {
    if (Tag(i).upos == Upos::kAdp && !IsVerbForm(i, {Xpos::kRp})) break;
    if (IsNominal(i)) head = i;
  }
  if (head >= 0) {
    out_.noun = lexicon_.BaseForms(words_[head]).front();
    AddModifiers(behind, head);
    AddModifiers(head + 1, phrase_end_);
  } else {
    AddModifiers(behind, phrase_end_);
  }
}

// What "which N" asks for, by N.
void Undoer::KindOfNoun() {
  const std::string& noun = out_.noun;
  if (IsOneOf(noun, {"year", "date", "day", "month", "time", "quarter",
                     "decade", "century"})) {
    out_.kind = AnswerKind::kTime;
  } else if (IsOneOf(noun, {"share", "percentage", "level", "amount", "price",
                            "rate", "score", "sum", "figure", "number",
                            "proportion", "cost"})) {
    out_.kind = AnswerKind::kAmount;
  } else if (lexicon_.IsA(noun, "person") &&
             !lexicon_.IsA(noun, "organization")) {
    out_.kind = AnswerKind::kPerson;
  } else if (IsOneOf(noun, {"place", "city", "country", "town", "village",
                            "state", "region", "location", "continent",
                            "island", "district", "province", "nation"})) {
    out_.kind = AnswerKind::kPlace;
  }
}

void Undoer::ReadWhich() {
  int first = wh_ + 1;
  // "what kind of N", "what type of N"
  if (first + 1 < phrase_end_ && words_[first + 1] == "of" &&
      IsOneOf(words_[first], {"kind", "type", "sort"})) {
    first += 2;
  }
  int head = -1;
  int phrase_words_end = phrase_end_;
  for (int i = first; i < phrase_end_; ++i) {
    if (head >= 0 && (Tag(i).upos == Upos::kAdp || words_[i] == "of")) break;
    if (words_[i] == "other" && i + 1 < phrase_end_ &&
        words_[i + 1] == "than") {
      for (int j = i + 2; j < phrase_end_; ++j) {
        out_.excluded.push_back(words_[j]);
      }
      phrase_words_end = i;
      break;
    }
    if (IsNominal(i) || (head < 0 && Tag(i).upos == Upos::kAdj)) head = i;
  }
  if (head < 0) return;
  // "which company's rival"
  if (head + 1 < phrase_end_ &&
      (words_[head + 1] == "'s" || words_[head + 1] == "’s")) {
    out_.kind = AnswerKind::kPossessor;
  }
  for (int i = first; i < phrase_end_; ++i) {
    if (words_[i] != "'s" && words_[i] != "’s") continue;
    if (i == first + 1 && Tag(first).upos == Upos::kNoun) {
      out_.kind = AnswerKind::kPossessor;
      out_.noun = lexicon_.BaseForms(words_[first]).front();
      AddModifiers(i + 1, phrase_end_);
      return;
    }
  }
  out_.noun = lexicon_.BaseForms(words_[head]).front();
  out_.several = IsVerbForm(head, {Xpos::kNns, Xpos::kNnps});
  AddModifiers(first, head);
  AddModifiers(head + 1, phrase_words_end);
  KindOfNoun();
}

void Undoer::ReadPhrase() {
  phrase_end_ = PhraseEnd();
  const std::string& wh = words_[wh_];
  out_.several = wh_ + 1 < end_ && IsOneOf(words_[wh_ + 1], {"are", "were"});
  if (wh == "who" || wh == "whom") {
    out_.kind = AnswerKind::kPerson;
    phrase_end_ = wh_ + 1;
  } else if (wh == "when") {
    out_.kind = AnswerKind::kTime;
    phrase_end_ = wh_ + 1;
  } else if (wh == "where") {
    out_.kind = AnswerKind::kPlace;
    phrase_end_ = wh_ + 1;
  } else if (wh == "why") {
    out_.kind = AnswerKind::kReason;
    phrase_end_ = wh_ + 1;
  } else if (wh == "how") {
    ReadHow();
  } else if (wh == "whose") {
    out_.kind = AnswerKind::kPossessor;
    AddModifiers(wh_ + 1, phrase_end_);
  } else if (phrase_end_ > wh_ + 1) {
    ReadWhich();
  }
}

bool Undoer::IsAdverbial() const {
  return preposition_.empty() &&
         (IsOneOf(words_[wh_], {"when", "where", "why"}) ||
          (words_[wh_] == "how" && (out_.kind == AnswerKind::kManner ||
                                    out_.kind == AnswerKind::kDuration)));
}

absl::string_view Undoer::GapWord() const {
  if (IsAdverbial()) return kGapAdverb;
  return out_.kind == AnswerKind::kPerson || out_.kind == AnswerKind::kPossessor
             ? kGapPerson
             : kGapThing;
}

}  // namespace weft::service
