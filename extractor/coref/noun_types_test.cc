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

TEST(TypeOfNoun, ReadsSuffixesOfPersons) {
  EXPECT_EQ(TypeOfNoun("pharmacist"), EntityType::kPerson);
  EXPECT_EQ(TypeOfNoun("electrician"), EntityType::kPerson);
  EXPECT_EQ(TypeOfNoun("shortlist"), EntityType::kUnknown);
  EXPECT_EQ(TypeOfNoun("list"), EntityType::kUnknown);
}

TEST(MayBeCalled, AsksForTradesThatAreNear) {
  EXPECT_FALSE(MayBeCalled("referee", {"manager"}));
  EXPECT_FALSE(MayBeCalled("captain", {"executive", "chief"}));
  EXPECT_TRUE(MayBeCalled("boss", {"manager"}));
  EXPECT_TRUE(MayBeCalled("captain", {"pilot"}));
  EXPECT_TRUE(MayBeCalled("woman", {"manager"}));
  EXPECT_TRUE(MayBeCalled("referee", {}));
  EXPECT_FALSE(MayBeCalled("witness", {}));
}

TEST(SetsApart, HoldsForAdjectivesOfContrast) {
  EXPECT_TRUE(SetsApart("other"));
  EXPECT_TRUE(SetsApart("former"));
  EXPECT_FALSE(SetsApart("Finnish"));
}

}  // namespace
}  // namespace weft::extractor
