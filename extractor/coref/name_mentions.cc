#include "extractor/coref/name_mentions.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "extractor/coref/genders.h"
#include "extractor/coref/noun_types.h"
#include "extractor/openie/lexicon.h"

namespace weft::extractor {
namespace {

// Below it the tagger is not sure of a name: no ground for more of them.
constexpr float kSure = 0.5f;

absl::string_view TextOf(const AnalyzedSentence& sentence, uint32_t t) {
  return sentence.sentence.tokens[t].text;
}

bool IsLower(absl::string_view word) {
  return absl::ascii_islower(static_cast<unsigned char>(word[0]));
}

bool StartsUpper(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word[0]);
  return absl::ascii_isupper(first) || first >= 0x80;
}

bool HasCapitalOrDigit(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return absl::ascii_isupper(byte) || absl::ascii_isdigit(byte) ||
           byte >= 0x80;
  });
}

bool HasLetters(absl::string_view text, int wanted) {
  return std::count_if(text.begin(), text.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return absl::ascii_isalpha(byte) || byte >= 0x80;
         }) >= wanted;
}

// Offices and occupations before a name. Honorifics belong to the name.
bool IsOffice(absl::string_view word) {
  static const auto* const honorifics =
      new absl::flat_hash_set<absl::string_view>{
          "king", "queen", "prince", "princess", "judge", "justice",
          "sir",  "lady",  "lord",   "pope",     "st."};
  static const auto* const further = new absl::flat_hash_set<absl::string_view>{
      "chief",     "prime",      "vice",      "deputy",  "senior",
      "former",    "outgoing",   "executive", "finance", "foreign",
      "health",    "opposition", "officer",   "acting",  "interim",
      "operating", "financial",  "rival"};
  const std::string lower = absl::AsciiStrToLower(word);
  if (honorifics->contains(lower)) return false;
  return further->contains(lower) || Is(lower, WordClass::kRole) ||
         TypeOfNoun(lower) == EntityType::kPerson;
}

// "Finnish", "Swiss".
bool IsOrigin(absl::string_view word) {
  static const auto* const others = new absl::flat_hash_set<absl::string_view>{
      "dutch",  "french", "german",  "greek",     "swiss",  "czech",   "thai",
      "basque", "iraqi",  "israeli", "pakistani", "danish", "european"};
  if (others->contains(absl::AsciiStrToLower(word))) return true;
  static const auto* const names = new absl::flat_hash_set<absl::string_view>{
      "christian", "julian", "adrian",  "fabian", "dorian",
      "brian",     "damian", "ian",     "lilian", "lillian",
      "vivian",    "marian", "florian", "kilian", "gillian"};
  if (names->contains(absl::AsciiStrToLower(word))) return false;
  return absl::EndsWith(word, "ian") || absl::EndsWith(word, "ish") ||
         absl::EndsWith(word, "ese");
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
    if (IsLower(word) && TypeOfNoun(word) != EntityType::kUnknown) return true;
    return (person || name->type == EntityType::kUnknown) && IsOffice(word);
  };
  while (span.size() > 1 && goes(TextOf(sentence, span.begin)) &&
         !IsLower(TextOf(sentence, span.begin + 1))) {
    ++span.begin;
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
  return name.probability < kSure && (Is(word, WordClass::kRole) ||
                                      TypeOfNoun(word) != EntityType::kUnknown);
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
            (tree[t].upos == Upos::kNum && t >= span->end)) &&
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

// Two names side by side, one a part of the other.
bool Belong(const AnalyzedSentence& sentence, const NameMention& a,
            const NameMention& b) {
  const DependencyTree& tree = sentence.tree;
  if (a.tokens.end != b.tokens.begin) return false;
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

std::vector<bool> Taken(const std::vector<NameMention>& names, int size) {
  std::vector<bool> taken(size, false);
  for (const NameMention& name : names) {
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
      taken[t] = true;
    }
  }
  return taken;
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
    const bool named = head != kNoHead && tree[head].upos == Upos::kNoun &&
                       TextOf(sentence, t).size() > 3 &&
                       !IsOffice(TextOf(sentence, t));
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

// Words in capitals that name nothing.
bool IsAbbreviation(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "ai", "ceo", "cfo", "coo", "cto", "gdp", "it",  "tv",   "pr",  "hr",
      "vp", "pc",  "ipo", "gpu", "cpu", "api", "usd", "eur",  "gbp", "gps",
      "pm", "am",  "ev",  "suv", "dna", "hiv", "pdf", "faq",  "q1",  "q2",
      "q3", "q4",  "id",  "ok",  "lol", "imo", "atm", "html", "llm", "gpus",
      "mp", "mps", "cd",  "dvd", "led", "lcd", "usb", "wifi", "sms", "url"};
  return words->contains(absl::AsciiStrToLower(word));
}

