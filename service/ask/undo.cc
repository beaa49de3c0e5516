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

// "whose equipment" leaves "someone's equipment".
std::string Undoer::GapPhrase() {
  if (out_.kind != AnswerKind::kPossessor) return std::string(GapWord());
  out_.modifiers.clear();
  const int from = words_[wh_] == "whose" ? wh_ + 1 : wh_ + 3;
  return absl::StrCat(kGapPerson, "'s ", Text(from, phrase_end_));
}

void Undoer::PutGap(int verb) {
  // Where the object is missing: behind the last word when that is a verb, a
  // preposition or a particle; else right behind the verb when no object
  // follows it there; else at the end.
  const std::string gap = GapPhrase();
  if (IsAdverbial()) {
    AddGap(gap);
    Add(Text(verb, end_));
    return;
  }
  if (!preposition_.empty()) {
    Add(Text(verb, end_));
    Add(absl::AsciiStrToLower(preposition_));
    AddGap(gap);
    return;
  }
  const int last = end_ - 1;
  const bool stranded =
      last > verb &&
      (Tag(last).upos == Upos::kVerb || Tag(last).upos == Upos::kAdp ||
       IsVerbForm(last, {Xpos::kRp, Xpos::kIn, Xpos::kTo}));
  int behind = verb + 1;
  if (IsOneOf(words_[verb], {"be", "have"}) && behind < end_ &&
      IsVerbForm(behind, {Xpos::kVbn, Xpos::kVbg})) {
    ++behind;
  }
  if (behind < end_ && IsVerbForm(behind, {Xpos::kRp})) ++behind;
  // "was asked to replace ... in 1964"
  if (behind + 1 < end_ && words_[behind] == "to" &&
      IsVerbForm(behind + 1, {Xpos::kVb})) {
    behind += 2;
  }
  const bool object =
      behind < end_ &&
      (IsNominal(behind) || Tag(behind).upos == Upos::kDet ||
       Tag(behind).upos == Upos::kPron || Tag(behind).upos == Upos::kAdj);
  if (stranded || object || behind >= end_) {
    Add(Text(verb, end_));
    AddGap(gap);
  } else {
    Add(Text(verb, behind));
    AddGap(gap);
    Add(Text(behind, end_));
  }
}

// "What is r1 good at?", "Which app was X ahead of on the list?": the gap
// belongs behind the preposition that stands alone.
bool Undoer::PutBehindAdjective(int subject, const std::string& helper) {
  int split = -1, alone = -1;
  for (int i = subject + 1; i < end_; ++i) {
    const bool adjective =
        Tag(i).upos == Upos::kAdj || Tag(i).upos == Upos::kAdv;
    if (split < 0 && adjective && IsNominal(i - 1)) split = i;
    const bool preposition = Tag(i).upos == Upos::kAdp || words_[i] == "worth";
    if (preposition && (i + 1 == end_ || Tag(i + 1).upos == Upos::kAdp)) {
      alone = i;
      break;
    }
  }
  if (alone < 0) return false;
  if (split < 0) split = alone;
  Add(Text(subject, split));
  Add(helper);
  Add(Text(split, alone + 1));
  AddGap(GapWord());
  Add(Text(alone + 1, end_));
  return true;
}

// Where the clause begins that tells which subject is meant and stands behind
// the verb: "is the firm based [that makes the Vela]"; -1: nowhere. What a
// verb of saying takes ("did the firm say that ...") is none.
int Undoer::MovedClause(int subject, int verb) const {
  int at = verb + 1;
  if (at < end_ && IsVerbForm(at, {Xpos::kRp})) ++at;
  if (at + 1 >= end_ || !IsOneOf(words_[at], {"that", "who", "which"})) {
    return -1;
  }
  const bool plain = std::any_of(
      words_.begin() + subject, words_.begin() + verb,
      [this](const std::string& word) {
        return Tag(static_cast<int>(&word - words_.data())).upos == Upos::kNoun;
      });
  const bool verb_follows =
      IsAuxiliary(words_[at + 1]) || Tag(at + 1).upos == Upos::kVerb;
  static constexpr absl::string_view kSay[] = {
      "say",  "claim", "think",  "believe", "expect", "report", "announce",
      "deny", "warn",  "decide", "agree",   "show",   "find",   "suggest",
      "hope", "fear",  "know",   "mean",    "want",   "tell",   "promise"};
  const std::string base = lexicon_.BaseForms(words_[verb]).front();
  const bool says =
      std::find(std::begin(kSay), std::end(kSay), base) != std::end(kSay);
  return plain && (verb_follows || !says) ? at : -1;
}

