#include "service/ask/node_fit.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "service/ask/answer_type.h"

namespace weft::service {
namespace {

using graphstore::Node;
using graphstore::ValueKind;

constexpr double kNounsAlike = 0.7;  // nouns that may name the same thing
constexpr double kOtherKind = 0.3;

bool IsNameLike(absl::string_view text) {
  return absl::c_any_of(text, absl::ascii_isupper);
}

// The noun that a phrase is about: the last word before "of", "in" ...
std::string HeadOf(absl::string_view phrase) {
  std::string head;
  for (const absl::string_view word :
       absl::StrSplit(phrase, ' ', absl::SkipEmpty())) {
    const std::string lower = absl::AsciiStrToLower(word);
    if (!head.empty() && IsStopWord(lower)) break;
    head = lower;
  }
  return head;
}

bool IsGenericFirm(absl::string_view noun) {
  return noun == "company" || noun == "firm" || noun == "business" ||
         noun == "organization";
}

// Do the words of a phrase say that it is such a thing?
bool Says(absl::string_view phrase, const std::string& noun,
          const Lexicon& lexicon) {
  const std::string head = HeadOf(phrase);
  if (head.empty()) return false;
  for (const std::string& base : lexicon.BaseForms(head)) {
    // A maker, a bank is a company, whatever the dictionary says.
    if (IsGenericFirm(noun) && NamesOrganization(base, lexicon)) return true;
    if (base == noun || lexicon.IsA(base, noun) ||
        lexicon.Similarity(base, noun) >= kNounsAlike) {
      return true;
    }
  }
  return false;
}

// 1: said to be such a thing, -1: said to be something else, 0: neither.
int Described(const std::vector<std::string>& descriptions,
              const std::string& noun, const Lexicon& lexicon) {
  bool other = false;
  for (const std::string& description : descriptions) {
    if (Says(description, noun, lexicon)) return 1;
    other = other ||
            (!IsNameLike(description) && lexicon.IsNoun(HeadOf(description)) &&
             !lexicon.IsA(noun, HeadOf(description)));
  }
  return other ? -1 : 0;
}

double PersonFit(const Node& node, const Lexicon& lexicon) {
  if (node.type == "person") return 1;
  if (node.type == "organization" || node.type == "group") return 0.9;
  if (node.type == "place") return 0.65;
  if (IsNameLike(node.text)) return 0.75;
  const std::string head = HeadOf(node.text);
  return lexicon.IsA(head, "person") || lexicon.IsA(head, "organization")
             ? 0.55
             : kOtherKind;
}

double AmountFit(const Node& node) {
  if (!node.value.has_value()) return 0;
  switch (node.value->kind) {
    case ValueKind::kMoney:
    case ValueKind::kPercent:
      return 1;
    case ValueKind::kQuantity:
      return 0.9;
    case ValueKind::kNumber:
      return 0.7;
    default:
      return 0;
  }
}

double NounFit(const std::string& noun, const Node& node,
               const std::vector<std::string>& descriptions,
               const Lexicon& lexicon) {
  // "the claim" is no claim that was asked for.
  if (absl::c_linear_search(lexicon.BaseForms(node.text), noun)) return 0;
  if (Says(node.text, noun, lexicon)) return 0.95;
  const int described = Described(descriptions, noun, lexicon);
  if (described > 0) return 1;
  if (described < 0) return 0.45;
  if (!IsNameLike(node.text)) return kOtherKind;
  // Types of names are often wrong, kinds in words seldom.
  if (NamesOrganization(noun, lexicon)) {
    return node.type == "organization" || node.type == "group" ? 0.95 : 0.7;
  }
  if (lexicon.IsA(noun, "person")) {
    return node.type == "person" ? 0.95 : node.type.empty() ? 0.7 : kOtherKind;
  }
  if (node.type == "person") return kOtherKind;
  return node.type == "organization" ? 0.6 : 0.85;
}

}  // namespace

double NodeFit(const Question& question, const Node& node,
               const std::vector<std::string>& descriptions,
               const Lexicon& lexicon) {
  if (node.text.empty() || IsStopWord(absl::AsciiStrToLower(node.text))) {
    return 0;
  }
  const std::string& noun = question.statement.noun;
  switch (question.statement.kind) {
    case AnswerKind::kAmount:
      return AmountFit(node);
    case AnswerKind::kPerson: {
      if (node.value.has_value()) return 0;
      const double fit = PersonFit(node, lexicon);
      return noun.empty()
                 ? fit
                 : std::min(fit, NounFit(noun, node, descriptions, lexicon));
    }
    case AnswerKind::kPlace:
      if (node.value.has_value()) return 0;
      if (node.type == "place") return 1;
      return node.type == "person" ? 0.1 : IsNameLike(node.text) ? 0.5 : 0.3;
    case AnswerKind::kName:
      return node.value.has_value() || !IsNameLike(node.text) ? 0 : 0.9;
    default:
      break;
  }
  if (noun.empty()) return 0.95;
  if (node.value.has_value()) return 0;
  return NounFit(noun, node, descriptions, lexicon);
}

bool IsNamedKind(const Question& question, const Node& node,
                 const std::vector<std::string>& descriptions,
                 const Lexicon& lexicon) {
  if (!node.id.is_entity() || !IsNameLike(node.text)) return false;
  const std::string& noun = question.statement.noun;
  if (noun.empty()) return true;
  return NounFit(noun, node, descriptions, lexicon) > 0.5;
}

}  // namespace weft::service