// Most words of it begin with a capital, as in headings.
bool IsTitleCase(const AnalyzedSentence& sentence) {
  size_t letters = 0, capitals = 0;
  for (const Token& token : sentence.sentence.tokens) {
    if (!HasLetters(token.text, 1)) continue;
    ++letters;
    capitals += StartsUpper(token.text) ? 1 : 0;
  }
  return 2 * capitals > letters;
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
    if ((*taken)[t] || !inside || word.size() < 3 || !StartsUpper(word) ||
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

// --- names of one sentence in the others -------------------------------------

struct KnownName {
  std::vector<std::string> words;  // lower case
  EntityType type = EntityType::kUnknown;
  float probability = 0;
  int seen = 0, found = 0;  // occurrences, and those that are names
};

class KnownNames {
 public:
  void Add(const AnalyzedSentence& sentence, const NameMention& name) {
    if (name.tokens.size() > 5 || !IsGround(sentence, name)) return;
    std::vector<std::string> words;
    for (uint32_t t = name.tokens.begin; t < name.tokens.end; ++t) {
      words.push_back(absl::AsciiStrToLower(TextOf(sentence, t)));
    }
    if (words.size() > 1 &&
        sentence.tree[name.tokens.end - 1].xpos == Xpos::kPos) {
      words.pop_back();
    }
    if (name.type == EntityType::kPerson && words.size() > 1 &&
        words.back().size() > 3) {
      Remember({{words.back()}, name.type, name.probability});
    }
    Remember({std::move(words), name.type, name.probability});
  }

  // Words that are seldom taken for a name are none where they are not.
  void Count(const AnalyzedSentence& sentence, const std::vector<bool>& taken) {
    for (uint32_t t = 0; t < taken.size(); ++t) {
      if (!StartsUpper(TextOf(sentence, t))) continue;
      const auto list =
          by_first_.find(absl::AsciiStrToLower(TextOf(sentence, t)));
      if (list == by_first_.end()) continue;
      for (KnownName& name : list->second) {
        if (!Matches(sentence, t, name)) continue;
        ++name.seen;
        if (taken[t]) ++name.found;
      }
    }
  }

  // The longest known name that begins at this token, or nullptr.
  const KnownName* At(const AnalyzedSentence& sentence,
                      const std::vector<bool>& taken, uint32_t t) const {
    const auto list =
        by_first_.find(absl::AsciiStrToLower(TextOf(sentence, t)));
    if (list == by_first_.end()) return nullptr;
    const KnownName* best = nullptr;
    for (const KnownName& name : list->second) {
      if (best != nullptr && best->words.size() >= name.words.size()) continue;
      if (Fits(sentence, taken, t, name)) best = &name;
    }
    return best;
  }

 private:
  // "Tern 3" is a name even to a tagger that is not sure of it.
  static bool IsGround(const AnalyzedSentence& sentence,
                       const NameMention& name) {
    if (name.probability >= kSure) return true;
    const absl::string_view last = TextOf(sentence, name.tokens.end - 1);
    return name.tokens.size() > 1 &&
           StartsUpper(TextOf(sentence, name.tokens.begin)) &&
           absl::ascii_isdigit(static_cast<unsigned char>(last[0]));
  }

  void Remember(KnownName name) {
    std::vector<KnownName>& list = by_first_[name.words[0]];
    for (KnownName& known : list) {
      if (known.words != name.words) continue;
      if (name.probability > known.probability) known = std::move(name);
      return;
    }
    list.push_back(std::move(name));
  }

  static bool Matches(const AnalyzedSentence& sentence, uint32_t t,
                      const KnownName& name) {
    const size_t size = name.words.size();
    if (t + size > sentence.sentence.tokens.size()) return false;
    for (size_t i = 0; i < size; ++i) {
      if (absl::AsciiStrToLower(TextOf(sentence, t + i)) != name.words[i]) {
        return false;
      }
    }
    return true;
  }

  static bool Fits(const AnalyzedSentence& sentence,
                   const std::vector<bool>& taken, uint32_t t,
                   const KnownName& name) {
    if (!StartsUpper(TextOf(sentence, t)) || !Matches(sentence, t, name) ||
        3 * name.found < name.seen) {
      return false;
    }
    for (size_t i = 0; i < name.words.size(); ++i) {
      if (taken[t + i]) return false;
    }
    // A single word that may be any word needs the tagger's word for it.
    return name.words.size() > 1 || sentence.tree[t].upos == Upos::kPropn ||
           (t > 0 && name.words[0].size() > 3 &&
            sentence.tree[t].upos == Upos::kNoun);
  }

  absl::flat_hash_map<std::string, std::vector<KnownName>> by_first_;
};

}  // namespace

std::vector<NameMention> MendedNames(const AnalyzedSentence& sentence) {
  const DependencyTree& tree = sentence.tree;
  std::vector<NameMention> names = sentence.names;
  std::vector<bool> taken = Taken(names, tree.size());
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

std::vector<std::vector<NameMention>> MendedNames(
    absl::Span<const AnalyzedSentence* const> sentences) {
  std::vector<std::vector<NameMention>> result;
  KnownNames known;
  for (const AnalyzedSentence* sentence : sentences) {
    result.push_back(MendedNames(*sentence));
    for (const NameMention& name : result.back()) known.Add(*sentence, name);
  }
  for (size_t s = 0; s < sentences.size(); ++s) {
    known.Count(*sentences[s], Taken(result[s], sentences[s]->tree.size()));
  }
  for (size_t s = 0; s < sentences.size(); ++s) {
    const AnalyzedSentence& sentence = *sentences[s];
    const int size = sentence.tree.size();
    const std::vector<bool> taken = Taken(result[s], size);
    for (uint32_t t = 0; t < static_cast<uint32_t>(size);) {
      const KnownName* name = taken[t] ? nullptr : known.At(sentence, taken, t);
      if (name == nullptr) {
        ++t;
        continue;
      }
      const auto end = t + static_cast<uint32_t>(name->words.size());
      result[s].push_back({{t, end}, name->type, 0.5f * name->probability});
      t = end;
    }
    SortByPlace(&result[s]);
  }
  return result;
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

}  // namespace weft::extractor
