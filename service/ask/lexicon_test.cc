#include "service/ask/lexicon.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

class LexiconTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { lexicon_ = Lexicon::Create().release(); }
  static void TearDownTestSuite() { delete lexicon_; }
  static const Lexicon* lexicon_;
};
const Lexicon* LexiconTest::lexicon_ = nullptr;

TEST_F(LexiconTest, FindsBaseForms) {
  EXPECT_THAT(lexicon_->BaseForms("bought"), Contains("buy"));
  EXPECT_THAT(lexicon_->BaseForms("companies"), Contains("company"));
  EXPECT_THAT(lexicon_->BaseForms("stopped"), Contains("stop"));
  EXPECT_THAT(lexicon_->BaseForms("Directed"), Contains("direct"));
  EXPECT_THAT(lexicon_->BaseForms("mice"), ElementsAre("mouse"));
}

TEST_F(LexiconTest, KeepsWordsThatItDoesNotKnow) {
  EXPECT_THAT(lexicon_->BaseForms("Norvane"), ElementsAre("norvane"));
}

TEST_F(LexiconTest, RanksLikeness) {
  struct Row {
    const char* one;
    const char* other;
    double least, most;
  };
  const Row rows[] = {
      {"launch", "launched", 1, 1},        // the same word
      {"direct", "director", 0.9, 0.9},    // derived
      {"write", "writer", 0.9, 0.9},       //
      {"buy", "acquire", 0.7, 0.85},       // news_words.cc
      {"took_over", "succeed", 0, 0},      // no form of a phrasal verb
      {"take_over", "succeed", 0.8, 0.8},  // news_words.cc
      {"begin", "commence", 0.6, 0.85},    // one sense
      {"launch", "yard", 0, 0.5},          // nothing in common
      {"norvane", "quill", 0, 0},          // no words at all
  };
  for (const Row& row : rows) {
    const double similarity = lexicon_->Similarity(row.one, row.other);
    EXPECT_GE(similarity, row.least) << row.one << " " << row.other;
    EXPECT_LE(similarity, row.most) << row.one << " " << row.other;
    EXPECT_EQ(similarity, lexicon_->Similarity(row.other, row.one))
        << row.one << " " << row.other;
  }
}

TEST_F(LexiconTest, KnowsKinds) {
  EXPECT_TRUE(lexicon_->IsA("analyst", "person"));
  EXPECT_TRUE(lexicon_->IsA("umpire", "person"));  // not in common use
  EXPECT_TRUE(lexicon_->IsA("newspapers", "newspaper"));
  EXPECT_FALSE(lexicon_->IsA("yard", "person"));
  EXPECT_FALSE(lexicon_->IsA("norvane", "person"));
}

TEST_F(LexiconTest, ListsWordsAlike) {
  const std::vector<std::string> alike = lexicon_->Alike("acquired");
  EXPECT_THAT(alike, Contains("acquire"));
  EXPECT_THAT(alike, Contains("buy"));
  EXPECT_THAT(alike, Contains("sell"));  // the same from the other end
  EXPECT_THAT(alike, Not(Contains("rent")));
  EXPECT_LE(alike.size(), 24u);
}

TEST_F(LexiconTest, KnowsVerbsOfTheOtherEnd) {
  EXPECT_TRUE(lexicon_->AreConverse({"buy"}, {"sell"}));
  EXPECT_TRUE(lexicon_->AreConverse({"sell"}, {"purchase"}));
  EXPECT_TRUE(lexicon_->AreConverse({"belong"}, {"own"}));
  EXPECT_FALSE(lexicon_->AreConverse({"buy"}, {"purchase"}));
  EXPECT_FALSE(lexicon_->AreConverse({"buy"}, {"lend"}));
  EXPECT_FALSE(lexicon_->AreConverse({"norvane"}, {"sell"}));
}

}  // namespace
}  // namespace weft::service
