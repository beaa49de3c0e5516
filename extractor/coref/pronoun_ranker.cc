#include "extractor/coref/pronoun_ranker.h"

#include <algorithm>

#include "extractor/coref/pronoun_weights.h"

namespace weft::extractor {
namespace {

// Features of one group of pronouns; a group is he/she, it or they.
enum Feature : int {
  kNoneBias,
  kNoneEmpty,
  kNoneCopular,
  kNoneSubject,
  kNoneObject,
  kNoneFewCandidates,
  kNonePossessive,
  kDistance,                // 4: same sentence, one back, ...
  kRole = kDistance + 4,    // 7
  kRoleHere = kRole + 7,    // 7, in the same sentence
  kForm = kRoleHere + 7,    // 6
  kType = kForm + 6,        // 9 of names
  kNounType = kType + 9,    // 9 of phrases
  kNumber = kNounType + 9,  // 4: named x plural
  kSex = kNumber + 4,       // 5
  kSamePronoun = kSex + 5,  // the phrase is the same pronoun
  kOtherPronoun,            // it is another one
  kOwnerOfSubject,          // "Ruiz sold her yard"
  kOwnerInClause,           // possessive, same clause, no subject
  kSameClause,
  kAbove,  // "Ruiz said she ..."
  kAboveSubject,
  kMainSubject,
  kMainSubjectBefore,  // subject of the root, one sentence back
  kParallel,           // both subjects, both objects
  kReflexiveSubject,
  kQuoteCrossed,
  kTime,
  kMentions,                 // 4
  kBetween = kMentions + 4,  // 5
  kFirst = kBetween + 5,     // first of its sentence
  kSecond,
  kOpening,  // spoken of in the first two sentences
  kLate,     // nothing but the window's edge speaks for it
  kPerGroup,
};
constexpr int kGroups = 3;

int GroupOf(PronounKind kind) {
  switch (kind) {
    case PronounKind::kHe:
    case PronounKind::kShe:
      return 0;
    case PronounKind::kIt:
      return 1;
    default:
      return 2;
  }
}

// 0 unknown, 1 surely the same, 2 surely not, 3 guessed the same, 4 guessed
// not.
int SexOf(PronounKind kind, Gender gender) {
  if (kind != PronounKind::kHe && kind != PronounKind::kShe) return 0;
  const bool male = kind == PronounKind::kHe;
  switch (gender) {
    case Gender::kUnknown:
      return 0;
    case Gender::kMale:
      return male ? 1 : 2;
    case Gender::kFemale:
      return male ? 2 : 1;
    case Gender::kGuessedMale:
      return male ? 3 : 4;
    case Gender::kGuessedFemale:
      return male ? 4 : 3;
  }
  return 0;
}

// 0, 1, 2-3, 4-7, 8 and more.
int Bucket(int count) {
  if (count < 2) return count;
  return count < 4 ? 2 : count < 8 ? 3 : 4;
}

class FeatureList {
 public:
  explicit FeatureList(PronounKind kind) : base_(GroupOf(kind) * kPerGroup) {}
  void Add(int feature, int offset = 0) {
    list_.push_back(base_ + feature + offset);
  }
  void AddIf(bool holds, int feature) {
    if (holds) Add(feature);
  }
  std::vector<int> Take() && { return std::move(list_); }

 private:
  int base_;
  std::vector<int> list_;
};

void AddPhrase(const Anaphor& anaphor, const Pairing& pairing,
               FeatureList* list) {
  const Candidate& c = *pairing.candidate;
  const Chain& chain = *pairing.chain;
  list->Add(kForm, static_cast<int>(c.form));
  list->Add(chain.named ? kType : kNounType, static_cast<int>(chain.type));
  list->Add(kNumber, 2 * chain.named + (c.plural || chain.plural));
  list->Add(kSex, SexOf(anaphor.kind, chain.gender));
  if (c.form == Form::kPronoun) {
    list->Add(c.pronoun == anaphor.kind ? kSamePronoun : kOtherPronoun);
  }
  list->AddIf(c.time, kTime);
  list->Add(kMentions, std::max(Bucket(chain.mentions), 1) - 1);
  list->AddIf(chain.first.sentence < 2, kOpening);
}

void AddPlace(const Anaphor& anaphor, const Pairing& pairing,
              FeatureList* list) {
  const Candidate& c = *pairing.candidate;
  const int distance = std::min(anaphor.ref.sentence - c.ref.sentence, 3);
  const int role = static_cast<int>(c.role);
  list->Add(kDistance, distance);
  list->Add(distance == 0 ? kRoleHere : kRole, role);
  list->Add(kBetween, Bucket(pairing.between));
  list->AddIf(c.order == 0, kFirst);
  list->AddIf(c.order == 1, kSecond);
  list->AddIf(c.main_subject, kMainSubject);
  list->AddIf(c.main_subject && distance == 1, kMainSubjectBefore);
  list->AddIf(c.role == anaphor.role, kParallel);
  list->AddIf(c.quoted != anaphor.quoted, kQuoteCrossed);
  list->AddIf(distance > 1 && c.role != Role::kSubject, kLate);
  if (distance > 0) return;
  const bool same_clause = c.clause == anaphor.clause;
  const bool subject = c.role == Role::kSubject;
  list->AddIf(same_clause, kSameClause);
  list->AddIf(pairing.above, kAbove);
  list->AddIf(pairing.above && subject, kAboveSubject);
  if (anaphor.role == Role::kPossessor && same_clause) {
    list->Add(subject ? kOwnerOfSubject : kOwnerInClause);
  }
  list->AddIf(anaphor.reflexive && same_clause && subject, kReflexiveSubject);
}

}  // namespace

std::vector<int> FeaturesOf(const Anaphor& anaphor, const Pairing& pairing) {
  FeatureList list(anaphor.kind);
  AddPhrase(anaphor, pairing, &list);
  AddPlace(anaphor, pairing, &list);
  return std::move(list).Take();
}

std::vector<int> FeaturesOfNone(const Anaphor& anaphor, int candidates) {
  FeatureList list(anaphor.kind);
  list.Add(kNoneBias);
  list.AddIf(anaphor.empty, kNoneEmpty);
  list.AddIf(anaphor.copular, kNoneCopular);
  list.AddIf(anaphor.role == Role::kSubject, kNoneSubject);
  list.AddIf(anaphor.role == Role::kObject, kNoneObject);
  list.AddIf(candidates < 4, kNoneFewCandidates);
  list.AddIf(anaphor.role == Role::kPossessor, kNonePossessive);
  return std::move(list).Take();
}

int FeatureCount() { return kGroups * kPerGroup; }

double ScoreOf(absl::Span<const int> features) {
  static_assert(std::size(kPronounWeights) == kGroups * kPerGroup,
                "fit the weights again: extractor/eval/fit_pronouns.py");
  double score = 0;
  for (const int feature : features) score += kPronounWeights[feature];
  return score;
}

}  // namespace weft::extractor
