// How well a phrase fits each kind of answer, shared by answer_type.cc (which
// kind it is), answer_type_names.cc (people, places, things of a kind) and
// answer_type_values.cc (counts, times, amounts). For them alone. All are 0 ..
// 1, see TypeFit.
#ifndef WEFT_SERVICE_ASK_ANSWER_TYPE_IMPL_H_
#define WEFT_SERVICE_ASK_ANSWER_TYPE_IMPL_H_

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"
#include "service/ask/answer_type.h"

namespace weft::service {

// Nouns that may name the same thing.
inline constexpr double kNounsAlike = 0.7;

inline bool IsTime(const extractor::ValueMention* value) {
  return value != nullptr && value->value.kind == extractor::ValueKind::kDate;
}

inline bool IsAmount(const extractor::ValueMention* value) {
  return value != nullptr && value->value.kind != extractor::ValueKind::kDate;
}

// Does the phrase stand behind one of these?
bool HasPreposition(const Passage& passage, int token,
                    std::initializer_list<absl::string_view> list);

// Is the noun one of people that firms are called as often ("owner")?
bool MayBeFirm(absl::string_view noun);

// "the hedge fund High-Flyer", "Quill, a publisher", "a boat called Vela": the
// noun that is asked for, or a kind of it, stands with the name. 0: it does
// not.
double NounBeside(const Passage& passage, int token, const std::string& noun,
                  const Lexicon& lexicon);

double PersonFit(const Passage& passage, int token, const Lexicon& lexicon);
double PlaceFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon);
double NameFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon);
double NounFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon);
double CountFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon);
double TimeFit(const Question& question, const Passage& passage,
               const extractor::ValueMention& value);
double LengthFit(const extractor::ValueMention& value, const Lexicon& lexicon);
double AmountFit(const Question& question, const Passage& passage, int token,
                 const Lexicon& lexicon);

}  // namespace weft::service

#endif  // WEFT_SERVICE_ASK_ANSWER_TYPE_IMPL_H_
