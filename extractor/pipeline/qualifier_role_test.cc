#include "extractor/pipeline/qualifier_role.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(RoleOf, FollowsTheTable) {
  const struct {
    const char* example;
    const char* preposition;
    const char* head;
    bool verbal;
    EntityType type;
    QualifierRole role;
  } kCases[] = {
      {"in Lund", "in", "lund", false, EntityType::kPlace,
       QualifierRole::kPlace},
      {"during the night", "during", "night", false, EntityType::kUnknown,
       QualifierRole::kTime},
      {"to win", "to", "win", true, EntityType::kUnknown,
       QualifierRole::kPurpose},
      {"to Ruiz", "to", "ruiz", false, EntityType::kPerson,
       QualifierRole::kRecipient},
      {"to Lund", "to", "lund", false, EntityType::kPlace,
       QualifierRole::kPlace},
      {"for Quill", "for", "quill", false, EntityType::kOrganization,
       QualifierRole::kRecipient},
      {"for remark", "for", "remark", false, EntityType::kUnknown,
       QualifierRole::kPurpose},
      {"if it pays", "if", "pay", true, EntityType::kUnknown,
       QualifierRole::kCondition},
      {"because of rain", "because of", "rain", false, EntityType::kUnknown,
       QualifierRole::kReason},
      {"with a hammer", "with", "hammer", false, EntityType::kUnknown,
       QualifierRole::kInstrument},
      {"about boats", "about", "boat", false, EntityType::kUnknown,
       QualifierRole::kTopic},
      {"beyond doubt", "beyond", "doubt", false, EntityType::kUnknown,
       QualifierRole::kOther},
  };
  for (const auto& c : kCases) {
    QualifierClues clues;
    clues.preposition = c.preposition;
    clues.head = c.head;
    clues.verbal = c.verbal;
    clues.type = c.type;
    EXPECT_EQ(RoleOf(clues), c.role) << c.example;
  }
}

TEST(RoleOf, LetsAValueDecideFirst) {
  Value date;
  date.kind = ValueKind::kDate;
  Value money;
  money.kind = ValueKind::kMoney;
  QualifierClues clues;
  clues.preposition = "for";
  clues.value = &date;
  EXPECT_EQ(RoleOf(clues), QualifierRole::kTime);
  clues.value = &money;
  EXPECT_EQ(RoleOf(clues), QualifierRole::kQuantity);
}

}  // namespace
}  // namespace weft::extractor
