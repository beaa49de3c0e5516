#include "service/ask/reading.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "graphstore/dict/normalize_name.h"
#include "service/ask/answer_type.h"
#include "service/ask/confidence.h"
#include "service/ask/reading_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

constexpr double kContextName = 0.4;
constexpr double kContextWord = 0.2;
constexpr double kPronoun = 0.65;
constexpr double kEpithet = 0.8;       // "the 22-year-old"
constexpr double kOtherPronoun = 0.4;  // resolved to something else
constexpr double kNamedBeside = 0.88;  // a description whose name stands there
constexpr double kMostBonus = 1.1 * 1.12;  // right role, right preposition
constexpr double kNothingCounted = 0.5;
constexpr double kFarBehind = 0.4;
constexpr double kInside = 0.8;  // a name inside of a longer phrase
constexpr double kOwner = 0.75;
constexpr double kLeastType = 0.21;
constexpr double kNoFact = 0.95;  // a sentence that gave no fact

// The word that stands for a term: of a name the last ("Ruiz"), but not the
// "4" of "Vela 4".
absl::string_view TellingWord(const Term& term) {
  const absl::string_view text = term.text;
  const absl::string_view last = text.substr(text.rfind(' ') + 1);
  return last.size() > 2 ? last : text.substr(0, text.find(' '));
}

// What the sentences before and the headline hold of the question.
std::vector<double> ContextOf(const Question& question,
                              const WeighedPassage& weighed,
                              const Lexicon& lexicon) {
  std::vector<double> out(question.terms.size(), 0);
  const auto look = [&](size_t sentence) {
    for (size_t t = 0; t < question.terms.size(); ++t) {
      const Term& term = question.terms[t];
      if (term.verb && !term.name) continue;
      const double worth = term.name ? kContextName : kContextWord;
      for (const std::string& base : lexicon.BaseForms(TellingWord(term))) {
        if (weighed.document->Says(sentence, base)) {
          out[t] = std::max(out[t], worth);
        }
      }
    }
  };
  for (size_t back = 1; back <= 2 && back <= weighed.sentence; ++back) {
    look(weighed.sentence - back);
  }
  if (weighed.sentence > 0) look(0);
  return out;
}

}  // namespace

std::vector<int> AnswerReader::SupportOf(int token) const {
  // The facts that show the answer, those that also show the verb first.
  std::vector<std::pair<int, int>> ranked;
  const auto& tokens = passage_->analyzed.sentence.tokens;
  for (size_t i = 0; i < passage_->facts.size(); ++i) {
    const graphstore::Fact& fact = passage_->facts[i];
    int points = 0;
    if (token >= 0) {
      const std::string word(tokens[token].text);
      const EntityAt* entity = passage_->EntityHeadedBy(token);
      for (const auto* node :
           {&fact.statement.subject, &fact.statement.object}) {
        if (entity != nullptr && node->id == entity->node) points += 2;
      }
      for (const auto* slot : {&fact.mention.subject, &fact.mention.object}) {
        if (slot->text.find(word) != std::string::npos) points += 2;
      }
      for (const auto& qualifier : fact.mention.qualifiers) {
        if (qualifier.mention.text.find(word) != std::string::npos) ++points;
      }
    }
    if (verb_ >= 0 &&
        lexicon_.Similarity(question_.terms[verb_].text,
                            fact.statement.relation.substr(
                                0, fact.statement.relation.find(' '))) >=
            kLeastSimilarity) {
      points += 2;
    }
    ranked.emplace_back(-points, static_cast<int>(i));
  }
  std::sort(ranked.begin(), ranked.end());
  constexpr size_t kMost = 3;
  std::vector<int> out;
  for (const auto& [points, index] : ranked) {
    if (out.size() < kMost && (points < 0 || out.empty())) {
      out.push_back(index);
    }
  }
  return out;
}

// Is it just a name of the question?
bool AnswerReader::IsNameAsked(absl::string_view text) const {
  const std::string key = graphstore::NormalizeName(text);
  return absl::c_any_of(question_.terms, [&](const Term& term) {
    return term.name && graphstore::NormalizeName(term.text) == key;
  });
}

void AnswerReader::Add(int token, double fit, const Signals& signals,
                       std::string text) {
  if (fit < kWorthTelling) return;
  FoundAnswer answer;
  answer.text =
      text.empty() ? AnswerText(question_, *passage_, token) : std::move(text);
  if (answer.text.empty() || IsNameAsked(answer.text)) return;
  answer.signals = signals;
  answer.signals.fact = passage_->facts.empty() ? kNoFact : 1;
  answer.fit = std::min(1.0, fit) * answer.signals.fact;
  answer.passage = weighed_->passage;
  answer.token = token;
  if (token >= 0) {
    if (const EntityAt* entity = passage_->EntityHeadedBy(token);
        entity != nullptr) {
      answer.node = entity->node;
      answer.type = entity->type;
    }
  }
  answer.support = SupportOf(token);
  found_.push_back(std::move(answer));
}

