#include "service/ask/cues.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace weft::service {
namespace {

// Costs of PairUp, in the unit of a step that a cue names outright (1).
constexpr double kStepUnsaid = 0.9;       // no cue and not a step back
constexpr double kBackUnsaid = 0.35;      // a step back that nothing asks for
constexpr double kBackShared = 0.03;      // a step back after "share", "same"
constexpr double kCueUnused = 0.7;        // a cue that no step answers
constexpr double kCueRepeated = 0.12;     // ... for the relation of a step
constexpr double kCueBeside = 0.15;       // ... right before the name
constexpr double kShareUnused = 0.5;      // "share" and no step back
constexpr double kQuestionWordCue = 0.7;  // "when" for a year

bool IsOneOf(absl::string_view word,
             std::initializer_list<absl::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool IsQuestionWord(absl::string_view word) {
  return IsOneOf(word, {"who", "whom", "what", "which", "when", "where",
                        "whose", "who's", "what's"});
}

bool IsSharing(absl::string_view word) {
  return IsOneOf(word, {"share", "shares", "shared", "same", "together", "also",
                        "co", "common", "joint", "jointly", "fellow", "both",
                        "collaborated", "alongside"}) ||
         absl::StartsWith(word, "co-");
}

// Two words of one relation that stand together, or with a question word
// between them ("release years", "starred which actors"), are one cue.
bool AreOne(const Cue& a, const Cue& b, int asked_at) {
  const bool together =
      b.word == a.word + 1 ||
      (a.word < asked_at && asked_at < b.word && b.word - a.word <= 3);
  if (!together) return false;
  for (size_t i = 0; i < a.fit.size(); ++i) {
    if (a.fit[i] >= a.best - 0.05 && b.fit[i] >= b.best - 0.05) return true;
  }
  return false;
}

// Keeps of both what each relation finds better.
void Merge(const Cue& from, Cue* into) {
  into->word = from.word;
  into->beside = from.beside;
  for (size_t i = 0; i < from.fit.size(); ++i) {
    into->fit[i] = std::max(into->fit[i], from.fit[i]);
  }
  into->best = std::max(into->best, from.best);
}

// Words that never speak for a relation, though a dictionary may think so.
bool IsEmptyWord(absl::string_view word) {
  return IsOneOf(
      word,
      {"the",  "a",    "an",   "of",     "in",   "on",     "at",    "to",
       "for",  "from", "by",   "with",   "and",  "or",     "as",    "is",
       "are",  "was",  "were", "be",     "been", "do",     "does",  "did",
       "has",  "have", "had",  "that",   "this", "it",     "its",   "their",
       "his",  "her",  "can",  "could",  "you",  "me",     "give",  "few",
       "some", "all",  "not",  "under",  "fall", "person", "world", "listed",
       "list", "name", "tell", "please", "they", "them"});
}

double Fit(const std::string& word, const std::vector<std::string>& relation,
           const Lexicon& lexicon) {
  if (word == "when" || word == "where") {
    for (const std::string& part : relation) {
      const bool fits =
          word == "when"
              ? IsOneOf(part, {"year", "date", "time", "when", "day", "born",
                               "died", "since", "start", "end", "founded"})
              : IsOneOf(part, {"place", "location", "country", "city", "where",
                               "located", "headquarters", "residence"});
      if (fits) return kQuestionWordCue;
    }
    return 0;
  }
  double best = 0;
  for (const std::string& part : relation) {
    best = std::max(best, lexicon.Similarity(word, part));
  }
  return best;
}

// The steps away from the name: first what follows it ("Ruiz written films"),
// nearest first, then what stands before it, nearest first. When the question
// word follows the name, that side comes last: it leads to the answer.
void Order(size_t name_begin, bool asked_behind, std::vector<Cue>* cues) {
  std::vector<Cue> left, right;
  for (Cue& cue : *cues) {
    (cue.word < static_cast<int>(name_begin) ? left : right)
        .push_back(std::move(cue));
  }
  std::reverse(left.begin(), left.end());
  cues->clear();
  const auto append = [&](std::vector<Cue>& side) {
    for (Cue& cue : side) cues->push_back(std::move(cue));
  };
  if (asked_behind) {
    append(left);
    append(right);
  } else {
    append(right);
    append(left);
  }
}

// The best pairing of steps from `step` on with cues from `cue` on.
double BestPairing(const CueList& list, const std::vector<int>& relations,
                   const std::vector<bool>& back, size_t step, size_t cue) {
  if (step == relations.size() && cue == list.cues.size()) {
    const bool shared = std::count(back.begin(), back.end(), true) > 0;
    return list.shares && !shared ? -kShareUnused : 0;
  }
  double best = -100;
  if (cue < list.cues.size()) {
    const Cue& skipped = list.cues[cue];
    double cost = kCueUnused * skipped.best;
    if (skipped.beside) cost = kCueBeside;
    for (const int relation : relations) {
      if (skipped.fit[relation] >= skipped.best - 0.05) {
        cost = std::min(cost, kCueRepeated);
      }
    }
    best = BestPairing(list, relations, back, step, cue + 1) - cost;
  }
  if (step < relations.size()) {
    const double unsaid = !back[step]   ? kStepUnsaid
                          : list.shares ? kBackShared
                                        : kBackUnsaid;
    // A step without a cue earns nothing.
    best = std::max(best,
                    BestPairing(list, relations, back, step + 1, cue) - unsaid);
    if (cue < list.cues.size() &&
        list.cues[cue].fit[relations[step]] >= kLeastCue) {
      best =
          std::max(best, BestPairing(list, relations, back, step + 1, cue + 1) -
                             (1 - list.cues[cue].fit[relations[step]]));
    }
  }
  return best;
}

}  // namespace

std::vector<QuestionWord> QuestionWords(absl::string_view text) {
  std::vector<QuestionWord> out;
  size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && absl::ascii_isspace(text[i])) ++i;
    size_t begin = i;
    while (i < text.size() && !absl::ascii_isspace(text[i])) ++i;
    size_t end = i;
    // "co-starred" is "co" and "starred".
    if (absl::StartsWithIgnoreCase(text.substr(begin, end - begin), "co-")) {
      out.push_back({text.substr(begin, 2), begin, begin + 2});
      begin += 3;
    }
    if (end > begin)
      out.push_back({text.substr(begin, end - begin), begin, end});
  }
  return out;
}

