#include "service/ask/relation_fit.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"

namespace weft::service {
namespace {

using Words = std::vector<std::string>;

// A relation that says more than the predicate: "buy tug from" for "buy".
constexpr double kSaysMore = 0.95;

bool IsPreposition(absl::string_view word) {
  static constexpr absl::string_view kWords[] = {
      "of",   "in",      "at",   "on",   "for",   "to",     "from", "by",
      "with", "against", "over", "into", "under", "within", "as",   "than"};
  return absl::c_linear_search(kWords, word);
}

// A relation's name in parts.
struct Parts {
  bool passive = false;     // "be" in front of a verb
  std::string head;         // the verb, or the noun of "be N of"
  std::string phrasal;      // "take_over"; "" where no word follows
  Words before;             // modifiers of the noun
  std::string noun;         // "tug" of "buy tug from"
  std::string preposition;  // at the end; "" none
};

// How a reading of a relation's name places its subject and object.
struct Ends {
  AskedEnd subject, object;
};

double Likeness(const AskedRelation& asked, const std::string& word,
                const Lexicon& lexicon) {
  if (word.empty()) return 0;
  return lexicon.SimilarityOf(asked.bases, {word});
}

bool SameEnd(const AskedEnd& asked, const AskedEnd& end) {
  if (asked.role == Role::kNone) return true;
  if (asked.role != end.role) return false;
  if (!asked.owned.empty() || !end.owned.empty()) {
    return asked.owned == end.owned;
  }
  return asked.role != Role::kOblique || asked.preposition.empty() ||
         asked.preposition == end.preposition;
}

// Both ends at once; an end that may be anything takes what the other leaves.
std::optional<RelationFit> Place(const AskedRelation& asked, const Ends& ends,
                                 double likeness) {
  if (likeness < kLeastLikeness) return std::nullopt;
  if (SameEnd(asked.gap, ends.subject) && SameEnd(asked.named, ends.object)) {
    return RelationFit{likeness, true};
  }
  if (SameEnd(asked.gap, ends.object) && SameEnd(asked.named, ends.subject)) {
    return RelationFit{likeness, false};
  }
  return std::nullopt;
}

Ends EndsOfVerb(const Parts& parts) {
  Ends ends;
  ends.subject.role = parts.passive ? Role::kObject : Role::kSubject;
  if (parts.preposition.empty()) {
    ends.object.role = Role::kObject;
  } else if (parts.passive && parts.preposition == "by") {
    ends.object.role = Role::kSubject;
  } else {
    ends.object.role = Role::kOblique;
    ends.object.preposition = PlainPreposition(parts.preposition);
  }
  return ends;
}

Parts PartsOf(const Words& words) {
  Parts parts;
  parts.passive = words.size() > 1 && words[0] == "be";
  const size_t head = parts.passive ? 1 : 0;
  parts.head = words[head];
  if (head + 1 < words.size()) {
    parts.phrasal = absl::StrCat(words[head], "_", words[head + 1]);
  }
  if (words.size() > head + 1 && IsPreposition(words.back())) {
    parts.preposition = words.back();
    if (words.size() > head + 2) parts.noun = words[words.size() - 2];
  } else if (words.size() > head + 1) {
    parts.noun = words.back();
  }
  return parts;
}

// "buy", "buy tug from", "be base in", "take over".
std::optional<RelationFit> FitVerb(const Words& words,
                                   const AskedRelation& asked,
                                   const Lexicon& lexicon) {
  const Parts parts = PartsOf(words);
  double likeness = Likeness(asked, parts.head, lexicon);
  Ends ends = EndsOfVerb(parts);
  if (words.size() == (parts.passive ? 3u : 2u)) {
    const double whole = Likeness(asked, parts.phrasal, lexicon);
    if (whole > likeness) {
      likeness = whole;
      ends.object = {parts.passive ? Role::kNone : Role::kObject, "", ""};
    }
  }
  if (!parts.noun.empty()) likeness *= kSaysMore;
  // "Quill belongs to Norvane" for who owns it.
  if (parts.preposition == "to" && parts.head == "belong" &&
      lexicon.AreConverse(asked.bases, {parts.head})) {
    ends.subject = {Role::kObject, "", ""};
    ends.object = {Role::kSubject, "", ""};
  }
  return Place(asked, ends, likeness);
}

// "be chief executive of": for the noun, and for the verb that such a one does.
std::optional<RelationFit> FitNoun(const Words& words,
                                   const AskedRelation& asked,
                                   const Lexicon& lexicon) {
  if (words.size() < 3 || !IsPreposition(words.back()) ||
      words.back() == "than") {
    return std::nullopt;
  }
  const std::string& noun = words[words.size() - 2];
  if (!lexicon.IsNoun(noun)) return std::nullopt;
  const double likeness = Likeness(asked, noun, lexicon);
  if (!asked.noun && !lexicon.IsA(noun, "person")) return std::nullopt;
  for (const std::string& modifier : asked.modifiers) {
    if (!absl::c_linear_search(words, modifier)) return std::nullopt;
  }
  return Place(asked, {{Role::kSubject, "", ""}, {Role::kObject, "", ""}},
               likeness);
}

// "revenue rise", "market value be": of what is owned.
std::optional<RelationFit> FitOwned(const Words& words,
                                    const AskedRelation& asked,
                                    const Lexicon& lexicon) {
  if (words.size() < 2 || words[0] == "be") return std::nullopt;
  const bool value = words.back() == "be";
  if (value != asked.noun) return std::nullopt;
  const std::string owned(words[words.size() - 2]);
  Ends ends;
  if (value) {
    for (const std::string& modifier : asked.modifiers) {
      if (!absl::c_linear_search(words, modifier)) return std::nullopt;
    }
    ends = {{Role::kObject, "", ""}, {Role::kSubject, "", ""}};
    return Place(asked, ends, Likeness(asked, owned, lexicon));
  }
  ends.subject = {Role::kSubject, "", owned};
  ends.object = asked.gap;
  return Place(asked, ends, Likeness(asked, words.back(), lexicon));
}

}  // namespace

std::string PlainPreposition(absl::string_view preposition) {
  const std::string lower = absl::AsciiStrToLower(preposition);
  const bool place = lower == "at" || lower == "on" || lower == "within" ||
                     lower == "into" || lower == "near";
  return place ? "in" : lower;
}

std::optional<RelationFit> FitRelation(absl::string_view relation,
                                       const AskedRelation& asked,
                                       const Lexicon& lexicon) {
  const Words words =
      absl::StrSplit(absl::AsciiStrToLower(relation), ' ', absl::SkipEmpty());
  if (words.empty() || asked.bases.empty()) return std::nullopt;
  std::optional<RelationFit> best;
  const auto consider = [&](std::optional<RelationFit> fit) {
    if (fit && (!best || fit->likeness > best->likeness)) best = fit;
  };
  consider(FitVerb(words, asked, lexicon));
  consider(FitNoun(words, asked, lexicon));
  consider(FitOwned(words, asked, lexicon));
  return best;
}

}  // namespace weft::service
