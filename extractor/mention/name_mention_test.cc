#include "extractor/mention/name_mention.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(EntityType, NamesAndTypesMatchOneToOne) {
  for (int i = 0; i <= static_cast<int>(EntityType::kMisc); ++i) {
    const EntityType type = static_cast<EntityType>(i);
    EXPECT_EQ(ParseEntityType(EntityTypeName(type)), type);
  }
  EXPECT_EQ(EntityTypeName(EntityType::kOrganization), "organization");
  EXPECT_EQ(ParseEntityType("ORG"), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
