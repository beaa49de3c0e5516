#include "service/ask/matcher.h"

#include <algorithm>
#include <optional>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "extractor/value/value_finder.h"

namespace weft::service {
namespace {

constexpr double kNearMiss = 0.85;  // an entity found by a part of its name
constexpr double kLastName = 0.8;   // "Ruiz" for "Ana Ruiz"
constexpr double kLeastForVerb = 0.55;
constexpr double kAttributed = 0.9;
constexpr double kOffice = 0.8;

void AddMatch(int token, double similarity, std::vector<MatchAt>* out) {
  if (token < 0) return;
  for (MatchAt& match : *out) {
    if (match.token != token) continue;
    match.similarity = std::max(match.similarity, similarity);
    return;
  }
  out->push_back({token, similarity});
}

std::string Lower(const Passage& passage, int token) {
  return absl::AsciiStrToLower(passage.Word(token));
}

bool IsHyphened(const Passage& passage, int token) {
  return token + 1 < passage.size() && passage.Word(token + 1) == "-" &&
         !passage.analyzed.sentence.tokens[token + 1].space_before;
}

bool IsPossessive(absl::string_view word) {
  return word == "'s" || word == "’s" || word == "'" || word == "’";
}

// Dates are compared as times (time_window.h).
bool SameValue(const extractor::Value& a, const extractor::Value& b) {
  using extractor::ValueKind;
  if (a.kind == ValueKind::kDate || b.kind == ValueKind::kDate) return false;
  return a.number == b.number &&
         (a.kind == b.kind || a.kind == ValueKind::kNumber ||
          b.kind == ValueKind::kNumber);
}

}  // namespace

Matcher::Matcher(const Question& question, const std::vector<Link>& links,
                 const Lexicon& lexicon)
    : question_(question),
      links_(links),
      lexicon_(lexicon),
      known_(question.terms.size()) {
  for (const Term& term : question.terms) {
    bases_.push_back(lexicon.BaseForms(term.text));
    if (!term.phrasal.empty()) bases_.back().push_back(term.phrasal);
    name_words_.push_back(absl::StrSplit(absl::AsciiStrToLower(term.text),
                                         absl::ByAnyChar(" -"),
                                         absl::SkipEmpty()));
  }
}

bool Matcher::IsNamed(graphstore::NodeId node) const {
  for (size_t i = 0; i < links_.size(); ++i) {
    if (!question_.terms[i].name || !links_[i].exact) continue;
    const auto& nodes = links_[i].nodes;
    if (std::find(nodes.begin(), nodes.end(), node) != nodes.end()) return true;
  }
  return false;
}

double Matcher::WordSimilarity(size_t term, const Passage& passage, int token) {
  const std::string word = Lower(passage, token);
  if (IsStopWord(word, passage.tree()[token].upos)) return 0;
  const auto [entry, is_new] =
      known_[term].try_emplace(passage.bases[token].back() + word, 0);
  if (is_new) {
    entry->second = lexicon_.SimilarityOf(bases_[term], passage.bases[token]);
  }
  return entry->second;
}

bool Matcher::IsOtherName(size_t term, const Passage& passage,
                          int token) const {
  if (token == 0) return false;
  const std::string before = Lower(passage, token - 1);
  static constexpr absl::string_view kTitles[] = {"dr", "mr",   "mrs",
                                                  "ms", "prof", "sir"};
  if (absl::c_linear_search(kTitles, before)) return false;
  return passage.tree()[token - 1].upos == extractor::Upos::kPropn &&
         !absl::c_linear_search(name_words_[term], before) &&
         (passage.tree()[token - 1].head == token ||
          passage.tree()[token].head == token - 1);
}

// "Ruiz, an analyst at Norvane", "analyst Ruiz": who is called so works there.
bool Matcher::IsOffice(size_t term, const Passage& passage, int token) const {
  if (!question_.terms[term].verb ||
      !absl::c_linear_search(bases_[term], "work")) {
    return false;
  }
  const extractor::DependencyTree& tree = passage.tree();
  const extractor::Deprel label = tree[token].label;
  const bool said = label == extractor::Deprel::kAppos ||
                    label == extractor::Deprel::kNmodDesc ||
                    label == extractor::Deprel::kCompound ||
                    tree.Child(token, extractor::Deprel::kCop) >= 0;
  return said && tree[token].upos == extractor::Upos::kNoun &&
         lexicon_.IsA(tree[token].lemma, "person");
}

void Matcher::MatchName(size_t term, const Passage& passage,
                        std::vector<MatchAt>* out) const {
  const Link& link = links_[term];
  for (const EntityAt& entity : passage.entities) {
    const auto found =
        std::find(link.nodes.begin(), link.nodes.end(), entity.node);
    if (found == link.nodes.end()) continue;
    // One node may hold the names of several: "Quill Books", "Norvane Books".
    if (name_words_[term].size() > 1 && entity.head >= 0 &&
        Lower(passage, entity.head) == name_words_[term].back() &&
        IsOtherName(term, passage, entity.head)) {
      continue;
    }
    AddMatch(entity.head, link.exact ? 1 : kNearMiss, out);
  }
  const std::vector<std::string>& words = name_words_[term];
  if (words.empty()) return;
  // "according to Ruiz": who says it may be a sentence before.
  for (const graphstore::Fact& fact : passage.facts) {
    if (fact.attribution.empty() ||
        !absl::StrContains(absl::AsciiStrToLower(fact.attribution),
                           absl::AsciiStrToLower(question_.terms[term].text))) {
      continue;
    }
    AddMatch(passage.tree().root(), kAttributed, out);
  }
  for (int i = 0; i < passage.size(); ++i) {
    size_t held = 0;
    int j = i;
    while (held < words.size() && j < passage.size()) {
      const std::string word = Lower(passage, j);
      if (word == words[held]) {
        ++held;
      } else if (word != "-" && (held == 0 || !IsPossessive(word))) {
        break;
      }
      ++j;
    }
    if (held == words.size()) {
      int head = j - 1;
      while (passage.tree()[head].head >= i && passage.tree()[head].head < j) {
        head = passage.tree()[head].head;
      }
      AddMatch(head, 1, out);
    }
  }
  if (words.size() > 1 && words.back().size() > 2) {
    for (int i = 0; i < passage.size(); ++i) {
      if (Lower(passage, i) == words.back() &&
          passage.tree()[i].upos == extractor::Upos::kPropn &&
          !IsOtherName(term, passage, i)) {
        AddMatch(i, kLastName, out);
      }
    }
  }
}

// The values of the question as they are meant where a text of this day
// answers: "on Monday".
const Matcher::AskedValues& Matcher::ValuesAsked(const std::string& published) {
  const auto [entry, is_new] = values_.try_emplace(published);
  if (is_new) {
    absl::CivilDay day;
    std::optional<absl::CivilDay> known;
    if (absl::ParseCivilTime(published.substr(0, 10), &day)) known = day;
    entry->second = {
        extractor::FindValues(question_.sentence.sentence.tokens, known),
        FindTimeWindows(question_.sentence, known)};
  }
  return entry->second;
}

void Matcher::MatchSpan(TokenSpan asked, TokenSpan said,
                        TermMatches* out) const {
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    const int head = question_.terms[t].head;
    if (head < 0 || !asked.Contains(static_cast<uint32_t>(head))) continue;
    for (uint32_t i = said.begin; i < said.end; ++i) {
      AddMatch(static_cast<int>(i), 1, &(*out)[t]);
    }
  }
}

