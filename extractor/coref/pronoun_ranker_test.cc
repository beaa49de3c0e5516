#include "extractor/coref/pronoun_ranker.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

struct Case {
  Chain chain;
  Candidate candidate;
};

// A name that is the subject one sentence before the pronoun.
Case Subject(EntityType type) {
  Case c;
  c.chain.named = true;
  c.chain.type = type;
  c.chain.mentions = 1;
  c.chain.first = {3, 0};
  c.candidate.ref = {3, 0};
  c.candidate.form = Form::kName;
  c.candidate.role = Role::kSubject;
  c.candidate.main_subject = true;
  return c;
}

Anaphor Pronoun(PronounKind kind) {
  Anaphor anaphor;
  anaphor.ref = {4, 0};
  anaphor.kind = kind;
  anaphor.role = Role::kSubject;
  anaphor.main_subject = true;
  return anaphor;
}

double Score(PronounKind kind, const Case& c, int between = 0) {
  Pairing pairing;
  pairing.candidate = &c.candidate;
  pairing.chain = &c.chain;
  pairing.between = between;
  return ScoreOf(FeaturesOf(Pronoun(kind), pairing));
}

TEST(PronounRanker, PrefersPersonsForSheAndFirmsForIt) {
  const Case person = Subject(EntityType::kPerson);
  const Case firm = Subject(EntityType::kOrganization);
  EXPECT_GT(Score(PronounKind::kShe, person), Score(PronounKind::kShe, firm));
  EXPECT_GT(Score(PronounKind::kIt, firm), Score(PronounKind::kIt, person));
}

TEST(PronounRanker, PrefersSubjectsAndWhatIsNear) {
  const Case subject = Subject(EntityType::kOrganization);
  Case inside = subject;
  inside.candidate.role = Role::kInside;
  inside.candidate.main_subject = false;
  Case far = subject;
  far.candidate.ref.sentence = 1;
  far.candidate.main_subject = false;
  EXPECT_GT(Score(PronounKind::kIt, subject), Score(PronounKind::kIt, inside));
  EXPECT_GT(Score(PronounKind::kIt, subject, 1),
            Score(PronounKind::kIt, far, 9));
}

TEST(PronounRanker, PrefersTheRightSexAndNumber) {
  Case woman = Subject(EntityType::kPerson);
  woman.chain.gender = Gender::kGuessedFemale;
  Case man = Subject(EntityType::kPerson);
  man.chain.gender = Gender::kGuessedMale;
  EXPECT_GT(Score(PronounKind::kShe, woman), Score(PronounKind::kShe, man));
  EXPECT_GT(Score(PronounKind::kHe, man), Score(PronounKind::kHe, woman));
  const Case one = Subject(EntityType::kOrganization);
  Case several = one;
  several.candidate.plural = true;
  EXPECT_GT(Score(PronounKind::kThey, several), Score(PronounKind::kThey, one));
  EXPECT_GT(Score(PronounKind::kIt, one), Score(PronounKind::kIt, several));
}

TEST(PronounRanker, FindsNothingWhereGrammarWantsAnEmptySubject) {
  Anaphor empty = Pronoun(PronounKind::kIt);
  empty.empty = true;
  const Anaphor plain = Pronoun(PronounKind::kIt);
  EXPECT_GT(ScoreOf(FeaturesOfNone(empty, 5)),
            ScoreOf(FeaturesOfNone(plain, 5)));
}

TEST(PronounRanker, NumbersFeaturesWithinTheWeights) {
  for (const PronounKind kind : {PronounKind::kHe, PronounKind::kShe,
                                 PronounKind::kIt, PronounKind::kThey}) {
    const Case c = Subject(EntityType::kMisc);
    Pairing pairing;
    pairing.candidate = &c.candidate;
    pairing.chain = &c.chain;
    for (const int feature : FeaturesOf(Pronoun(kind), pairing)) {
      EXPECT_GE(feature, 0);
      EXPECT_LT(feature, FeatureCount());
    }
  }
}

}  // namespace
}  // namespace weft::extractor
