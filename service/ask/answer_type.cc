#include "service/ask/answer_type.h"

#include <algorithm>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/clause/phrase.h"

namespace weft::service {
namespace {

// Nouns that may name the same thing.
constexpr double kNounsAlike = 0.7;

using extractor::Deprel;
using extractor::Upos;
using extractor::ValueKind;

const extractor::ValueMention* Value(const Passage& passage, int token) {
  return passage.ValueAt(token);
}

bool IsTime(const extractor::ValueMention* value) {
  return value != nullptr && value->value.kind == ValueKind::kDate;
}

bool IsAmount(const extractor::ValueMention* value) {
  return value != nullptr && value->value.kind != ValueKind::kDate;
}

bool HasPreposition(const Passage& passage, int token,
                    std::initializer_list<absl::string_view> list) {
  for (const int marker : extractor::CaseMarkers(passage.tree(), token)) {
    const std::string word = absl::AsciiStrToLower(passage.Word(marker));
    if (std::find(list.begin(), list.end(), word) != list.end()) return true;
  }
  return false;
}

double PersonFit(const Passage& passage, int token, const Lexicon& lexicon) {
  if (passage.ValueAt(token) != nullptr &&
      passage.EntityHeadedBy(token) == nullptr) {
    return 0;
  }
  const std::string type = TypeAt(passage, token);
  if (type == "person") return 1;
  if (type == "organization" || type == "group") return 0.9;
  if (type == "place") return 0.65;
  if (IsProper(passage, token)) return 0.75;
  const std::string word = absl::AsciiStrToLower(passage.Word(token));
  if (lexicon.IsA(word, "person") || lexicon.IsA(word, "organization")) {
    return 0.55;
  }
  return 0.3;
}

double PlaceFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon) {
  const extractor::ValueMention* value = Value(passage, token);
  if (value != nullptr) return 0;
  const std::string type = TypeAt(passage, token);
  // A city is no country where the dictionary knows the word.
  const std::string& noun = question.statement.noun;
  const std::string word = absl::AsciiStrToLower(passage.Word(token));
  const bool city = noun == "city" || noun == "town";
  if ((city && lexicon.IsA(word, "country")) ||
      (noun == "country" && lexicon.IsA(word, "city"))) {
    return 0.1;
  }
  if (type == "place") return 1;
  // "the island of Orm"
  if (!noun.empty() && absl::c_linear_search(passage.bases[token], noun) &&
      absl::c_any_of(passage.tree().Children(token), [&](int child) {
        return passage.tree()[child].label == Deprel::kNmod &&
               IsProper(passage, child);
      })) {
    return 0.95;
  }
  const bool inside =
      HasPreposition(passage, token, {"in", "at", "from", "near", "to"});
  if (!question.statement.noun.empty()) {
    return type == "person" ? 0.1 : IsProper(passage, token) ? 0.5 : 0.25;
  }
  if (type == "organization") return inside ? 0.9 : 0.4;
  if (type == "person") return 0.1;
  return inside ? 0.75 : 0.3;
}

// "What is the name of the captain": a person, and a name.
double NameFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon) {
  if (passage.ValueAt(token) != nullptr) return 0;
  if (!IsProper(passage, token)) return 0.2;
  const std::string type = TypeAt(passage, token);
  bool person = false;
  if (question.predicate >= 0) {
    const std::string& noun = question.sentence.tree[question.predicate].lemma;
    // "firefighter": nouns of that ending are people more often than not.
    person = lexicon.IsA(noun, "person") ||
             (absl::EndsWith(noun, "er") && !lexicon.IsNoun(noun)) ||
             absl::EndsWith(noun, "fighter") || absl::EndsWith(noun, "man");
  }
  if (person && (type == "organization" || type == "place")) return 0.1;
  if (person) return type == "person" ? 1 : type.empty() ? 0.7 : 0.25;
  return type == "person" ? 0.5 : 1;
}

// Does the number stand before a noun?
bool CountsOther(const Passage& passage, int token) {
  const extractor::Node& node = passage.tree()[token];
  return node.upos == Upos::kNoun ||
         (node.label == Deprel::kNummod && node.head >= 0 &&
          passage.tree()[node.head].upos == Upos::kNoun);
}

