#include "service/ask/answer_type.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "service/ask/answer_type_impl.h"

namespace weft::service {

using extractor::Deprel;
using extractor::Upos;
using extractor::ValueKind;

// A person for "which umpire", not called one here.
constexpr double kNotCalledSo = 0.85;
constexpr double kNamedOwner = 0.9;

std::string TypeAt(const Passage& passage, int token) {
  const EntityAt* entity = passage.EntityHeadedBy(token);
  if (entity != nullptr && !entity->type.empty() && entity->type != "unknown" &&
      entity->type != "misc") {
    return entity->type;
  }
  for (const extractor::NameMention& name : passage.analyzed.names) {
    if (name.tokens.Contains(static_cast<uint32_t>(token))) {
      return std::string(extractor::EntityTypeName(name.type));
    }
  }
  return "";
}

bool IsWrittenAsName(const Passage& passage, int token) {
  const char first = passage.Word(token).front();
  return absl::ascii_isupper(first) || absl::ascii_isdigit(first) ||
         absl::ascii_isdigit(passage.Word(token).back()) || (first & 0x80) != 0;
}

int NamedBy(const Passage& passage, int participle) {
  static constexpr absl::string_view kNaming[] = {
      "call", "name", "know", "refer", "dub", "title", "entitle", "nickname"};
  const extractor::DependencyTree& tree = passage.tree();
  if (tree[participle].xpos != extractor::Xpos::kVbn ||
      !absl::c_linear_search(kNaming, tree[participle].lemma)) {
    return -1;
  }
  const Deprel above = extractor::BaseLabel(tree[participle].label);
  if (above != Deprel::kAcl && above != Deprel::kXcomp) return -1;
  for (const int child : tree.Children(participle)) {
    const Deprel label = extractor::BaseLabel(tree[child].label);
    if (child > participle && IsWrittenAsName(passage, child) &&
        (label == Deprel::kXcomp || label == Deprel::kObj ||
         label == Deprel::kObl || label == Deprel::kAdvcl)) {
      return child;
    }
  }
  return -1;
}

int NamingVerbOver(const Passage& passage, int token) {
  const int head = passage.tree()[token].head;
  return head >= 0 && NamedBy(passage, head) == token ? head : -1;
}

bool IsProper(const Passage& passage, int token) {
  if (passage.tree()[token].upos == Upos::kPropn) return true;
  // "r1", "V3": letters and digits are a name.
  const absl::string_view word = passage.Word(token);
  if (absl::ascii_isalpha(word.front()) && absl::ascii_isdigit(word.back())) {
    return true;
  }
  // "Solvik Networks": the last word of a name, tagged as a noun.
  if (token > 0 && absl::ascii_isupper(word.front()) &&
      passage.tree()[token].upos == Upos::kNoun &&
      passage.tree()[token - 1].upos == Upos::kPropn &&
      passage.tree()[token - 1].head == token) {
    return true;
  }
  for (const extractor::NameMention& name : passage.analyzed.names) {
    if (name.tokens.Contains(static_cast<uint32_t>(token))) return true;
  }
  return false;
}

double TypeFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon) {
  const extractor::ValueMention* value = passage.ValueAt(token);
  switch (question.statement.kind) {
    case AnswerKind::kPerson:
    case AnswerKind::kPossessor: {
      double fit = PersonFit(passage, token, lexicon);
      // Whatever has a name can own something.
      if (question.statement.kind == AnswerKind::kPossessor &&
          IsProper(passage, token) && passage.ValueAt(token) == nullptr &&
          IsWrittenAsName(passage, token)) {
        fit = std::max(fit, kNamedOwner);
      }
      if (question.statement.noun.empty()) return fit;
      if (lexicon.IsA(question.statement.noun, "person")) {
        const double beside =
            NounBeside(passage, token, question.statement.noun, lexicon);
        if (beside > 0) return beside;
        return fit > 0.9 || MayBeFirm(question.statement.noun)
                   ? fit * kNotCalledSo
                   : fit * 0.6;
      }
      return std::max(fit, NounFit(question, passage, token, lexicon));
    }
    case AnswerKind::kName:
      return NameFit(question, passage, token, lexicon);
    case AnswerKind::kPlace:
      return PlaceFit(question, passage, token, lexicon);
    case AnswerKind::kTime:
      return IsTime(value) ? TimeFit(question, passage, *value) : 0;
    case AnswerKind::kCount:
      return CountFit(question, passage, token, lexicon);
    case AnswerKind::kAmount:
      return AmountFit(question, passage, token, lexicon);
    case AnswerKind::kDuration:
      return value == nullptr                            ? 0
             : value->value.kind == ValueKind::kDuration ? 1
             : value->value.kind == ValueKind::kQuantity
                 ? LengthFit(*value, lexicon)
                 : 0;
    case AnswerKind::kReason: {
      for (const int child : passage.tree().Children(token)) {
        const std::string word = absl::AsciiStrToLower(passage.Word(child));
        if (word == "because" || word == "since" || word == "due" ||
            word == "so") {
          return 1;
        }
        if (word == "as" || word == "after") return 0.7;
      }
      if (value != nullptr) return 0.05;  // "in October" is no reason
      return passage.tree()[token].upos == Upos::kVerb ? 0.4 : 0.3;
    }
    case AnswerKind::kAge: {
      if (passage.tree()[token].upos != Upos::kNum) return 0;
      // "the 22-year-old", "Ruiz, 49, said".
      const int size = passage.size();
      for (int i = token + 1; i < std::min(size, token + 5); ++i) {
        if (passage.Word(i) == "old") return 1;
      }
      const bool alone =
          token > 0 && token + 1 < size && passage.Word(token - 1) == "," &&
          (passage.Word(token + 1) == "," || passage.Word(token + 1) == ".");
      return alone ? 0.95 : 0;
    }
    default:
      break;
  }
  if (!question.statement.noun.empty()) {
    return NounFit(question, passage, token, lexicon);
  }
  // "What": anything but the time it happened.
  if (IsTime(value)) return 0.2;
  if (value != nullptr) {
    return value->value.kind == ValueKind::kQuantity ? 0.95 : 0.8;
  }
  return TypeAt(passage, token) == "person" ? 0.6 : 0.95;
}

}  // namespace weft::service
