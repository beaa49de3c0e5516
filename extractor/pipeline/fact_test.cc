#include "extractor/pipeline/fact.h"

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(ModalityName, ReadsBackAsTheSameModality) {
  for (int i = 0; i <= static_cast<int>(Modality::kQuestion); ++i) {
    const auto modality = static_cast<Modality>(i);
    EXPECT_EQ(ParseModality(ModalityName(modality)), modality);
  }
}

TEST(ModalityName, IsALowerCaseWord) {
  EXPECT_EQ(ModalityName(Modality::kAsserted), "asserted");
  EXPECT_EQ(ModalityName(Modality::kPlanned), "planned");
  EXPECT_EQ(ModalityName(Modality::kQuestion), "question");
}

TEST(ParseModality, RefusesUnknownNames) {
  EXPECT_EQ(ParseModality("Planned"), std::nullopt);
  EXPECT_EQ(ParseModality(""), std::nullopt);
}

TEST(QualifierRoleName, ReadsBackAsTheSameRole) {
  for (int i = 0; i <= static_cast<int>(QualifierRole::kOther); ++i) {
    const auto role = static_cast<QualifierRole>(i);
    EXPECT_EQ(ParseQualifierRole(QualifierRoleName(role)), role);
  }
  EXPECT_EQ(QualifierRoleName(QualifierRole::kTopic), "topic");
}

TEST(ParseQualifierRole, RefusesUnknownNames) {
  EXPECT_EQ(ParseQualifierRole("when"), std::nullopt);
}

}  // namespace
}  // namespace weft::extractor
