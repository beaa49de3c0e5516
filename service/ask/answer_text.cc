#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extractor/clause/phrase.h"
#include "service/ask/answer_type.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

bool IsDeterminer(absl::string_view lower) {
  return lower == "the" || lower == "a" || lower == "an" || lower == "its" ||
         lower == "their" || lower == "his" || lower == "her" ||
         lower == "this" || lower == "these" || lower == "some";
}

// The phrase, long where that adds little: what an answer is accepted with.
std::string PhraseText(const Passage& passage, int token, bool clause) {
  extractor::PhraseOptions options;
  options.conjuncts = clause;
  options.style = clause ? extractor::PhraseStyle::kClause
                         : extractor::PhraseStyle::kMedium;
  std::vector<int> words = extractor::Phrase(passage.tree(), token, options);
  if (!clause) {
    constexpr size_t kFewMore = 5;
    options.style = extractor::PhraseStyle::kFull;
    std::vector<int> full = extractor::Phrase(passage.tree(), token, options);
    if (full.size() <= words.size() + kFewMore) words = std::move(full);
  }
  // Prepositions, articles and conjunctions in front say nothing.
  size_t first = 0;
  while (first + 1 < words.size()) {
    const std::string lower = absl::AsciiStrToLower(passage.Word(words[first]));
    const extractor::Node& node = passage.tree()[words[first]];
    const bool opening =
        node.upos == Upos::kAdp || node.upos == Upos::kPunct ||
        node.upos == Upos::kSconj ||
        (!clause && (IsDeterminer(lower) || node.upos == Upos::kCconj));
    if (!opening) break;
    ++first;
  }
  std::string out;
  for (size_t i = first; i < words.size(); ++i) {
    const extractor::Token& word = passage.analyzed.sentence.tokens[words[i]];
    if (!out.empty() && (word.space_before || words[i] != words[i - 1] + 1)) {
      out += ' ';
    }
    out.append(word.text.data(), word.text.size());
  }
  while (!out.empty() && absl::ascii_ispunct(out.back()) && out.back() != ')' &&
         out.back() != '%' && out.back() != '.') {
    out.pop_back();
  }
  return out;
}

// "GPT-4" for any of its parts; "" for a word without hyphens about it.
std::string HyphenText(const Passage& passage, int token) {
  const auto& tokens = passage.analyzed.sentence.tokens;
  const int size = passage.size();
  if (!IsProper(passage, token) && passage.tree()[token].upos != Upos::kNum) {
    return "";
  }
  int begin = token, end = token + 1;
  const auto is_hyphen = [&](int i) { return passage.Word(i) == "-"; };
  while (begin >= 2 && is_hyphen(begin - 1) && !tokens[begin].space_before &&
         !tokens[begin - 1].space_before) {
    begin -= 2;
  }
  while (end + 1 < size && is_hyphen(end) && !tokens[end].space_before &&
         !tokens[end + 1].space_before) {
    end += 2;
  }
  // "Tern 3": a name and its number.
  if (end < size && IsProper(passage, token) &&
      passage.tree()[end].upos == Upos::kNum &&
      (passage.tree()[end].head == token ||
       passage.tree()[token].head == end)) {
    ++end;
  }
  return end - begin > 1 ? passage.Text(begin, end) : "";
}

}  // namespace

