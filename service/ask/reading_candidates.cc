// Which words of a passage may head an answer.
#include <algorithm>
#include <initializer_list>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "extractor/clause/phrase.h"
#include "service/ask/answer_type.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

}  // namespace

// Is the word itself one of the question's?
bool AnswerReader::IsTakenWord(int token) const {
  // "Harbour Leasing" is not taken by "lease".
  const bool in_name =
      token > 0 && IsProper(*passage_, token) && IsProper(*passage_, token - 1);
  for (size_t t = 0; t < matches_.size(); ++t) {
    if (question_.terms[t].weight < 0.5) continue;
    if (in_name && !question_.terms[t].name) continue;
    for (const MatchAt& match : matches_[t]) {
      if (match.token == token && match.similarity >= kSimilarTaken) {
        return true;
      }
    }
  }
  return false;
}

// The same, names aside: a description ("its coach, Ruiz") counts as a place
// of the name.
bool AnswerReader::IsTakenByWord(int token) const {
  for (size_t t = 0; t < matches_.size(); ++t) {
    if (question_.terms[t].name || question_.terms[t].weight < 0.5) continue;
    for (const MatchAt& match : matches_[t]) {
      if (match.token == token && match.similarity >= kSimilarTaken) {
        return true;
      }
    }
  }
  return false;
}

// "Boxline, a maker of boats", where the question speaks of a maker of boats:
// Boxline is what it speaks of, and no answer.
bool AnswerReader::IsDescribed(int token) const {
  const extractor::DependencyTree& tree = passage_->tree();
  const auto is_asked = [&](int noun) {
    if (tree[noun].upos != Upos::kNoun) return false;
    for (size_t t = 0; t < matches_.size(); ++t) {
      const Term& term = question_.terms[t];
      if (term.name || term.verb || term.weight < 0.5 || term.head < 0) {
        continue;
      }
      for (const MatchAt& match : matches_[t]) {
        if (match.token == noun && match.similarity >= kSimilarTaken &&
            question_.sentence.tree[term.head].upos == Upos::kNoun) {
          return true;
        }
      }
    }
    return false;
  };
  if (!IsProper(*passage_, token)) return false;
  if (tree[token].label == Deprel::kAppos && is_asked(tree[token].head)) {
    return true;
  }
  return absl::c_any_of(tree.Children(token), [&](int child) {
    return tree[child].label == Deprel::kAppos && is_asked(child);
  });
}

bool AnswerReader::IsTaken(int token) const {
  if (IsTakenWord(token) || IsDescribed(token)) return true;
  const EntityAt* entity = passage_->EntityHeadedBy(token);
  if (entity != nullptr && matcher_.IsNamed(entity->node)) return true;
  if (!IsProper(*passage_, token)) return false;
  // "Norvane (NRV)": the abbreviation of a name of the question.
  const int head = passage_->tree()[token].head;
  if (head >= 0 && passage_->tree()[token].label == Deprel::kAppos &&
      TypeAt(*passage_, token) != "person" && IsProper(*passage_, head) &&
      IsTakenWord(head)) {
    return true;
  }
  // Another spelling of a name of the question: "NORVANE", "Norvane Oyj".
  const std::string word = absl::AsciiStrToLower(passage_->Word(token));
  const auto& excluded = question_.statement.excluded;
  if (std::find(excluded.begin(), excluded.end(), word) != excluded.end()) {
    return true;
  }
  for (const Term& term : question_.terms) {
    if (!term.name) continue;
    for (const absl::string_view part : absl::StrSplit(
             absl::AsciiStrToLower(term.text), absl::ByAnyChar(" -"))) {
      if (part == word) return true;
    }
  }
  return false;
}

// A word that is no answer by itself: "Dr" of "Dr Ruiz", "Lisbon-based", of
// whom a name is asked.
bool AnswerReader::IsNoAnswer(int token) const {
  static constexpr absl::string_view kTitles[] = {
      "dr",  "mr",   "mrs",  "ms",    "prof",    "professor", "sir", "gov",
      "sen", "lord", "lady", "mayor", "captain", "queen",     "king"};
  const int next = token + 1;
  const std::string word = absl::AsciiStrToLower(passage_->Word(token));
  if (absl::c_linear_search(kTitles, word) && next < passage_->size() &&
      IsProper(*passage_, next) && passage_->tree()[next].head != token) {
    return true;
  }
  // "The cause is unknown."
  if (word == "unknown" || word == "unclear") return true;
  return question_.statement.kind != AnswerKind::kPlace && IsBased(token);
}

// The town of "Lisbon-based", in one word or three.
bool AnswerReader::IsBased(int token) const {
  const absl::string_view word = passage_->Word(token);
  if (absl::EndsWith(word, "-based")) return true;
  return token + 2 < passage_->size() && passage_->Word(token + 1) == "-" &&
         passage_->Word(token + 2) == "based";
}

// "because engineers found a leak", whatever it is hung on.
bool AnswerReader::SaysBecause(int verb) const {
  const int mark = passage_->tree().Child(verb, Deprel::kMark);
  return mark >= 0 && passage_->tree()[mark].lemma == "because";
}

