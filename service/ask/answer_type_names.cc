#include <algorithm>
#include <string>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "extractor/clause/phrase.h"
#include "service/ask/answer_type_impl.h"

namespace weft::service {
namespace {

using extractor::Deprel;
using extractor::Upos;

// "a tablet" for "which drug": a name is better.
constexpr double kKindOfNoun = 0.75;
constexpr double kOtherLevel = 0.25;  // a town for "which country"

// Where the name begins that the word belongs to.
int FirstOfName(const Passage& passage, int token) {
  while (token > 0 && passage.tree()[token - 1].upos == Upos::kPropn) {
    --token;
  }
  return token;
}

}  // namespace

bool HasPreposition(const Passage& passage, int token,
                    std::initializer_list<absl::string_view> list) {
  for (const int marker : extractor::CaseMarkers(passage.tree(), token)) {
    const std::string word = absl::AsciiStrToLower(passage.Word(marker));
    if (std::find(list.begin(), list.end(), word) != list.end()) return true;
  }
  return false;
}

bool NamesOrganization(const std::string& noun, const Lexicon& lexicon) {
  return lexicon.IsA(noun, "organization") ||
         lexicon.IsA(noun, "institution") || noun == "manufacturer" ||
         noun == "maker" || noun == "team" || noun == "newspaper";
}

bool MayBeFirm(absl::string_view noun) {
  static constexpr absl::string_view kNouns[] = {
      "rival",  "competitor", "partner",  "owner",    "sponsor", "supplier",
      "maker",  "producer",   "buyer",    "seller",   "insurer", "publisher",
      "lender", "employer",   "operator", "provider", "builder", "developer",
      "backer", "customer",   "client",   "donor",    "bidder",  "brewer",
      "agent",  "authority",  "retailer", "member",   "winner",  "leader"};
  return absl::c_linear_search(kNouns, noun);
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

// "Ulsan, South Korea": the first is the town, the last the country.
bool IsOtherLevel(const Passage& passage, int token, bool city, bool country) {
  const auto next_place = [&](int comma, int other) {
    return comma > 0 && comma < passage.size() && passage.Word(comma) == "," &&
           other >= 0 && other < passage.size() && IsProper(passage, other) &&
           TypeAt(passage, other) == "place" &&
           passage.tree()[other].label != Deprel::kConj &&
           passage.tree()[token].label != Deprel::kConj;
  };
  const int first = FirstOfName(passage, token);
  return (country && next_place(token + 1, token + 2)) ||
         (city && next_place(first - 1, first - 2));
}

double PlaceFit(const Question& question, const Passage& passage, int token,
                const Lexicon& lexicon) {
  const extractor::ValueMention* value = passage.ValueAt(token);
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
  if (type == "place") {
    return IsOtherLevel(passage, token, city, noun == "country") ? kOtherLevel
                                                                 : 1;
  }
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
    // "a small lander named Wren"
    if (NounBeside(passage, token, noun, lexicon) >= 1) return 1;
    // "firefighter": nouns of that ending are people more often than not.
    person = lexicon.IsA(noun, "person") ||
             (absl::EndsWith(noun, "er") && !lexicon.IsNoun(noun)) ||
             absl::EndsWith(noun, "fighter") || absl::EndsWith(noun, "man");
  }
  if (person && (type == "organization" || type == "place")) return 0.1;
  if (person) return type == "person" ? 1 : type.empty() ? 0.7 : 0.25;
  return type == "person" ? 0.5 : 1;
}

double NounBeside(const Passage& passage, int token, const std::string& noun,
                  const Lexicon& lexicon) {
  const extractor::DependencyTree& tree = passage.tree();
  const auto says = [&](int i) {
    if (absl::c_linear_search(passage.bases[i], noun)) return 1.0;
    if (tree[i].upos != Upos::kNoun || IsWrittenAsName(passage, i)) return 0.0;
    for (const std::string& base : passage.bases[i]) {
      if (lexicon.IsA(base, noun)) return 0.95;
      if (lexicon.Similarity(base, noun) >= kNounsAlike) return 0.92;
    }
    return 0.0;
  };
  double best = 0;
  for (const int child : tree.Children(token)) {
    const Deprel label = tree[child].label;
    if (label == Deprel::kAppos || label == Deprel::kCompound ||
        label == Deprel::kNmodDesc || label == Deprel::kFlat) {
      best = std::max(best, says(child));
    }
  }
  const int head = tree[token].head;
  if (head >= 0 && (tree[token].label == Deprel::kAppos ||
                    tree[token].label == Deprel::kFlat ||
                    tree[token].label == Deprel::kNmodDesc ||
                    (tree[token].label == Deprel::kNsubj &&
                     tree.Child(head, Deprel::kCop) >= 0))) {
    best = std::max(best, says(head));
  }
  if (const int naming = NamingVerbOver(passage, token); naming >= 0) {
    best = std::max(best, says(tree[naming].head));
  }
  // "the brewery Amberta", whatever the parser makes of it.
  const int first = FirstOfName(passage, token);
  if (first > 0 && IsProper(passage, token)) {
    best = std::max(best, says(first - 1));
  }
  return best;
}

double NounFit(const Question& question, const Passage& passage, int token,
               const Lexicon& lexicon) {
  const std::string& noun = question.statement.noun;
  const extractor::DependencyTree& tree = passage.tree();
  const auto is_noun = [&](int i) {
    return absl::c_linear_search(passage.bases[i], noun);
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
    return bare ? 0.4 : 0.6;
  }
  const double beside = NounBeside(passage, token, noun, lexicon);
  if (beside > 0) return beside;
  const std::string type = TypeAt(passage, token);
  if (NamesOrganization(noun, lexicon)) {
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
    if (lexicon.IsA(base, noun)) return kKindOfNoun;
    if (lexicon.Similarity(base, noun) >= kNounsAlike) return kKindOfNoun;
  }
  if (type == "person" || type == "place") return 0.3;
  if (type == "organization") return 0.5;
  return IsProper(passage, token) ? 0.85 : 0.35;
}

}  // namespace weft::service
