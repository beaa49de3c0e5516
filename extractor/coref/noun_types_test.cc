#include "extractor/coref/noun_types.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(TypeOfNoun, KnowsWhatNewsCallsThings) {
  EXPECT_EQ(TypeOfNoun("lender"), EntityType::kOrganization);
  EXPECT_EQ(TypeOfNoun("goalkeeper"), EntityType::kPerson);
  EXPECT_EQ(TypeOfNoun("tanker"), EntityType::kProduct);
  EXPECT_EQ(TypeOfNoun("island"), EntityType::kPlace);
  EXPECT_EQ(TypeOfNoun("plan"), EntityType::kUnknown);
}

TEST(GroupOfNoun, IsOneForNounsThatStandInForEachOther) {
  EXPECT_EQ(GroupOfNoun("bank"), GroupOfNoun("lender"));
  EXPECT_EQ(GroupOfNoun("ship"), GroupOfNoun("vessel"));
  EXPECT_NE(GroupOfNoun("club"), GroupOfNoun("ministry"));
  EXPECT_NE(GroupOfNoun("country"), GroupOfNoun("city"));
  EXPECT_EQ(GroupOfNoun("plan"), 0);
}

TEST(AreOtherOffices, HoldsBetweenTradesThatAreKnown) {
  EXPECT_TRUE(AreOtherOffices("referee", {"manager"}));
  EXPECT_TRUE(AreOtherOffices("captain", {"executive", "chief"}));
  EXPECT_FALSE(AreOtherOffices("boss", {"manager"}));
  EXPECT_FALSE(AreOtherOffices("captain", {"pilot"}));
  EXPECT_FALSE(AreOtherOffices("woman", {"manager"}));
  EXPECT_FALSE(AreOtherOffices("referee", {}));
}

TEST(SetsApart, HoldsForAdjectivesOfContrast) {
  EXPECT_TRUE(SetsApart("other"));
  EXPECT_TRUE(SetsApart("former"));
  EXPECT_FALSE(SetsApart("Finnish"));
}

}  // namespace
}  // namespace weft::extractor