void AnswerReader::ReadPhrases() {
  Signals common;
  SignalsOfPassage(&common);
  const double passage = VerbFactor() * common.missing;
  for (int i = 0; i < passage_->size(); ++i) {
    if (!IsCandidate(i)) continue;
    // What cannot come near the best is not looked at closely.
    const double bound = WordsAround(i, 1, 1, nullptr) * passage * kMostBonus;
    if ((bound < std::max(kWorthTelling, best_ * kFarBehind) &&
         !OwnsNamed(i)) ||
        IsTaken(i)) {
      continue;
    }
    Signals signals = common;
    signals.type = TypeFit(question_, *passage_, i, lexicon_);
    if (signals.type < kLeastType) continue;
    if (RepeatsQuestion(i)) continue;
    signals.words = WordsAround(i, 1, signals.type, &signals);
    signals.role = RoleFactor(i);
    signals.preposition = PrepositionFactor(i);
    SignalsOfVerb(i, &signals);
    if (question_.statement.kind == AnswerKind::kAge && IsBesideNamed(i)) {
      signals.argument = kOtherThing;
    }
    if (!IsWrittenAsName(*passage_, i) && HasNameBeside(i)) {
      signals.form *= kNamedBeside;
    }
    if (passage_->tree()[i].label == Deprel::kCompound &&
        (passage_->ValueAt(i) == nullptr ||
         question_.statement.kind == AnswerKind::kThing)) {
      signals.form *= kInside;
    }
    // "How many N does it have?": without an N nothing says so.
    if (question_.statement.kind == AnswerKind::kCount && signals.type < 0.7 &&
        (verb_ < 0 || question_.terms[verb_].weight < 0.5 ||
         matches_[verb_].empty())) {
      signals.form *= kNothingCounted;
    }
    // Types bend a score, they do not make it.
    double score = signals.words * (0.4 + 0.6 * signals.type) * signals.role *
                   signals.verb_near * signals.denial * signals.argument *
                   passage * signals.preposition * signals.form;
    if (OwnsNamed(i)) {
      score = std::max(score, kOwner * signals.type);
      signals.verb = std::max(signals.verb, kOwner);
      signals.argument = 1;
    }
    best_ = std::max(best_, score);
    Add(i, score, signals);
  }
}

// A name that the sentences before hold may be what a pronoun here means, even
// where the extractor saw no or another antecedent.
void AnswerReader::MatchPronouns() {
  for (size_t t = 0; t < question_.terms.size(); ++t) {
    const Term& term = question_.terms[t];
    if (!term.name || !matches_[t].empty() || context_[t] == 0 ||
        term.head < 0) {
      continue;
    }
    const extractor::EntityType type = TypeOf(term);
    const bool person = type == extractor::EntityType::kPerson;
    const bool open = type == extractor::EntityType::kUnknown;
    for (int i = 0; i < passage_->size(); ++i) {
      const std::string word = absl::AsciiStrToLower(passage_->Word(i));
      const bool fits =
          ((person || open) &&
           (word == "he" || word == "she" || word == "his" || word == "her" ||
            word == "him" || IsAgeOfSomeone(i))) ||
          (!person && (word == "it" || word == "its"));
      if (!fits) continue;
      if (MeansOther(i, t)) continue;
      const EntityAt* entity = passage_->EntityHeadedBy(i);
      matches_[t].push_back({i, IsAgeOfSomeone(i)   ? kEpithet
                                : entity == nullptr ? kPronoun
                                                    : kOtherPronoun});
    }
  }
}

// The "old" of "the 22-year-old said", where somebody's age is asked.
bool AnswerReader::IsAgeOfSomeone(int token) const {
  constexpr int kBehindThe = 5;  // the 22 - year - old
  return question_.statement.kind == AnswerKind::kAge && token >= kBehindThe &&
         passage_->Word(token) == "old" &&
         absl::EqualsIgnoreCase(passage_->Word(token - kBehindThe), "the");
}

// What the name tagger takes this name of the question for.
extractor::EntityType AnswerReader::TypeOf(const Term& term) const {
  for (const extractor::NameMention& name : question_.sentence.names) {
    if (name.tokens.Contains(static_cast<uint32_t>(term.head))) {
      return name.type;
    }
  }
  return extractor::EntityType::kUnknown;
}

void AnswerReader::Read(const WeighedPassage& weighed) {
  weighed_ = &weighed;
  passage_ = weighed.passage.get();
  matches_ = matcher_.Match(*passage_);
  context_ = ContextOf(question_, weighed, lexicon_);
  if (weighed.sentence > 0) MatchPronouns();
  arguments_.clear();
  for (size_t i = 0; verb_ >= 0 && i < matches_[verb_].size(); ++i) {
    arguments_.push_back(ArgumentsAt(matches_[verb_][i].token));
  }
  switch (question_.statement.kind) {
    case AnswerKind::kYesNo:
      ReadYesNo();
      break;
    case AnswerKind::kDefinition:
      ReadDefinition();
      break;
    case AnswerKind::kRelation:
      ReadRelation();
      break;
    default:
      if (AsksOccupation()) {
        ReadOccupation();
      } else if (question_.gap >= 0) {
        ReadPhrases();
      }
  }
}

std::vector<FoundAnswer> AnswerReader::Take() && {
  double best = 0;
  for (const FoundAnswer& answer : found_) best = std::max(best, answer.fit);
  for (FoundAnswer& answer : found_) {
    answer.score = Confidence(answer.signals, answer.fit, best);
  }
  std::stable_sort(found_.begin(), found_.end(),
                   [](const FoundAnswer& a, const FoundAnswer& b) {
                     return a.score > b.score;
                   });
  std::vector<FoundAnswer> out;
  std::vector<std::string> seen;
  for (FoundAnswer& answer : found_) {
    std::string key = graphstore::NormalizeName(answer.text);
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
    seen.push_back(std::move(key));
    out.push_back(std::move(answer));
  }
  return out;
}

std::vector<FoundAnswer> ReadAnswers(
    const Question& question, const std::vector<Link>& links,
    const std::vector<WeighedPassage>& passages, const Lexicon& lexicon) {
  AnswerReader reader(question, links, lexicon);
  for (const WeighedPassage& passage : passages) reader.Read(passage);
  return std::move(reader).Take();
}

}  // namespace weft::service
