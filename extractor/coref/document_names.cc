#include "extractor/coref/document_names.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "extractor/coref/name_lexicon.h"
#include "extractor/coref/name_mentions.h"
#include "extractor/coref/noun_types.h"

namespace weft::extractor {
namespace {

absl::string_view TextOf(const AnalyzedSentence& sentence, uint32_t t) {
  return sentence.sentence.tokens[t].text;
}

struct KnownName {
  std::vector<std::string> words;  // lower case
  EntityType type = EntityType::kUnknown;
  float probability = 0;
  int seen = 0, found = 0;  // occurrences, and those that are names
  bool tail = false;        // the last word of a longer name
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
    if (HasTailOfItsOwn(sentence, name)) {
      KnownName tail = {{words.back()}, name.type, name.probability};
      tail.tail = true;
      Remember(std::move(tail));
    }
    Remember({std::move(words), name.type, name.probability});
  }

  // Words that are seldom taken for a name are none where they are not.
  void Count(const AnalyzedSentence& sentence, const std::vector<bool>& taken) {
    for (uint32_t t = 0; t < taken.size(); ++t) {
      if (!BeginsWithCapital(TextOf(sentence, t))) continue;
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
  // "Rovers" of "Lund Rovers": a plural that is the team's alone, as
  // "Airlines" and "Partners" are not.
  static bool HasTailOfItsOwn(const AnalyzedSentence& sentence,
                              const NameMention& name) {
    const Node& last = sentence.tree[name.tokens.end - 1];
    const EntityType kind = TypeOfNoun(absl::AsciiStrToLower(last.lemma));
    return name.tokens.size() > 1 && last.xpos == Xpos::kNnps &&
           (name.type == EntityType::kOrganization ||
            name.type == EntityType::kUnknown) &&
           kind != EntityType::kOrganization && kind != EntityType::kPerson;
  }

  // "Tern 3" is a name even to a tagger that is not sure of it.
  static bool IsGround(const AnalyzedSentence& sentence,
                       const NameMention& name) {
    if (name.probability >= kSureName) return true;
    const absl::string_view first = TextOf(sentence, name.tokens.begin);
    // So is "ANSM", with capitals alone.
    if (name.tokens.size() == 1 && first.size() > 3 &&
        first == absl::AsciiStrToUpper(first) && HasLetters(first, 4)) {
      return true;
    }
    const absl::string_view last = TextOf(sentence, name.tokens.end - 1);
    return name.tokens.size() > 1 &&
           BeginsWithCapital(TextOf(sentence, name.tokens.begin)) &&
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
    if (!BeginsWithCapital(TextOf(sentence, t)) ||
        !Matches(sentence, t, name) ||
        (!name.tail && 3 * name.found < name.seen)) {
      return false;
    }
    for (size_t i = 0; i < name.words.size(); ++i) {
      if (taken[t + i]) return false;
    }
    // A single word that may be any word needs the tagger's word for it, or to
    // be a name elsewhere more than once.
    if (name.words.size() > 1 || sentence.tree[t].upos == Upos::kPropn) {
      return true;
    }
    const absl::string_view word = TextOf(sentence, t);
    const bool capitals =
        word.size() > 2 && word == absl::AsciiStrToUpper(word);
    return (capitals && name.found > 0) ||
           (word.size() > 3 && sentence.tree[t].upos == Upos::kNoun &&
            (t > 0 || name.found > 1 || name.tail));
  }

  absl::flat_hash_map<std::string, std::vector<KnownName>> by_first_;
};

}  // namespace

std::vector<std::vector<NameMention>> NamesOfDocument(
    absl::Span<const AnalyzedSentence* const> sentences) {
  std::vector<std::vector<NameMention>> result;
  KnownNames known;
  for (const AnalyzedSentence* sentence : sentences) {
    result.push_back(MendedNames(*sentence));
    for (const NameMention& name : result.back()) known.Add(*sentence, name);
  }
  for (size_t s = 0; s < sentences.size(); ++s) {
    known.Count(*sentences[s], TokensOf(result[s], sentences[s]->tree.size()));
  }
  for (size_t s = 0; s < sentences.size(); ++s) {
    const AnalyzedSentence& sentence = *sentences[s];
    const int size = sentence.tree.size();
    const std::vector<bool> taken = TokensOf(result[s], size);
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
    std::sort(result[s].begin(), result[s].end(),
              [](const NameMention& a, const NameMention& b) {
                return a.tokens < b.tokens;
              });
  }
  return result;
}

}  // namespace weft::extractor
