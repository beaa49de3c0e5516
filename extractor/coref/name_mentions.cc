#include "extractor/coref/name_mentions.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "extractor/coref/genders.h"
#include "extractor/coref/name_lexicon.h"
#include "extractor/coref/noun_types.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

absl::string_view TextOf(const AnalyzedSentence& sentence, uint32_t t) {
  return sentence.sentence.tokens[t].text;
}

void Trim(const AnalyzedSentence& sentence, NameMention* name) {
  TokenSpan& span = name->tokens;
  // "Vela" of "Vela model".
  while (span.size() > 1 && IsLower(TextOf(sentence, span.end - 1)) &&
         IsKindNoun(TextOf(sentence, span.end - 1))) {
    --span.end;
  }
  const bool person = name->type == EntityType::kPerson;
  const auto goes = [&](absl::string_view word) {
    if (absl::EqualsIgnoreCase(word, "rival")) return true;
    if (IsLower(word) && (TypeOfNoun(word) != EntityType::kUnknown ||
                          sentence.tree[span.begin].upos == Upos::kNoun)) {
      return true;
    }
    return (person || name->type == EntityType::kUnknown) && IsOffice(word);
  };
  while (span.size() > 1 && goes(TextOf(sentence, span.begin)) &&
         !IsLower(TextOf(sentence, span.begin + 1))) {
    ++span.begin;
  }
  // "Norvane Chief Executive" before "Ana Ruiz": the office is hers.
  const bool named = span.end < sentence.sentence.tokens.size() &&
                     sentence.tree[span.end].upos == Upos::kPropn;
  while (!person && named && span.size() > 1 &&
         IsOffice(TextOf(sentence, span.end - 1))) {
    --span.end;
  }
  const bool thing = name->type == EntityType::kOrganization ||
                     name->type == EntityType::kProduct ||
                     name->type == EntityType::kEvent ||
                     name->type == EntityType::kLaw;
  if (!thing && span.size() > 2 && IsOrigin(TextOf(sentence, span.begin))) {
    ++span.begin;
  }
}

// "Lund studio Holm & Co": what stands before the studio is another name.
void Split(const AnalyzedSentence& sentence, std::vector<NameMention>* names) {
  const size_t count = names->size();
  for (size_t n = 0; n < count; ++n) {
    const TokenSpan span = (*names)[n].tokens;
    for (uint32_t t = span.begin + 1; t + 1 < span.end; ++t) {
      const absl::string_view word = TextOf(sentence, t);
      if (!IsLower(word) || TypeOfNoun(word) == EntityType::kUnknown) continue;
      (*names)[n].tokens.begin = t + 1;
      names->push_back({{span.begin, t}, EntityType::kUnknown, 0.3f});
      break;
    }
  }
}

bool IsUnit(const AnalyzedSentence& sentence, uint32_t t) {
  const absl::string_view word = TextOf(sentence, t);
  return t > 0 && word.size() <= 3 && sentence.tree[t - 1].upos == Upos::kNum;
}

// "Finnish" before a noun; "Greek" alone is a language.
bool IsOriginBefore(const AnalyzedSentence& sentence, uint32_t t) {
  const Node& node = sentence.tree[t];
  const Deprel label = BaseLabel(node.label);
  return IsOrigin(TextOf(sentence, t)) && node.head > static_cast<int>(t) &&
         (label == Deprel::kAmod || label == Deprel::kCompound);
}

bool IsNoName(const AnalyzedSentence& sentence, const NameMention& name) {
  const DependencyTree& tree = sentence.tree;
  bool capital = false, time = true, origin = true, letters = false;
  for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
    const absl::string_view word = TextOf(sentence, t);
    capital |= HasCapitalOrDigit(word);
    letters |= HasLetters(word, 2);
    time &= Is(absl::AsciiStrToLower(word), WordClass::kTimeNoun) ||
            tree[t].upos == Upos::kNum;
    origin &= tree[t].upos == Upos::kAdj;
  }
  if (!letters || !capital || time || origin) return true;
  if (name.tokens.size() > 1) return false;
  const uint32_t only = name.tokens.begin;
  if (IsUnit(sentence, only) || IsOriginBefore(sentence, only)) return true;
  const std::string word = absl::AsciiStrToLower(TextOf(sentence, only));
  return name.probability < kSureName &&
         (Is(word, WordClass::kRole) ||
          TypeOfNoun(word) != EntityType::kUnknown);
}

// "2-1" behind a team.
bool IsScore(const DependencyTree& tree, uint32_t t) {
  return t + 2 < static_cast<uint32_t>(tree.size()) &&
         (tree[t + 1].lemma == "-" || tree[t + 1].lemma == "–") &&
         tree[t + 2].upos == Upos::kNum;
}

