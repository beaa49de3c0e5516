// Which word of a question is its verb.
#include <string>

#include "service/ask/question.h"
#include "service/ask/undo_impl.h"

namespace weft::service {

using extractor::Upos;
using extractor::Xpos;

// Does a subject begin here, so that the auxiliary before it was moved?
bool Undoer::StartsSubject(int i) const {
  const absl::string_view helper = words_[i - 1];
  if (IsDo(helper)) return true;
  while (i < end_ && (Tag(i).upos == Upos::kAdv || IsNot(words_[i]))) ++i;
  if (i >= end_) return false;
  if (Text(i, i + 1) != words_[i]) return true;  // a name
  // "Which union is against the plan"
  if (Tag(i).upos == Upos::kAdp && IsBe(helper)) return false;
  // "could relaxing controls benefit": a gerund is no verb of "could".
  if (IsModal(helper) && IsVerbForm(i, {Xpos::kVbg})) return true;
  return !(Tag(i).upos == Upos::kVerb &&
           IsVerbForm(i, {Xpos::kVb, Xpos::kVbn, Xpos::kVbg, Xpos::kVbd,
                          Xpos::kVbp})) &&
         !IsOneOf(words_[i], {"be", "been", "being", "have", "to"});
}

// The verb when the tagger sees none: a word that can be one right behind a
// noun ("did the stock fall"), the last of them.
int Undoer::LastVerbWord(int from) const {
  int last = -1;
  for (int i = from + 2; i < end_; ++i) {
    if (words_[i] == "to" && last >= 0) break;
    if (lexicon_.IsVerb(words_[i]) && !IsAuxiliary(words_[i]) &&
        (IsNominal(i - 1) || Tag(i - 1).upos == Upos::kX ||
         Tag(i - 1).upos == Upos::kPron) &&
        Text(i, i + 1) == words_[i] && Tag(i).upos != Upos::kAdp) {
      last = i;
    }
  }
  return last;
}

// The verb that the moved auxiliary belongs to; -1: a copula.
int Undoer::MainVerb(int auxiliary) const {
  const absl::string_view word = words_[auxiliary];
  int last = -1, plain_past = -1;
  bool relative = false;
  for (int i = auxiliary + 2; i < end_; ++i) {
    if (IsRelative(words_[i]) && Tag(i).upos != Upos::kSconj &&
        (last >= 0 || IsNominal(i - 1) || words_[i - 1] == "of" ||
         words_[i - 1] == ",")) {
      if (last >= 0) break;  // "is the firm based that ..."
      relative = true;
    }
    const bool to = words_[i - 1] == "to";
    if (IsDo(word) || IsModal(word)) {
      if (IsOneOf(words_[i], {"be", "have"}) && !to && !relative) return i;
      if (IsVerbForm(i, {Xpos::kVb, Xpos::kVbp}) && !to) {
        if (!relative) return i;
        relative = false;
        if (IsVerbForm(i, {Xpos::kVb})) return i;
      } else if (IsVerbForm(i, {Xpos::kVbd, Xpos::kVbz})) {
        relative = false;  // the verb of the relative clause
      }
    } else if (relative && (Tag(i).upos == Upos::kVerb || IsBe(words_[i]) ||
                            IsHave(words_[i]))) {
      relative = false;  // the verb of the relative clause
    } else if (Tag(i - 1).upos == Upos::kDet && i + 1 < end_ &&
               IsNominal(i + 1)) {
      continue;  // "the managing director"
    } else if (IsVerbForm(i, {Xpos::kVbn, Xpos::kVbg}) &&
               Tag(i).upos == Upos::kVerb) {
      if (IsHave(word)) return i;
      last = i;
    } else if (IsVerbForm(i, {Xpos::kVbd}) && plain_past < 0) {
      plain_past = i;  // a participle that the tagger took for a past tense
    }
  }
  if (IsDo(word) || IsModal(word)) {
    const int verb = LastVerbWord(auxiliary);
    // There must be one: the last word, if nothing else.
    return verb >= 0 || !IsDo(word) || auxiliary + 2 >= end_ ? verb : end_ - 1;
  }
  if (last < 0) last = plain_past;
  // "was Norvane spun off": taken for an adjective.
  for (int i = auxiliary + 2; i < end_ && last < 0; ++i) {
    const std::string base = lexicon_.BaseForms(words_[i]).front();
    if (Tag(i).upos == Upos::kAdj && IsNominal(i - 1) && base != words_[i] &&
        lexicon_.IsVerb(base)) {
      last = i;
    }
  }
  // "was Norvane spun off": a participle that the tagger took for a name.
  for (int i = auxiliary + 2; i < end_ && last < 0; ++i) {
    if (IsRelative(words_[i])) break;
    const std::string base = lexicon_.BaseForms(words_[i]).front();
    if (Text(i, i + 1) == words_[i] && base != words_[i] &&
        lexicon_.IsVerb(base) && Tag(i).upos != Upos::kNoun &&
        (i + 1 == end_ || Tag(i + 1).upos == Upos::kAdp)) {
      last = i;
    }
  }
  if (last < 0 || IsHave(word)) return last;
  // "What is the rover carried by Pip?": a participle behind its noun.
  const bool plain =
      IsOneOf(words_[wh_ < 0 ? auxiliary : wh_], {"what", "who"}) &&
      phrase_end_ == wh_ + 1 && preposition_.empty();
  if (plain && Tag(last).xpos == Xpos::kVbn && last + 1 < end_ &&
      words_[last + 1] != "to" &&  // "What is the rule meant to regulate?"
      !(last + 2 == end_ && Tag(last + 1).upos == Upos::kAdp) &&
      IsNominal(last - 1) && words_[auxiliary + 1] == "the") {
    return -1;
  }
  return last;
}

}  // namespace weft::service
