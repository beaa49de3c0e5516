#include "extractor/coref/genders.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(GenderOfTitle, KnowsTitlesInAnyCase) {
  EXPECT_EQ(GenderOfTitle("Mr."), Gender::kMale);
  EXPECT_EQ(GenderOfTitle("queen"), Gender::kFemale);
  EXPECT_EQ(GenderOfTitle("Dr."), Gender::kUnknown);
}

TEST(GenderOfNoun, KnowsNounsOfOneSex) {
  EXPECT_EQ(GenderOfNoun("spokeswoman"), Gender::kFemale);
  EXPECT_EQ(GenderOfNoun("widower"), Gender::kMale);
  EXPECT_EQ(GenderOfNoun("teacher"), Gender::kUnknown);
}

TEST(GenderOfName, GuessesByListThenByEnding) {
  EXPECT_EQ(GenderOfName("Peter Ruiz"), Gender::kGuessedMale);
  EXPECT_EQ(GenderOfName("Ingrid Holm"), Gender::kGuessedFemale);
  EXPECT_EQ(GenderOfName("Luca Brandt"), Gender::kGuessedMale);
  EXPECT_EQ(GenderOfName("Jadwiga Holm"), Gender::kGuessedFemale);
  EXPECT_EQ(GenderOfName("Xiu Lund"), Gender::kUnknown);
  EXPECT_EQ(GenderOfName("Peter"), Gender::kUnknown);
}

TEST(IsCertain, HoldsForNoGuess) {
  EXPECT_TRUE(IsCertain(Gender::kMale));
  EXPECT_FALSE(IsCertain(Gender::kGuessedMale));
  EXPECT_FALSE(IsCertain(Gender::kUnknown));
}

}  // namespace
}  // namespace weft::extractor