void Grow(const DependencyTree& tree, std::vector<bool>* taken,
          TokenSpan* span) {
  const auto joins = [&](uint32_t t) {
    const Deprel label = BaseLabel(tree[t].label);
    const bool inside = tree[t].head >= static_cast<int>(span->begin) &&
                        tree[t].head < static_cast<int>(span->end);
    // "Supreme Court": adjectives of names have a proper XPOS.
    if (!(*taken)[t] && inside && t < span->begin && label == Deprel::kAmod &&
        tree[t].xpos == Xpos::kNnp) {
      return true;
    }
    return !(*taken)[t] && inside &&
           (tree[t].upos == Upos::kPropn ||
            (tree[t].upos == Upos::kNum && t >= span->end &&
             !IsScore(tree, t))) &&
           (label == Deprel::kCompound || label == Deprel::kFlat ||
            (label == Deprel::kNummod && t >= span->end));
  };
  while (span->begin > 0 && joins(span->begin - 1)) {
    (*taken)[--span->begin] = true;
  }
  while (span->end < taken->size() && joins(span->end)) {
    (*taken)[span->end++] = true;
  }
  // "Tern 3": some trees hang the name on its number.
  const uint32_t end = span->end;
  if (end < taken->size() && !(*taken)[end] && tree[end].upos == Upos::kNum &&
      tree[end - 1].upos == Upos::kPropn &&
      tree[HeadOf(tree, *span)].head == static_cast<int>(end)) {
    (*taken)[span->end++] = true;
  }
}

// Most words of it begin with a capital, as in headings.
bool IsTitleCase(const AnalyzedSentence& sentence) {
  size_t letters = 0, capitals = 0;
  for (const Token& token : sentence.sentence.tokens) {
    if (!HasLetters(token.text, 1)) continue;
    ++letters;
    capitals += BeginsWithCapital(token.text) ? 1 : 0;
  }
  return 2 * capitals > letters;
}

// Two names side by side, one a part of the other.
bool Belong(const AnalyzedSentence& sentence, const NameMention& a,
            const NameMention& b) {
  const DependencyTree& tree = sentence.tree;
  if (a.tokens.end != b.tokens.begin) return false;
  // Two words of one name that neither tagger nor parser have put together.
  const bool unsure = a.type == EntityType::kUnknown ||
                      b.type == EntityType::kUnknown || a.type == b.type;
  if (unsure && !IsTitleCase(sentence) && a.tokens.size() == 1 &&
      b.tokens.size() == 1 && !IsNoName(sentence, a) &&
      !IsNoName(sentence, b) && !IsOffice(TextOf(sentence, a.tokens.begin))) {
    return true;
  }
  if (a.tokens.size() == 1 &&
      GenderOfTitle(TextOf(sentence, a.tokens.begin)) != Gender::kUnknown)
    return true;  // "Mrs" "Holm"
  const int first = HeadOf(tree, a.tokens), second = HeadOf(tree, b.tokens);
  const auto part = [&](int token, TokenSpan whole) {
    const Deprel label = BaseLabel(tree[token].label);
    return (label == Deprel::kCompound || label == Deprel::kFlat) &&
           tree[token].head != kNoHead &&
           whole.Contains(static_cast<uint32_t>(tree[token].head));
  };
  return part(first, b.tokens) || part(second, a.tokens);
}

void JoinNeighbours(const AnalyzedSentence& sentence,
                    std::vector<NameMention>* names) {
  std::vector<NameMention> joined;
  for (const NameMention& name : *names) {
    if (!joined.empty() && Belong(sentence, joined.back(), name)) {
      NameMention& last = joined.back();
      if (name.probability > last.probability) {
        last.type = name.type;
        last.probability = name.probability;
      }
      last.tokens.end = name.tokens.end;
    } else {
      joined.push_back(name);
    }
  }
  *names = std::move(joined);
}

void SortByPlace(std::vector<NameMention>* names) {
  std::sort(names->begin(), names->end(),
            [](const NameMention& a, const NameMention& b) {
              return a.tokens < b.tokens;
            });
}

void AddProperNouns(const AnalyzedSentence& sentence, std::vector<bool>* taken,
                    std::vector<NameMention>* names) {
  const DependencyTree& tree = sentence.tree;
  if (sentence.sentence.kind != SentenceKind::kProse) return;
  for (int t = 0; t < tree.size(); ++t) {
    if ((*taken)[t] || tree[t].upos != Upos::kPropn) continue;
    const Deprel label = BaseLabel(tree[t].label);
    const bool numbered =
        tree[t].head == t + 1 && tree[t + 1].upos == Upos::kNum;
    // "the start-up Holm", "Holm shares": part of a phrase, but a name; what is
    // short and all in capitals may be any abbreviation.
    const int head = tree[t].head;
    const bool named =
        head != kNoHead &&
        (tree[head].upos == Upos::kNoun || tree[head].lemma == "base") &&
        TextOf(sentence, t).size() > 3 && !IsOffice(TextOf(sentence, t));
    const bool part = label == Deprel::kCompound || label == Deprel::kFlat;
    if ((part && !numbered && !named) ||
        Is(absl::AsciiStrToLower(tree[t].lemma), WordClass::kTimeNoun)) {
      continue;
    }
    const auto at = static_cast<uint32_t>(t);
    (*taken)[t] = true;
    NameMention name = {{at, at + 1}, EntityType::kUnknown, 0.3f};
    Grow(tree, taken, &name.tokens);
    names->push_back(name);
  }
}