std::string AnswerText(const Question& question, const Passage& passage,
                       int token) {
  const extractor::Node& node = passage.tree()[token];
  const AnswerKind kind = question.statement.kind;
  // "GPT-5" is no number.
  if (node.upos == Upos::kNum && token > 1 && passage.Word(token - 1) == "-" &&
      IsProper(passage, token - 2)) {
    if (std::string joined = HyphenText(passage, token); !joined.empty()) {
      return joined;
    }
  }
  if (const extractor::ValueMention* value = passage.ValueAt(token);
      value != nullptr && kind != AnswerKind::kPerson &&
      kind != AnswerKind::kPlace) {
    // "90 kilometres per hour"
    const int behind = static_cast<int>(value->tokens.end);
    const bool rate =
        behind + 1 < passage.size() && passage.Word(behind) == "per";
    return passage.Text(static_cast<int>(value->tokens.begin),
                        behind + (rate ? 2 : 0));
  }
  // "to see the town" is a reason, "see the town" none.
  if (const int mark = passage.tree().Child(token, Deprel::kMark);
      kind == AnswerKind::kReason && mark >= 0 &&
      passage.tree()[mark].lemma == "to") {
    return absl::StrCat("to ", PhraseText(passage, token, /*clause=*/true));
  }
  if (node.upos == Upos::kVerb || node.upos == Upos::kAux ||
      kind == AnswerKind::kReason) {
    return PhraseText(passage, token, /*clause=*/true);
  }
  if (kind == AnswerKind::kDefinition) {
    // "the chief executive of Norvane": who it is, with the whole name.
    for (const extractor::NameMention& name : passage.analyzed.names) {
      if (name.tokens.begin == static_cast<uint32_t>(token) &&
          name.type == extractor::EntityType::kPerson) {
        return passage.Text(token, static_cast<int>(name.tokens.end));
      }
    }
    return PhraseText(passage, token, /*clause=*/false);
  }
  // "Which claim did he reject?": what the claim says.
  if (!question.statement.noun.empty()) {
    const auto& bases = passage.bases[token];
    const bool asked = std::find(bases.begin(), bases.end(),
                                 question.statement.noun) != bases.end();
    for (const int child : passage.tree().Children(token)) {
      const Deprel label = passage.tree()[child].label;
      const bool clause = label != Deprel::kAclRelcl &&
                          (extractor::BaseLabel(label) == Deprel::kAcl ||
                           label == Deprel::kCcomp);
      if (asked && clause &&
          (passage.tree().Child(child, Deprel::kMark) >= 0 ||
           passage.tree().Child(child, Deprel::kNsubj) >= 0)) {
        return PhraseText(passage, child, /*clause=*/true);
      }
      // "the risks associated with it"
      if (asked && label == Deprel::kAcl) {
        return absl::StrCat(PhraseText(passage, token, /*clause=*/false), " ",
                            PhraseText(passage, child, /*clause=*/true));
      }
    }
  }
  if (std::string joined = HyphenText(passage, token); !joined.empty()) {
    return joined;
  }
  // "St Anne's College": the noun alone names none.
  if (absl::EqualsIgnoreCase(passage.Word(token), question.statement.noun) &&
      passage.tree().Child(token, Deprel::kNmodPoss) >= 0) {
    return PhraseText(passage, token, /*clause=*/false);
  }
  const EntityAt* entity = passage.EntityHeadedBy(token);
  const bool named = entity != nullptr &&
                     std::any_of(entity->name.begin(), entity->name.end(),
                                 [](char c) { return absl::ascii_isupper(c); });
  if (named && (node.upos == Upos::kPron || IsProper(passage, token) ||
                IsDeterminer(absl::AsciiStrToLower(
                    passage.Word(entity->tokens.begin))))) {
    return entity->name;
  }
  const int behind = token + 1;  // "Lord Astley", "Bank Sarno"
  for (const extractor::NameMention& name : passage.analyzed.names) {
    const bool titled = behind < passage.size() &&
                        passage.tree()[behind].head == token &&
                        name.tokens.begin == static_cast<uint32_t>(behind) &&
                        passage.tree()[behind].label == Deprel::kFlat;
    if (titled || name.tokens.Contains(static_cast<uint32_t>(token))) {
      return passage.Text(titled ? token : static_cast<int>(name.tokens.begin),
                          static_cast<int>(name.tokens.end));
    }
  }
  return PhraseText(passage, token, /*clause=*/false);
}

std::vector<int> Members(const Passage& passage, int token) {
  int first = token;
  while (passage.tree()[first].label == Deprel::kConj &&
         passage.tree()[first].head >= 0) {
    first = passage.tree()[first].head;
  }
  return extractor::Conjuncts(passage.tree(), first);
}

}  // namespace weft::service
