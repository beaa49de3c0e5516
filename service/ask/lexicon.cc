#include "service/ask/lexicon.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/ask/news_words.h"

// Defined in wordnet_data.s.
extern "C" const char weft_wordnet_begin[];
extern "C" const char weft_wordnet_end[];

namespace weft::service {
namespace {

constexpr double kDerived = 0.9;
constexpr double kNews = 0.8;
constexpr double kSynonym = 0.75;
constexpr double kPerRank = 0.07;  // for each step to a rarer sense
constexpr double kKind = 0.55;
constexpr double kAlikeDerived = 0.6;  // a synonym of a derived form
constexpr int kDeepest = 12;           // hypernyms followed by IsA

// Endings of regular inflection and what they leave, as in Morphy.
struct Ending {
  absl::string_view ending, base;
};
constexpr Ending kEndings[] = {
    {"ies", "y"}, {"ied", "y"},   {"sses", "ss"}, {"ses", "s"}, {"xes", "x"},
    {"zes", "z"}, {"ches", "ch"}, {"shes", "sh"}, {"es", "e"},  {"es", ""},
    {"s", ""},    {"ed", "e"},    {"ed", ""},     {"ing", "e"}, {"ing", ""},
    {"er", "e"},  {"er", ""},     {"est", "e"},   {"est", ""},
};

// "stopped", "running": the doubled consonant goes.
bool HasDouble(absl::string_view stem) {
  const size_t n = stem.size();
  return n > 2 && stem[n - 1] == stem[n - 2] && stem[n - 1] != 's' &&
         stem[n - 1] != 'l';
}

void AddNew(std::string word, std::vector<std::string>* out) {
  if (std::find(out->begin(), out->end(), word) == out->end()) {
    out->push_back(std::move(word));
  }
}

}  // namespace

uint32_t Lexicon::SetKey(char pos, uint32_t offset) {
  return offset * 4 + (pos == 'n' ? 1 : pos == 'v' ? 2 : 3);
}

std::unique_ptr<const Lexicon> Lexicon::Create() {
  auto lexicon = std::unique_ptr<Lexicon>(new Lexicon());
  const absl::string_view data(
      weft_wordnet_begin,
      static_cast<size_t>(weft_wordnet_end - weft_wordnet_begin));
  for (const absl::string_view line : absl::StrSplit(data, '\n')) {
    lexicon->ReadLine(line);
  }
  lexicon->ReadGroups();
  lexicon->AddSensesOfDerived();
  return lexicon;
}

void Lexicon::AddSensesOfDerived() {
  constexpr uint8_t kRarest = 2;
  for (auto& [base, word] : words_) {
    for (const std::string& derived : word.derived) {
      const Word* other = Find(derived);
      if (other == nullptr) continue;
      for (const Sense& sense : other->senses) {
        if (sense.rank <= kRarest) word.of_derived.push_back(sense);
      }
    }
  }
}

void Lexicon::ReadLine(absl::string_view line) {
  if (line.size() < 2 || line[0] == '#') return;
  const std::vector<absl::string_view> fields = absl::StrSplit(line, ' ');
  if (line[0] == 'd') {
    words_[std::string(fields[1])].derived.emplace_back(fields[2]);
    words_[std::string(fields[2])].derived.emplace_back(fields[1]);
    return;
  }
  if (line[0] == 'e') {
    exceptions_[std::string(fields[1])].emplace_back(fields[2]);
    return;
  }
  uint32_t offset = 0, hypernym = 0;
  if (!absl::SimpleAtoi(fields[1], &offset) ||
      !absl::SimpleAtoi(fields[3], &hypernym)) {
    return;
  }
  const char pos = fields[2][0];
  const uint32_t key = SetKey(pos, offset);
  SynonymSet& set = sets_[key];
  set.hypernym = hypernym == 0 ? 0 : SetKey(pos, hypernym);
  for (size_t i = 4; i < fields.size(); ++i) {
    const size_t colon = fields[i].rfind(':');
    const std::string word(fields[i].substr(0, colon));
    const auto rank = static_cast<uint8_t>(fields[i][colon + 1] - '0');
    words_[word].senses.push_back({key, set.hypernym, pos, rank});
    set.words.push_back(word);
  }
}

void Lexicon::ReadGroups() {
  uint8_t row = 0;
  for (const absl::string_view words : NewsWords()) {
    for (const absl::string_view word : absl::StrSplit(words, ' ')) {
      words_[std::string(word)].groups.push_back(row);
    }
    ++row;
  }
  int8_t pair = 0;
  for (const ConverseWords& words : NewsConverses()) {
    ++pair;
    for (const absl::string_view word : absl::StrSplit(words.one, ' ')) {
      words_[std::string(word)].converses.push_back(pair);
    }
    for (const absl::string_view word : absl::StrSplit(words.other, ' ')) {
      words_[std::string(word)].converses.push_back(static_cast<int8_t>(-pair));
    }
  }
}

bool Lexicon::AreConverse(const Word& a, const Word& b) {
  return std::any_of(a.converses.begin(), a.converses.end(), [&](int8_t row) {
    return std::count(b.converses.begin(), b.converses.end(), -row) > 0;
  });
}

bool Lexicon::AreConverse(const std::vector<std::string>& a,
                          const std::vector<std::string>& b) const {
  for (const std::string& left : a) {
    const Word* one = Find(left);
    if (one == nullptr || one->converses.empty()) continue;
    for (const std::string& right : b) {
      const Word* other = Find(right);
      if (other != nullptr && AreConverse(*one, *other)) return true;
    }
  }
  return false;
}

const Lexicon::Word* Lexicon::Find(absl::string_view base) const {
  const auto found = words_.find(base);
  return found == words_.end() ? nullptr : &found->second;
}

std::vector<std::string> Lexicon::BaseForms(absl::string_view word) const {
  const std::string lower = absl::AsciiStrToLower(word);
  std::vector<std::string> out;
  if (const auto found = exceptions_.find(lower); found != exceptions_.end()) {
    out = found->second;
  }
  if (out.empty() && Find(lower) != nullptr) out.push_back(lower);
  for (const Ending& ending : kEndings) {
    absl::string_view stem = lower;
    if (!absl::ConsumeSuffix(&stem, ending.ending) || stem.size() < 2) continue;
    // Comparatives of nouns ("owner" -> "own") are derivations.
    if (absl::StartsWith(ending.ending, "e") && ending.ending.size() > 1 &&
        ending.ending[1] != 'd' && ending.ending != "es" && !out.empty()) {
      continue;
    }
    std::string base = absl::StrCat(stem, ending.base);
    if (Find(base) != nullptr) {
      AddNew(std::move(base), &out);
    } else if (HasDouble(stem) && ending.base.empty()) {
      base = std::string(stem.substr(0, stem.size() - 1));
      if (Find(base) != nullptr) AddNew(std::move(base), &out);
    }
  }
  if (Find(lower) != nullptr || out.empty()) AddNew(lower, &out);
  return out;
}

double Lexicon::BaseSimilarity(const std::string& a, const Word* one,
                               const std::string& b, const Word* two) const {
  if (a == b) return 1;
  if (one == nullptr || two == nullptr) return 0;
  const auto holds = [](const std::vector<std::string>& list,
                        const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (holds(one->derived, b) || holds(two->derived, a)) return kDerived;
  for (const uint8_t group : one->groups) {
    if (std::count(two->groups.begin(), two->groups.end(), group)) return kNews;
  }
  if (AreConverse(*one, *two)) return kNews;
  double best = 0;
  for (const Sense& left : one->senses) {
    for (const Sense& right : two->senses) {
      const double cost = kPerRank * (left.rank + right.rank - 2);
      if (left.set == right.set) best = std::max(best, kSynonym - cost);
      if (left.pos == 'a' || right.pos == 'a') continue;
      if (left.hypernym == right.set || right.hypernym == left.set) {
        best = std::max(best, kKind - cost);
      }
    }
  }
  for (const Sense& left : one->of_derived) {
    if (best >= kAlikeDerived) break;
    for (const Sense& right : two->senses) {
      if (left.set == right.set && left.rank + right.rank <= 3) {
        best = std::max(best, kAlikeDerived);
      }
    }
  }
  return best;
}

double Lexicon::Similarity(absl::string_view a, absl::string_view b) const {
  if (absl::EqualsIgnoreCase(a, b)) return 1;
  return SimilarityOf(BaseForms(a), BaseForms(b));
}

double Lexicon::SimilarityOf(const std::vector<std::string>& a,
                             const std::vector<std::string>& b) const {
  std::vector<const Word*> others;
  for (const std::string& two : b) others.push_back(Find(two));
  double best = 0;
  for (const std::string& one : a) {
    const Word* word = Find(one);
    for (size_t i = 0; i < b.size(); ++i) {
      best = std::max(best, BaseSimilarity(one, word, b[i], others[i]));
    }
  }
  return best;
}

bool Lexicon::IsA(absl::string_view noun, absl::string_view kind) const {
  const Word* upper = Find(kind);
  if (upper == nullptr) return false;
  absl::flat_hash_set<uint32_t> targets;
  for (const Sense& sense : upper->senses) {
    if (sense.pos == 'n' && sense.rank <= 2) targets.insert(sense.set);
  }
  for (const std::string& base : BaseForms(noun)) {
    if (base == kind) return true;
    const Word* word = Find(base);
    if (word == nullptr) continue;
    for (const Sense& sense : word->senses) {
      if (sense.pos != 'n' || sense.rank > 2) continue;
      uint32_t set = sense.set;
      for (int i = 0; i < kDeepest && set != 0; ++i) {
        if (targets.contains(set)) return true;
        set = sets_.at(set).hypernym;
      }
    }
  }
  return false;
}

bool Lexicon::IsVerb(absl::string_view base) const {
  const Word* word = Find(base);
  return word != nullptr &&
         std::any_of(word->senses.begin(), word->senses.end(),
                     [](const Sense& sense) { return sense.pos == 'v'; });
}

bool Lexicon::IsNoun(absl::string_view base) const {
  const Word* word = Find(base);
  return word != nullptr &&
         std::any_of(word->senses.begin(), word->senses.end(),
                     [](const Sense& sense) { return sense.pos == 'n'; });
}

std::vector<std::string> Lexicon::Alike(absl::string_view word) const {
  constexpr size_t kMost = 24;
  std::vector<std::string> out;
  for (const std::string& base : BaseForms(word)) {
    AddNew(base, &out);
    const Word* found = Find(base);
    if (found == nullptr) continue;
    for (const std::string& derived : found->derived) AddNew(derived, &out);
    for (const uint8_t group : found->groups) {
      for (const absl::string_view other :
           absl::StrSplit(NewsWords()[group], ' ')) {
        AddNew(std::string(other), &out);
      }
    }
    for (const int8_t row : found->converses) {
      const ConverseWords& words = NewsConverses()[std::abs(row) - 1];
      for (const absl::string_view other :
           absl::StrSplit(row > 0 ? words.other : words.one, ' ')) {
        AddNew(std::string(other), &out);
      }
    }
    for (const Sense& sense : found->senses) {
      if (sense.rank > 2) continue;
      for (const std::string& other : sets_.at(sense.set).words) {
        AddNew(other, &out);
      }
    }
  }
  if (out.size() > kMost) out.resize(kMost);
  return out;
}

}  // namespace weft::service
