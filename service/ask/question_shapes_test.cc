// Questions of all shapes over one small text, end to end.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/ask/asker_test_base.h"

namespace weft::service {
namespace {

constexpr char kText[] =
    "Harbour town gets a new ferry line\n"
    "2025-06-12\n"
    "\n"
    "The ferry operator Solvik Lines bought the Orla from Danmar Shipping for "
    "12 million euros in May 2023. "
    "Solvik Lines belongs to the pension fund Havtrygd. "
    "It was founded by Aksel Brandt in 1951. "
    "Ingrid Solheim, the managing director of Solvik Lines, succeeded Peder "
    "Lund in 2024. "
    "Petri Aalto, an analyst at Merikanto Bank, called the price fair. "
    "Solvik Lines ordered two ships from the Talmar yard on 3 March 2025. "
    "The line was closed in winter because the harbour was frozen. "
    "Solvik Lines employs 640 people and plans to open an office in Lund. "
    "The union, led by Jonas Vik, demanded higher wages. "
    "Solvik Lines did not buy the Freya. "
    "Danmar Shipping denied that it had sold the Freya. "
    "Rosa Brandt taught Ingrid Solheim navigation. "
    "The shares of Merikanto Bank fell 4% on Tuesday. "
    "According to Jonas Vik, 45 jobs were lost in April. "
    "Havtrygd sold the island of Orm in 1998. "
    "Havtrygd sold the island of Tjoll in 2021.\n";

class QuestionShapesTest : public AskerTestBase {
 protected:
  static void SetUpTestSuite() { ReadText("ferry.txt", kText); }
};

TEST_F(QuestionShapesTest, WhoAndWhat) {
  Check({
      {"Who founded Solvik Lines?", "Aksel Brandt"},
      {"By whom was Solvik Lines founded?", "Aksel Brandt"},
      {"Who leads the union?", "Jonas Vik"},
      {"Whom did Ingrid Solheim succeed?", "Peder Lund"},
      {"What did the union demand?", "higher wages"},
      {"What did Solvik Lines buy?", "Orla"},
      {"For which bank does Petri Aalto work?", "Merikanto Bank"},
  });
}

TEST_F(QuestionShapesTest, VerbsOfTheOtherEnd) {
  Check({
      {"Which fund owns Solvik Lines?", "Havtrygd"},
      {"Who sold the Orla to Solvik Lines?", "Danmar Shipping"},
      {"From which company did Solvik Lines buy the Orla?", "Danmar Shipping"},
      {"Who learned navigation from Rosa Brandt?", "Ingrid Solheim"},
  });
}

TEST_F(QuestionShapesTest, TimesPlacesAndAmounts) {
  Check({
      {"When did Solvik Lines order two ships?", "3 March 2025"},
      {"In which year was Solvik Lines founded?", "1951"},
      {"How much did Solvik Lines pay for the Orla?", "12 million euros"},
      {"How many people does Solvik Lines employ?", "640 people"},
      {"By how much did the shares of Merikanto Bank fall?", "4%"},
      {"Why was the line closed?", "the harbour was frozen"},
  });
}

TEST_F(QuestionShapesTest, ConditionsOfTimeAndSource) {
  Check({
      {"What did Solvik Lines order since January 2025?", "ships"},
      {"Which island did Havtrygd sell after 2010?", "Tjoll"},
      {"Which island did Havtrygd sell before 2000?", "Orm"},
      {"According to Jonas Vik, how many jobs were lost?", "45 jobs"},
  });
}

TEST_F(QuestionShapesTest, YesAndNo) {
  Check({
      {"Did Solvik Lines buy the Orla?", "yes"},
      {"Did Solvik Lines buy the Freya?", "no"},
      {"Was Solvik Lines founded by Aksel Brandt?", "yes"},
      {"Does Solvik Lines plan to open an office in Lund?", "yes"},
  });
}

TEST_F(QuestionShapesTest, TwoHops) {
  Check({
      {"Who founded the company that bought the Orla?", "Aksel Brandt"},
      {"Who taught the managing director of Solvik Lines?", "Rosa Brandt"},
  });
}

TEST_F(QuestionShapesTest, WhatTheTextDoesNotSay) {
  Check({
      {"Who founded Danmar Shipping?", "-"},
      {"How many people does Danmar Shipping employ?", "-"},
      {"When was Havtrygd founded?", "-"},
      {"Who is the managing director of Merikanto Bank?", "-"},
      {"In which city was Ingrid Solheim born?", "-"},
      {"How old is Jonas Vik?", "-"},
      {"Who bought the Freya?", "-"},
      {"How much did the Freya cost?", "-"},
      {"Who painted the Orla?", "-"},
      {"When did Quentin Ashby visit Solvik Lines?", "-"},
  });
}

TEST_F(QuestionShapesTest, RelationsBySentencesAndByPaths) {
  EXPECT_EQ(
      Ask("How is Petri Aalto related to Merikanto Bank?").answers(0).text(),
      "analyst");
  const v1::AskResponse path = Ask("How is Aksel Brandt related to Havtrygd?");
  ASSERT_TRUE(path.answered());
  EXPECT_THAT(path.answers(0).text(), testing::HasSubstr("Solvik Lines"));
  EXPECT_GE(path.answers(0).facts_size(), 2);
  EXPECT_FALSE(Ask("How is Petri Aalto related to Rosa Brandt?").answered());
}

}  // namespace
}  // namespace weft::service
