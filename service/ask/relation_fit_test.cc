#include "service/ask/relation_fit.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"

namespace weft::service {
namespace {

class RelationFitTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { lexicon_ = Lexicon::Create().release(); }
  static void TearDownTestSuite() { delete lexicon_; }

  // "x is the subject", "x is the object", "-".
  static std::string Fit(const std::string& relation,
                         const AskedRelation& asked) {
    const auto fit = FitRelation(relation, asked, *lexicon_);
    if (!fit.has_value()) return "-";
    return fit->gap_is_subject ? "subject" : "object";
  }
  static AskedRelation Verb(const std::string& verb, AskedEnd gap,
                            AskedEnd named) {
    AskedRelation asked;
    asked.bases = {verb};
    asked.gap = std::move(gap);
    asked.named = std::move(named);
    return asked;
  }

  static inline const Lexicon* lexicon_ = nullptr;
};

const AskedEnd kSubject{Role::kSubject, "", ""};
const AskedEnd kObject{Role::kObject, "", ""};

TEST_F(RelationFitTest, PlacesTheGapByVoiceAndPreposition) {
  const AskedEnd in{Role::kOblique, "in", ""};
  struct Row {
    const char* relation;
    AskedRelation asked;
    const char* gap;
  };
  const Row rows[] = {
      {"found", Verb("found", kSubject, kObject), "subject"},
      {"found", Verb("found", kObject, kSubject), "object"},
      {"acquire", Verb("buy", kObject, kSubject), "object"},
      {"be found in", Verb("found", kSubject, kObject), "-"},
      {"be found in", Verb("found", in, kObject), "object"},
      {"be base at", Verb("base", in, kObject), "object"},
      {"be found by", Verb("found", kSubject, kObject), "object"},
      {"invest in", Verb("invest", kSubject, in), "subject"},
      {"invest in", Verb("invest", kSubject, kObject), "-"},
      {"be founder of", Verb("found", kSubject, kObject), "subject"},
      {"belong to", Verb("own", kSubject, kObject), "object"},
      {"paint", Verb("found", kSubject, kObject), "-"},
      {"", Verb("found", kSubject, kObject), "-"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Fit(row.relation, row.asked), row.gap)
        << row.relation << " for " << row.asked.bases.front();
  }
}

TEST_F(RelationFitTest, WhatIsOwnedMustBeTheSame) {
  AskedEnd stock = kSubject;
  stock.owned = "stock";
  EXPECT_EQ(Fit("stock fall", Verb("fall", kObject, stock)), "object");
  EXPECT_EQ(Fit("revenue fall", Verb("fall", kObject, stock)), "-");
}

TEST_F(RelationFitTest, NounsHaveTheirModifiers) {
  AskedRelation executive = Verb("executive", kSubject, kObject);
  executive.noun = true;
  EXPECT_EQ(Fit("be chief executive of", executive), "subject");
  executive.modifiers = {"chief"};
  EXPECT_EQ(Fit("be chief executive of", executive), "subject");
  EXPECT_EQ(Fit("be former executive of", executive), "-");
  AskedRelation value = Verb("value", kSubject, kObject);
  value.noun = true;
  EXPECT_EQ(Fit("market value be", value), "object");
}

}  // namespace
}  // namespace weft::service