// Question phrase, auxiliary, subject, rest -> subject, auxiliary, rest.
void Undoer::Invert(int auxiliary) {
  int subject = auxiliary + 1;
  std::string helper = absl::AsciiStrToLower(Text(auxiliary, subject));
  if (subject < end_ && IsNot(words_[subject])) {
    helper += " not";
    if (IsOneOf(words_[auxiliary], {"wo"})) helper = "will not";
    if (IsOneOf(words_[auxiliary], {"ca"})) helper = "can not";
    ++subject;
  }
  const int verb = MainVerb(auxiliary);
  if (verb < 0 && wh_ >= 0 && PutBehindAdjective(subject, helper)) return;
  if (verb < 0) {  // copula
    Add(Text(subject, end_));
    Add(helper);
    if (wh_ >= 0) {
      Add(absl::AsciiStrToLower(preposition_));
      AddGap(GapWord() == kGapAdverb ? kGapThing : GapWord());
      const int two = wh_ + 2;  // "how much lower"
      if (words_[wh_] == "how" && two < phrase_end_ &&
          out_.kind != AnswerKind::kAge) {
        Add(Text(two, phrase_end_));
      }
    }
    return;
  }
  // "does it not support": "it does not support".
  int subject_end = verb;
  if (subject_end > subject + 1 && IsNot(words_[subject_end - 1])) {
    --subject_end;
    helper += " not";
  }
  Add(Text(subject, subject_end));
  if (const int clause = MovedClause(subject, verb); clause >= 0) {
    Add(Text(clause, end_));
    end_ = clause;
  }
  Add(helper);
  if (wh_ >= 0) {
    PutGap(verb);
  } else {
    Add(Text(verb, end_));
  }
}

void Undoer::YesNo(int begin) {
  out_.kind = AnswerKind::kYesNo;
  phrase_end_ = begin;
  const int verb = MainVerb(begin);
  if (verb >= 0 || !IsBe(words_[begin])) {
    Invert(begin);
    return;
  }
  // "Is r1 an open model?": the complement begins at a determiner.
  int split = -1;
  for (int i = begin + 2; i < end_; ++i) {
    if (Tag(i).upos == Upos::kDet || Tag(i).upos == Upos::kAdp ||
        Tag(i).upos == Upos::kAdj) {
      const bool inside = Tag(i - 1).upos == Upos::kDet ||
                          Tag(i - 1).upos == Upos::kAdp ||
                          Tag(i - 1).upos == Upos::kAdj;
      if (inside) continue;
      split = i;
      if (Tag(i).upos != Upos::kAdp) break;
    }
  }
  // "Is Norrmark a member": the determiner of the subject does not count.
  if (split < 0) split = end_;
  Add(Text(begin + 1, split));
  Add(words_[begin]);
  Add(Text(split, end_));
}

// The question word stands where its answer would: "X starred which actors".
void Undoer::InPlace() {
  for (int i = begin_; i < end_; ++i) {
    if (IsWh(words_[i]) && wh_ < 0 &&
        !(i > begin_ && IsNominal(i - 1) && i + 1 < end_ &&
          Tag(i + 1).upos == Upos::kVerb)) {
      wh_ = i;
    }
  }
  if (wh_ < 0) {
    Add(Text(begin_, end_));
    return;
  }
  ReadPhrase();
  if (phrase_end_ == wh_ + 1 && words_[wh_] != "who") phrase_end_ = end_;
  Add(Text(begin_, wh_));
  AddGap(GapWord());
  Add(Text(phrase_end_, end_));
}

void Undoer::Finish() {
  Add(tail_);
  out_.text += '.';
}

Statement Undoer::Run() {
  SkipPreamble();
  SkipSource();
  if (begin_ >= end_) return out_;
  if (IsAuxiliary(words_[begin_])) {
    YesNo(begin_);
    Finish();
    return out_;
  }
  if (!FindQuestionWord()) {
    InPlace();
    Finish();
    return out_;
  }
  ReadPhrase();
  const int next = phrase_end_;
  if (next < end_ && IsAuxiliary(words_[next]) && StartsSubject(next + 1)) {
    Invert(next);
  } else if (out_.kind == AnswerKind::kPossessor) {
    // "Whose stock fell": someone's stock fell.
    out_.subject = true;
    Add(absl::AsciiStrToLower(preposition_));
    AddGap(kGapPerson);
    out_.text += "'s";
    Add(Text(words_[wh_] == "whose" ? wh_ + 1 : wh_ + 3, end_));
    out_.modifiers.clear();
  } else {
    out_.subject = true;
    Add(absl::AsciiStrToLower(preposition_));
    AddGap(GapWord());
    Add(Text(next, end_));
  }
  Finish();
  return out_;
}

Statement Undo(const extractor::AnalyzedSentence& question,
               const Lexicon& lexicon) {
  return Undoer(question, lexicon).Run();
}

}  // namespace weft::service
