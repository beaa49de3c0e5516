#include "service/wire/enums.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

// "planned" of the domain is MODALITY_PLANNED of the protocol.
std::string ProtoName(absl::string_view prefix, absl::string_view word) {
  return absl::AsciiStrToUpper(absl::StrCat(prefix, "_", word));
}

TEST(Enums, AgreeByNameWithTheExtractor) {
  using extractor::EntityType;
  for (int i = 1; i <= static_cast<int>(EntityType::kMisc); ++i) {
    const auto type = static_cast<EntityType>(i);
    EXPECT_EQ(v1::EntityType_Name(ToProto(type)),
              ProtoName("ENTITY_TYPE", extractor::EntityTypeName(type)));
  }
  using extractor::Modality;
  for (int i = 0; i <= static_cast<int>(Modality::kQuestion); ++i) {
    const auto modality = static_cast<Modality>(i);
    EXPECT_EQ(v1::Modality_Name(ToProto(modality)),
              ProtoName("MODALITY", extractor::ModalityName(modality)));
  }
  using extractor::QualifierRole;
  for (int i = 0; i <= static_cast<int>(QualifierRole::kOther); ++i) {
    const auto role = static_cast<QualifierRole>(i);
    EXPECT_EQ(v1::QualifierRole_Name(ToProto(role)),
              ProtoName("QUALIFIER_ROLE", extractor::QualifierRoleName(role)));
  }
  using extractor::ValueKind;
  for (int i = 0; i <= static_cast<int>(ValueKind::kDuration); ++i) {
    const auto kind = static_cast<ValueKind>(i);
    EXPECT_EQ(v1::ValueKind_Name(ToProto(kind)),
              ProtoName("VALUE_KIND", extractor::ValueKindName(kind)));
  }
  using extractor::Comparator;
  for (int i = 0; i <= static_cast<int>(Comparator::kNearly); ++i) {
    const auto comparator = static_cast<Comparator>(i);
    EXPECT_EQ(v1::Comparator_Name(ToProto(comparator)),
              ProtoName("COMPARATOR", extractor::ComparatorName(comparator)));
  }
}

TEST(Enums, ComeBackFromTheStore) {
  using extractor::EntityType;
  for (int i = 0; i <= static_cast<int>(EntityType::kMisc); ++i) {
    const auto type = static_cast<EntityType>(i);
    EXPECT_EQ(EntityTypeFromStored(StoredEntityType(type)), ToProto(type));
  }
  using extractor::Modality;
  for (int i = 0; i <= static_cast<int>(Modality::kQuestion); ++i) {
    const auto modality = static_cast<Modality>(i);
    EXPECT_EQ(ModalityFromStored(StoredModality(modality)), ToProto(modality));
  }
}

TEST(Enums, KnowTheTypesThatEntitiesAreStoredWith) {
  EXPECT_EQ(StoredEntityType(v1::ENTITY_TYPE_PERSON), "person");
  EXPECT_EQ(StoredEntityType(v1::ENTITY_TYPE_MISC), "misc");
  EXPECT_EQ(StoredEntityType(v1::ENTITY_TYPE_UNSPECIFIED), std::nullopt);
  EXPECT_EQ(StoredEntityType(static_cast<v1::EntityType>(99)), std::nullopt);
}

TEST(Enums, KeepWhatIsOrdinaryOutOfTheStore) {
  EXPECT_EQ(StoredEntityType(extractor::EntityType::kUnknown), "");
  EXPECT_EQ(StoredModality(extractor::Modality::kAsserted), "");
}

TEST(Enums, TakeUnknownWordsOfTheStore) {
  EXPECT_EQ(EntityTypeFromStored("starship"), v1::ENTITY_TYPE_MISC);
  EXPECT_EQ(ModalityFromStored("sworn"), v1::MODALITY_UNSPECIFIED);
  EXPECT_EQ(RoleFromStored("mood"), v1::QUALIFIER_ROLE_OTHER);
  EXPECT_EQ(ComparatorFromStored(""), v1::COMPARATOR_EXACTLY);
}

TEST(Enums, HaveTheDefaultsOfTheProtocol) {
  EXPECT_EQ(FromProto(v1::VIEW_UNSPECIFIED), extractor::View::kGraph);
  EXPECT_EQ(FromProto(v1::VIEW_NARY), extractor::View::kNary);
  EXPECT_EQ(FromProto(v1::VIEW_BINARY), extractor::View::kBinary);
  EXPECT_EQ(FromProto(v1::TEXT_FORMAT_UNSPECIFIED),
            extractor::TextFormat::kPlain);
  EXPECT_EQ(FromProto(v1::TEXT_FORMAT_MARKDOWN),
            extractor::TextFormat::kMarkdown);
  EXPECT_EQ(FromProto(v1::TEXT_FORMAT_HTML), extractor::TextFormat::kHtml);
  EXPECT_EQ(FromProto(v1::DIRECTION_UNSPECIFIED), graphstore::Direction::kBoth);
  EXPECT_EQ(FromProto(v1::DIRECTION_OUT), graphstore::Direction::kOut);
  EXPECT_EQ(FromProto(v1::DIRECTION_IN), graphstore::Direction::kIn);
}

TEST(Enums, NameEveryKindOfMatch) {
  EXPECT_EQ(ToProto(graphstore::MatchKind::kExact), v1::MATCH_KIND_EXACT);
  EXPECT_EQ(ToProto(graphstore::MatchKind::kPrefix), v1::MATCH_KIND_PREFIX);
  EXPECT_EQ(ToProto(graphstore::MatchKind::kWord), v1::MATCH_KIND_WORD);
  EXPECT_EQ(ToProto(graphstore::MatchKind::kFuzzy), v1::MATCH_KIND_FUZZY);
}

}  // namespace
}  // namespace weft::service
