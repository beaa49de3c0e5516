// Which words of a passage may head an answer.
#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "service/ask/answer_type.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

}  // namespace

// Is the word itself one of the question's?
bool AnswerReader::IsTakenWord(int token) const {
  for (size_t t = 0; t < matches_.size(); ++t) {
    if (question_.terms[t].weight < 0.5) continue;
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

bool AnswerReader::IsTaken(int token) const {
  if (IsTakenWord(token)) return true;
  const EntityAt* entity = passage_->EntityHeadedBy(token);
  if (entity != nullptr && matcher_.IsNamed(entity->node)) return true;
  if (!IsProper(*passage_, token)) return false;
  // "Norvane (NRV)": the abbreviation of a name of the question.
  const int head = passage_->tree()[token].head;
  if (head >= 0 && passage_->tree()[token].label == Deprel::kAppos &&
      IsProper(*passage_, head) && IsTakenWord(head)) {
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

bool AnswerReader::IsCandidate(int token) const {
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
              !IsProper(*passage_, node.head));
    case Upos::kNum:
    case Upos::kSym:
      return !inner;
    case Upos::kVerb:
      if (kind == AnswerKind::kReason || kind == AnswerKind::kManner) {
        return node.label == Deprel::kAdvcl;
      }
      return kind == AnswerKind::kThing &&
             (node.label == Deprel::kCcomp || node.label == Deprel::kXcomp ||
              node.label == Deprel::kAcl || node.label == Deprel::kAdvcl);
    default:
      return kind == AnswerKind::kReason && node.label == Deprel::kAdvcl;
  }
}

bool AnswerReader::HasNameBeside(int token) const {
  for (const int child : passage_->tree().Children(token)) {
    const Deprel label = passage_->tree()[child].label;
    if ((label == Deprel::kAppos || label == Deprel::kFlat) &&
        IsProper(*passage_, child)) {
      return true;
    }
  }
  // "the chipmaker Norvane's", however it is parsed.
  if (token + 1 < passage_->size() && IsProper(*passage_, token + 1)) {
    return true;
  }
  const extractor::Node& node = passage_->tree()[token];
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