// "PaperOS 4 runs": not "PaperOS 4 users".
bool IsNumberOfName(const AnalyzedSentence& sentence,
                    const std::vector<bool>& taken, uint32_t t) {
  if (t >= taken.size() || taken[t] || TextOf(sentence, t).size() > 3 ||
      sentence.tree[t].upos != Upos::kNum) {
    return false;
  }
  if (t + 1 == taken.size()) return true;
  const Upos next = sentence.tree[t + 1].upos;
  return next != Upos::kNoun && next != Upos::kPropn && next != Upos::kAdj &&
         next != Upos::kNum && next != Upos::kSym;
}

// "the agency ANSM" with ANSM tagged as a noun: English writes only names with
// a capital inside of a sentence.
void AddCapitalised(const AnalyzedSentence& sentence, std::vector<bool>* taken,
                    std::vector<NameMention>* names) {
  const DependencyTree& tree = sentence.tree;
  if (sentence.sentence.kind != SentenceKind::kProse || IsTitleCase(sentence)) {
    return;
  }
  for (uint32_t t = 1; t < taken->size(); ++t) {
    const absl::string_view word = TextOf(sentence, t);
    const std::string lower = absl::AsciiStrToLower(word);
    const absl::string_view before = TextOf(sentence, t - 1);
    const Upos tag = tree[t].upos;
    const bool inside =
        absl::ascii_isalpha(static_cast<unsigned char>(before.back())) ||
        before == ",";
    if ((*taken)[t] || !inside || word.size() < 3 || !BeginsWithCapital(word) ||
        !HasLetters(word, 3) || (tag != Upos::kNoun && tag != Upos::kVerb) ||
        IsAbbreviation(word) || IsOffice(word) || IsOrigin(word) ||
        Is(lower, WordClass::kTimeNoun) || Is(lower, WordClass::kTitle) ||
        TypeOfNoun(lower) != EntityType::kUnknown) {
      continue;
    }
    uint32_t end = t + 1;
    if (IsNumberOfName(sentence, *taken, end)) ++end;
    for (uint32_t i = t; i < end; ++i) (*taken)[i] = true;
    names->push_back({{t, end}, EntityType::kUnknown, 0.3f});
  }
}

}  // namespace

std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence) {
  const DependencyTree& tree = sentence.tree;
  std::vector<NameMention> names = sentence.names;
  std::vector<bool> taken = TokensOf(names, tree.size());
  for (NameMention& name : names) Grow(tree, &taken, &name.tokens);
  AddProperNouns(sentence, &taken, &names);
  AddCapitalised(sentence, &taken, &names);
  SortByPlace(&names);
  JoinNeighbours(sentence, &names);
  Split(sentence, &names);
  for (NameMention& name : names) Trim(sentence, &name);
  names.erase(std::remove_if(names.begin(), names.end(),
                             [&](const NameMention& name) {
                               return IsNoName(sentence, name);
                             }),
              names.end());
  SortByPlace(&names);
  return names;
}

std::string NameText(const AnalyzedSentence& sentence, TokenSpan span) {
  const auto& tokens = sentence.sentence.tokens;
  std::string text;
  for (uint32_t t = span.begin; t < span.end; ++t) {
    if (t > span.begin && tokens[t].space_before) text.push_back(' ');
    absl::StrAppend(&text, tokens[t].text);
  }
  absl::string_view view = text;
  for (absl::string_view ending : {"'s", "’s", "'", "’"}) {
    if (absl::ConsumeSuffix(&view, ending)) break;
  }
  return std::string(absl::StripAsciiWhitespace(view));
}

int HeadOf(const DependencyTree& tree, TokenSpan span) {
  for (uint32_t t = span.begin; t < span.end; ++t) {
    const int head = tree[t].head;
    if (head == kNoHead || head < static_cast<int>(span.begin) ||
        head >= static_cast<int>(span.end)) {
      return static_cast<int>(t);
    }
  }
  return static_cast<int>(span.begin);
}

std::vector<bool> TokensOf(const std::vector<NameMention>& names, int size) {
  std::vector<bool> taken(size, false);
  for (const NameMention& name : names) {
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
      taken[t] = true;
    }
  }
  return taken;
}

}  // namespace weft::extractor
