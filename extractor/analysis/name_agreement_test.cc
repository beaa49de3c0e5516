#include "extractor/analysis/name_agreement.h"

#include <utility>

#include "base/status_matchers.h"
#include "extractor/depparse/conllu.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

constexpr EntityType kPerson = EntityType::kPerson;
constexpr EntityType kOrganization = EntityType::kOrganization;
constexpr EntityType kMisc = EntityType::kMisc;

AnalyzedSentence Analyzed(const char* conllu, std::vector<NameMention> names) {
  auto parsed = ParseSentence(conllu);
  EXPECT_OK(parsed);
  return {std::move(parsed->sentence), std::move(parsed->tree),
          std::move(names)};
}

AnalyzedSentence VelaGrew(EntityType type, float probability) {
  return Analyzed(R"(
      1 Vela Vela PROPN NNP _ 2 nsubj
      2 grew grow VERB VBD _ 0 root)",
                  {{{0, 1}, type, probability}});
}

TEST(AgreeOnTypes, UnsureNamesFollowTheSure) {
  const auto agreed =
      AgreeOnTypes({VelaGrew(kMisc, 0.5f), VelaGrew(kOrganization, 0.9f),
                    VelaGrew(kPerson, 0.8f), VelaGrew(kOrganization, 0.8f)});
  EXPECT_EQ(agreed[0].names[0].type, kOrganization);
  EXPECT_EQ(agreed[2].names[0].type, kPerson);  // sure of itself
}

TEST(AgreeOnTypes, PartsOfAPersonsNameArePersons) {
  const auto agreed = AgreeOnTypes({Analyzed(R"(
      1 Ines Ines PROPN NNP _ 3 nsubj
      2 Vela Vela PROPN NNP _ 1 flat
      3 left leave VERB VBD _ 0 root)",
                                             {{{0, 2}, kPerson, 0.9f}}),
                                    VelaGrew(kMisc, 0.5f)});
  EXPECT_EQ(agreed[1].names[0].type, kPerson);
}

TEST(AgreeOnTypes, NothingFollowsFromUnsureNames) {
  // 0.74 for a type that a rule has given.
  const auto agreed =
      AgreeOnTypes({VelaGrew(kMisc, 0.5f), VelaGrew(kOrganization, 0.74f)});
  EXPECT_EQ(agreed[0].names[0].type, kMisc);
  EXPECT_EQ(agreed[1].names[0].type, kOrganization);
  EXPECT_TRUE(AgreeOnTypes({}).empty());
}

}  // namespace
}  // namespace weft::extractor
