// Undoing the word order of a question, shared by undo.cc (moving words),
// undo_verb.cc (which word is the verb) and undo_phrase.cc (reading the
// question phrase). For them alone.
#ifndef WEFT_SERVICE_ASK_UNDO_IMPL_H_
#define WEFT_SERVICE_ASK_UNDO_IMPL_H_

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "service/ask/question.h"

namespace weft::service {

inline bool IsOneOf(absl::string_view word,
                    std::initializer_list<absl::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

inline bool IsDo(absl::string_view w) {
  return IsOneOf(w, {"do", "does", "did"});
}
inline bool IsHave(absl::string_view w) {
  return IsOneOf(w, {"have", "has", "had"});
}
inline bool IsBe(absl::string_view w) {
  return IsOneOf(w, {"is", "are", "was", "were", "'s", "’s", "am"});
}
inline bool IsModal(absl::string_view w) {
  return IsOneOf(w, {"can", "could", "will", "would", "shall", "should", "may",
                     "might", "must", "wo", "ca"});
}
inline bool IsNot(absl::string_view w) {
  return IsOneOf(w, {"not", "n't", "n’t"});
}
inline bool IsAuxiliary(absl::string_view w) {
  return IsDo(w) || IsHave(w) || IsBe(w) || IsModal(w);
}
inline bool IsRelative(absl::string_view w) {
  return IsOneOf(w, {"who", "which", "that", "whose", "whom", "where"});
}
inline bool IsWh(absl::string_view w) {
  return IsOneOf(w, {"who", "whom", "whose", "what", "which", "when", "where",
                     "why", "how"});
}
// The words of a question while they are moved about.
class Undoer {
 public:
  Undoer(const extractor::AnalyzedSentence& question, const Lexicon& lexicon)
      : question_(question), lexicon_(lexicon) {
    for (const extractor::Token& token : question.sentence.tokens) {
      words_.push_back(absl::AsciiStrToLower(
          absl::string_view(token.text.data(), token.text.size())));
    }
    end_ = static_cast<int>(words_.size());
    while (end_ > 0 && IsOneOf(words_[end_ - 1], {"?", ".", "!", "??", "?!"})) {
      --end_;
    }
  }

  Statement Run();

 private:
  const extractor::Node& Tag(int i) const { return question_.tree[i]; }
  bool IsVerbForm(int i, std::initializer_list<extractor::Xpos> forms) const {
    return std::find(forms.begin(), forms.end(), Tag(i).xpos) != forms.end();
  }
  bool IsNominal(int i) const {
    return Tag(i).upos == extractor::Upos::kNoun ||
           Tag(i).upos == extractor::Upos::kPropn ||
           Tag(i).upos == extractor::Upos::kNum;
  }
  std::string Text(int begin, int end) const;
  void Add(absl::string_view text) {
    if (text.empty()) return;
    if (!out_.text.empty() && text[0] != '\'' && text[0] != ',') {
      out_.text += ' ';
    }
    absl::StrAppend(&out_.text, text);
  }
  void AddGap(absl::string_view word) {
    Add(word);
    out_.has_gap = true;
  }

  void SkipPreamble();
  void SkipSource();
  bool FindQuestionWord();
  void ReadPhrase();
  void ReadHow();
  void ReadWhich();
  void KindOfNoun();
  void AddModifiers(int begin, int end);
  int PhraseEnd() const;
  int MainVerb(int auxiliary) const;
  int LastVerbWord(int from) const;
  bool IsAdverbial() const;
  absl::string_view GapWord() const;
  std::string GapPhrase();
  bool StartsSubject(int i) const;
  void YesNo(int begin);
  int MovedClause(int subject, int verb) const;
  void Invert(int auxiliary);
  bool PutBehindAdjective(int subject, const std::string& helper);
  void PutGap(int verb);
  void InPlace();
  void Finish();

  const extractor::AnalyzedSentence& question_;
  const Lexicon& lexicon_;
  std::vector<std::string> words_;
  int begin_ = 0, end_ = 0;
  int wh_ = -1;              // the question word
  int phrase_end_ = 0;       // behind the question phrase
  std::string preposition_;  // before the question word
  std::string tail_;         // moved to the end: "According to Ruiz"
  Statement out_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_UNDO_IMPL_H_
