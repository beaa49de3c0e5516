#include "extractor/coref/name_match.h"

#include "absl/strings/str_join.h"
#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(NameWords, LeavesOutWhatDoesNotTellNamesApart) {
  const struct {
    const char* name;
    const char* words;
  } kCases[] = {
      {"The Lund-Holm Corp.", "lund holm"},
      {"U.S.", "us"},
      {"Dr. Ana Ruiz", "ana ruiz"},
      {"Norvane's", "norvane"},
      {"King", "king"},  // a title alone is a name
      {"Acme, Inc.", "acme"},
      {"the", ""},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(absl::StrJoin(NameWords(c.name), " "), c.words) << c.name;
  }
}

TEST(IsAcronymOf, ComparesInitials) {
  EXPECT_TRUE(IsAcronymOf("LTU", "Lund Trade Union"));
  EXPECT_TRUE(IsAcronymOf("L.T.U.", "Lund Trade Union"));
  EXPECT_TRUE(IsAcronymOf("CUL", "Chinese University of Lund"));
  EXPECT_TRUE(IsAcronymOf("CUOL", "Chinese University of Lund"));
  EXPECT_FALSE(IsAcronymOf("LTO", "Lund Trade Union"));
  EXPECT_FALSE(IsAcronymOf("Ltu", "Lund Trade Union"));
  EXPECT_FALSE(IsAcronymOf("L", "Lund"));
}

TEST(IsShortNameOf, DependsOnTheType) {
  const struct {
    const char* shorter;
    const char* longer;
    EntityType type;
    bool expected;
  } kCases[] = {
      {"Ruiz", "Ana Ruiz", EntityType::kPerson, true},
      {"Ana", "Ana Ruiz", EntityType::kPerson, true},
      {"Holm", "Ana Ruiz", EntityType::kPerson, false},
      {"Norvane", "Norvane Foods", EntityType::kOrganization, true},
      {"Norvane", "Norvane X2", EntityType::kUnknown, false},
      {"Foods", "Norvane Foods", EntityType::kOrganization, false},
      {"Bank", "Bank of Lund", EntityType::kOrganization, false},
      {"Brandt", "Deportivo Brandt", EntityType::kOrganization, true},
      {"Union", "Lund Union", EntityType::kOrganization, false},
      {"X2", "Norvane X2", EntityType::kProduct, true},
      {"Lund", "Lund Harbour", EntityType::kPlace, false},
      {"Ana Ruiz", "Ana Ruiz", EntityType::kPerson, false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(IsShortNameOf(NameWords(c.shorter), NameWords(c.longer), c.type),
              c.expected)
        << c.shorter << " / " << c.longer;
  }
}

TEST(CommonName, KnowsCountriesByTheirLetters) {
  EXPECT_EQ(CommonName("us"), "united states");
  EXPECT_EQ(CommonName("lund"), "");
}

}  // namespace
}  // namespace weft::extractor