bool AnswerReader::IsCandidate(int token) const {
  if (IsNoAnswer(token)) return false;
  const extractor::Node& node = passage_->tree()[token];
  const AnswerKind kind = question_.statement.kind;
  if (kind == AnswerKind::kAge) return node.upos == Upos::kNum;
  if (passage_->ValueAt(token) != nullptr) {
    // One word for the value: its head.
    const auto& span = passage_->ValueAt(token)->tokens;
    return node.head < static_cast<int>(span.begin) ||
           node.head >= static_cast<int>(span.end);
  }
  const bool inner =
      node.label == Deprel::kFlat || node.label == Deprel::kCompound ||
      node.label == Deprel::kFixed || node.label == Deprel::kGoeswith ||
      node.label == Deprel::kCase || node.label == Deprel::kDet;
  if (const EntityAt* entity = passage_->EntityHeadedBy(token);
      entity != nullptr && !inner) {
    // "This", of which nobody knows what it stands for, answers nothing.
    return node.upos != Upos::kPron ||
           !absl::EqualsIgnoreCase(entity->name, passage_->Word(token));
  }
  switch (node.upos) {
    case Upos::kNoun:
    case Upos::kPropn:
      // "Veridian's", "Northgate striker": a name inside a longer phrase.
      return !inner ||
             (IsProper(*passage_, token) && node.label == Deprel::kCompound &&
              !IsProper(*passage_, node.head) &&
              !lexicon_.IsA(passage_->tree()[node.head].lemma, "family"));
    case Upos::kNum:
    case Upos::kSym:
      return !inner;
    case Upos::kVerb:
      if (kind == AnswerKind::kReason || kind == AnswerKind::kManner) {
        return node.label == Deprel::kAdvcl || SaysBecause(token);
      }
      return kind == AnswerKind::kThing && MayBeSaid() &&
             NamedBy(*passage_, token) < 0 &&
             (node.label == Deprel::kCcomp || node.label == Deprel::kXcomp ||
              node.label == Deprel::kAcl || node.label == Deprel::kAdvcl);
    default:
      return kind == AnswerKind::kReason && node.label == Deprel::kAdvcl;
  }
}

// "the claim that Norvane is broke": does a clause say what the noun is about?
bool AnswerReader::HasContent(int noun) const {
  const extractor::DependencyTree& tree = passage_->tree();
  return absl::c_any_of(tree.Children(noun), [&](int child) {
    const Deprel label = tree[child].label;
    return (extractor::BaseLabel(label) == Deprel::kAcl ||
            label == Deprel::kCcomp) &&
           tree.Child(child, Deprel::kMark) >= 0;
  });
}

// Does the phrase say nothing but words of the question: "the phone" for
// "which phone", "chips most commonly used" for "which chips are most used"?
bool AnswerReader::RepeatsQuestion(int token) const {
  if (passage_->ValueAt(token) != nullptr || IsProper(*passage_, token) ||
      passage_->tree()[token].upos != Upos::kNoun || HasContent(token)) {
    return false;
  }
  extractor::PhraseOptions options;
  options.style = extractor::PhraseStyle::kMedium;
  return absl::c_all_of(
      extractor::Phrase(passage_->tree(), token, options), [&](int i) {
        const Upos upos = passage_->tree()[i].upos;
        const bool content = upos == Upos::kNoun || upos == Upos::kPropn ||
                             upos == Upos::kVerb || upos == Upos::kAdj ||
                             upos == Upos::kNum;
        const std::string lower = absl::AsciiStrToLower(passage_->Word(i));
        return !content || IsStopWord(lower) || IsTakenWord(i) ||
               absl::c_linear_search(passage_->bases[i],
                                     question_.statement.noun);
      });
}

// Can a clause be what is asked for? "Which drug" wants a thing, "what" and
// "which claim" may want what somebody says.
bool AnswerReader::MayBeSaid() const {
  const std::string& noun = question_.statement.noun;
  if (noun.empty()) return true;
  return absl::c_any_of(
      std::initializer_list<absl::string_view>{"message", "act", "cognition",
                                               "event", "state"},
      [&](absl::string_view kind) { return lexicon_.IsA(noun, kind); });
}

bool AnswerReader::HasNameBeside(int token) const {
  const extractor::DependencyTree& tree = passage_->tree();
  // "a language model called r1"
  for (const int child : tree.Children(token)) {
    if (tree[child].label == Deprel::kAcl && NamedBy(*passage_, child) >= 0) {
      return true;
    }
  }
  for (const int child : tree.Children(token)) {
    const Deprel label = tree[child].label;
    if ((label == Deprel::kAppos || label == Deprel::kFlat) &&
        IsProper(*passage_, child)) {
      return true;
    }
  }
  // "the chipmaker Norvane's", however it is parsed.
  if (token + 1 < passage_->size() && IsProper(*passage_, token + 1)) {
    return true;
  }
  const extractor::Node& node = tree[token];
  return node.head >= 0 && IsProper(*passage_, node.head) &&
         (node.label == Deprel::kCompound || node.label == Deprel::kNmodDesc ||
          node.label == Deprel::kAppos);
}

// "Norvane's Vela" for who owns or makes the Vela.
bool AnswerReader::OwnsNamed(int token) const {
  const extractor::Node& node = passage_->tree()[token];
  if (node.label != Deprel::kNmodPoss || verb_ < 0 ||
      gap_role_ != Role::kSubject) {
    return false;
  }
  const std::string& verb = question_.terms[verb_].text;
  const std::string base = lexicon_.BaseForms(verb).front();
  if (base != "own" && base != "make" && base != "develop") return false;
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    if (!question_.terms[t].name) continue;
    for (const MatchAt& match : matches_[t]) {
      if (match.token == node.head) return true;
    }
  }
  return false;
}

}  // namespace weft::service