CueList FindCues(const std::vector<QuestionWord>& words, size_t name_begin,
                 size_t name_end,
                 const std::vector<std::vector<std::string>>& relations,
                 const Lexicon& lexicon) {
  CueList out;
  bool asked_behind = false, noun_open = false, asked = false;
  int asked_at = -1;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i >= name_begin && i < name_end) {
      noun_open = false;
      continue;
    }
    std::string word = absl::AsciiStrToLower(words[i].text);
    while (!word.empty() && absl::ascii_ispunct(word.back())) word.pop_back();
    if (IsQuestionWord(word) && !(asked && word == "who") && word != "whose") {
      asked = true;
      asked_behind = i >= name_end;
      asked_at = static_cast<int>(i);
      out.wants_agent = absl::StartsWith(word, "who");
      out.wants_date = word == "when";
      noun_open = word == "which" || word == "what";
    }
    if (IsSharing(word)) out.shares = true;
    if (word == "person" && noun_open) out.wants_agent = true;
    if (word.empty() || IsEmptyWord(word)) {
      // "what are the films": still the noun that is asked for.
      noun_open =
          !out.wants_subject && noun_open &&
          IsOneOf(word, {"the", "a", "an", "are", "is", "were", "was", "some"});
      continue;
    }
    Cue cue;
    cue.word = static_cast<int>(i);
    for (const auto& relation : relations) {
      cue.fit.push_back(Fit(word, relation, lexicon));
      cue.best = std::max(cue.best, cue.fit.back());
    }
    if (noun_open && !IsQuestionWord(word)) {
      // The last noun of "which films", "which film genres" counts: a kind of
      // thing, or what a relation leads to.
      out.wants_object = cue.best >= kLeastCue;
      out.wants_subject = !out.wants_object && !out.wants_agent &&
                          lexicon.IsNoun(lexicon.BaseForms(word)[0]);
      noun_open = !out.wants_object && out.wants_subject;
    }
    if (cue.best < kLeastCue) continue;
    cue.beside = i + 1 == name_begin;
    if (!out.cues.empty() && AreOne(out.cues.back(), cue, asked_at)) {
      Merge(cue, &out.cues.back());
    } else {
      out.cues.push_back(std::move(cue));
    }
  }
  Order(name_begin, asked_behind, &out.cues);
  return out;
}

double PairUp(const CueList& list, const std::vector<int>& relations,
              const std::vector<bool>& back) {
  return 1 + BestPairing(list, relations, back, 0, 0);
}

}  // namespace weft::service