// "12,000 chips" for how many chips: the number counts that noun.
double CountFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon) {
  const bool number = passage.tree()[token].upos == Upos::kNum;
  const extractor::ValueMention* value = Value(passage, token);
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

// "rose to 31 euros" does not say by how much.
bool IsLevel(const Question& question, const Passage& passage, int token,
             const Lexicon& lexicon) {
  if (!HasPreposition(passage, token, {"to", "from", "at"})) return false;
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

double AmountFit(const Question& question, const Passage& passage, int token,
                 const Lexicon& lexicon) {
  const extractor::ValueMention* value = Value(passage, token);
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
      return 0.7;
  }
}

// Where the name begins that the word belongs to.
int FirstOfName(const Passage& passage, int token) {
  while (token > 0 && passage.tree()[token - 1].upos == Upos::kPropn) {
    --token;
  }
  return token;
}

double NounFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon) {
  const std::string& noun = question.statement.noun;
  // "the hedge fund High-Flyer", "Quill, a publisher": the noun stands with it.
  const extractor::DependencyTree& tree = passage.tree();
  const auto is_noun = [&](int i) {
    for (const std::string& base : passage.bases[i]) {
      if (base == noun) return true;
    }
    return false;
  };
  if (passage.ValueAt(token) != nullptr) {
    return is_noun(token) ? 0.4 : 0.25;
  }
  // "which member": "one member" is no answer, a name beside it is.
  if (is_noun(token)) {
    if (IsProper(passage, token)) return 1;
    const bool bare = std::none_of(
        tree.Children(token).begin(), tree.Children(token).end(), [&](int c) {
          const Deprel label = extractor::BaseLabel(tree[c].label);
          return label == Deprel::kAmod || label == Deprel::kCompound ||
                 label == Deprel::kNmod || label == Deprel::kAcl;
        });
    return bare ? 0.4 : 0.7;
  }
  for (const int child : tree.Children(token)) {
    const Deprel label = tree[child].label;
    if ((label == Deprel::kAppos || label == Deprel::kCompound ||
         label == Deprel::kNmodDesc || label == Deprel::kFlat) &&
        is_noun(child)) {
      return 1;
    }
  }
  const int head = tree[token].head;
  if (head >= 0 && is_noun(head) &&
      (tree[token].label == Deprel::kAppos ||
       tree[token].label == Deprel::kFlat ||
       tree[token].label == Deprel::kNmodDesc ||
       tree[token].label == Deprel::kNsubj)) {
    return 1;
  }
  // "the brewery Amberta", whatever the parser makes of it.
  const int first = FirstOfName(passage, token);
  if (first > 0 && IsProper(passage, token) && is_noun(first - 1)) return 1;
  const std::string type = TypeAt(passage, token);
  const bool organization = lexicon.IsA(noun, "organization") ||
                            lexicon.IsA(noun, "institution") ||
                            noun == "manufacturer" || noun == "maker" ||
                            noun == "team" || noun == "newspaper";
  if (organization) {
    // "College of Malden": the name itself says so.
    if (IsProper(passage, token) &&
        (lexicon.IsA(passage.Word(token), noun) ||
         lexicon.Similarity(passage.Word(token), noun) >= 0.5)) {
      return 0.95;
    }
    return type == "organization" || type == "group" ? 0.95
           : type == "person" || type == "place"     ? 0.4
           : IsProper(passage, token)                ? 0.8
                                                     : 0.3;
  }
  for (const std::string& base : passage.bases[token]) {
    if (lexicon.IsA(base, noun)) return 0.9;
    if (lexicon.Similarity(base, noun) >= kNounsAlike) return 0.85;
  }
  if (type == "person" || type == "place") return 0.3;
  if (type == "organization") return 0.5;
  return IsProper(passage, token) ? 0.85 : 0.35;
}

}  // namespace

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

bool IsProper(const Passage& passage, int token) {
  if (passage.tree()[token].upos == Upos::kPropn) return true;
  // "r1", "V3": letters and digits are a name.
  const absl::string_view word = passage.Word(token);
  if (absl::ascii_isalpha(word.front()) && absl::ascii_isdigit(word.back())) {
    return true;
  }
  for (const extractor::NameMention& name : passage.analyzed.names) {
    if (name.tokens.Contains(static_cast<uint32_t>(token))) return true;
  }
  return false;
}

double TypeFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon) {
  const extractor::ValueMention* value = Value(passage, token);
  switch (question.statement.kind) {
    case AnswerKind::kPerson:
    case AnswerKind::kPossessor: {
      const double fit = PersonFit(passage, token, lexicon);
      if (question.statement.noun.empty()) return fit;
      if (lexicon.IsA(question.statement.noun, "person")) {
        return fit > 0.9 ? 1 : fit * 0.6;
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
             : value->value.kind == ValueKind::kQuantity ? 0.5
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