void Matcher::MatchValues(const Passage& passage, TermMatches* out) {
  const AskedValues& asked = ValuesAsked(passage.place.published);
  for (const extractor::ValueMention& said : passage.values) {
    for (const extractor::ValueMention& value : asked.values) {
      if (SameValue(value.value, said.value)) {
        MatchSpan(value.tokens, said.tokens, out);
      }
    }
    if (said.value.kind != extractor::ValueKind::kDate) continue;
    for (const TimeWindow& window : asked.windows) {
      if (window.Holds(said.value.iso)) {
        MatchSpan(window.tokens, said.tokens, out);
      }
    }
  }
}

TermMatches Matcher::Match(const Passage& passage) {
  TermMatches out(question_.terms.size());
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    const Term& term = question_.terms[t];
    if (term.name) {
      MatchName(t, passage, &out[t]);
      continue;
    }
    for (int i = 0; i < passage.size(); ++i) {
      const double similarity = WordSimilarity(t, passage, i);
      if (IsOffice(t, passage, i)) {
        AddMatch(i, kOffice, &out[t]);
        continue;
      }
      // "start-up" is not "start".
      if (term.verb && (similarity < kLeastForVerb || IsHyphened(passage, i))) {
        continue;
      }
      if (similarity >= kLeastSimilarity) AddMatch(i, similarity, &out[t]);
    }
    // "the export ban": a phrase of the graph that the noun leads to.
    if (!links_[t].exact) continue;
    for (const EntityAt& entity : passage.entities) {
      const auto& nodes = links_[t].nodes;
      if (!nodes.empty() && nodes.front() == entity.node) {
        AddMatch(entity.head, 0.9, &out[t]);
      }
    }
  }
  MatchValues(passage, &out);
  return out;
}

}  // namespace weft::service
